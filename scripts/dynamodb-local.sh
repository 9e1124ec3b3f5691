#!/bin/sh
# Runs AWS's own DynamoDB Local, the third store of the log's contract tests beside memory and dynalite.
#   scripts/dynamodb-local.sh [PORT]      needs Java 17 and Maven; fetches into .cache/ once; stops with Ctrl-C or SIGTERM
#   DYNAMODB_LOCAL_URL=http://127.0.0.1:8000 npx vitest run functions/adapters
set -eu

version=2.6.1
port=${1:-8000}
home=$(cd "$(dirname "$0")/.." && pwd)/.cache/dynamodb-local-$version

if [ ! -f "$home/complete" ]; then
  mkdir -p "$home"
  cat >"$home/pom.xml" <<POM
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>onewindow</groupId>
  <artifactId>dynamodb-local</artifactId>
  <version>$version</version>
  <dependencies>
    <dependency>
      <groupId>com.amazonaws</groupId>
      <artifactId>DynamoDBLocal</artifactId>
      <version>$version</version>
    </dependency>
  </dependencies>
</project>
POM
  mvn --batch-mode --quiet --file "$home/pom.xml" dependency:copy-dependencies -DoutputDirectory="$home/lib" >&2
  touch "$home/complete"
fi

exec java -Djava.library.path="$home/lib" -classpath "$home/lib/*" \
  com.amazonaws.services.dynamodbv2.local.main.ServerRunner -inMemory -sharedDb -disableTelemetry -port "$port"
