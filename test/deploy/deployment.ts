import http from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CloudFormationClient,
  DeleteStackCommand,
  DescribeStacksCommand,
  paginateListStackResources,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IoTClient } from '@aws-sdk/client-iot';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { TableNames } from '../../functions/adapters/tables.ts';
import { clearDevices } from './clear-devices.ts';
import type { Emulator } from './emulator.ts';
import { ROOT, run } from './processes.ts';

/** In the order in which they are made; deleted the other way round. */
const STACKS = ['State', 'Web', 'Api', 'Flow', 'Device', 'Watch'].map((name) => `OneWindow-emulator-${name}`);
const CDK = join(ROOT, 'node_modules/.bin/cdk');
const DELETE_POLLS = 60;

/** What stands on the emulator. */
export interface Deployment {
  readonly apiUrl: string;
  readonly tables: TableNames;
  /** Of the built files of the web app. */
  readonly siteBucket: string;
  readonly resources: readonly StackResourceSummary[];
}

/** The emulator is slow with connections that are kept alive. */
const requestHandler = () => new NodeHttpHandler({ httpAgent: new http.Agent({ keepAlive: false }) });

const configOf = ({ endpoint }: Emulator) => ({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  requestHandler: requestHandler(),
});

export const dynamoOf = (emulator: Emulator): DynamoDBClient => new DynamoDBClient(configOf(emulator));

const resourcesOf = async (client: CloudFormationClient): Promise<readonly StackResourceSummary[]> => {
  const resources: StackResourceSummary[] = [];
  for (const StackName of STACKS) {
    for await (const page of paginateListStackResources({ client }, { StackName })) {
      resources.push(...(page.StackResourceSummaries ?? []));
    }
  }
  return resources;
};

/** The physical name of the first resource of a type whose logical id begins so. */
const named = (resources: readonly StackResourceSummary[], type: string, prefix = ''): string => {
  const found = resources.find(
    ({ ResourceType, LogicalResourceId = '' }) =>
      ResourceType === type && LogicalResourceId.startsWith(prefix),
  )?.PhysicalResourceId;
  if (found === undefined) throw new Error(`no ${type} ${prefix} was deployed`);
  return found;
};

const tableNames = (resources: readonly StackResourceSummary[]): TableNames => {
  const table = (prefix: string) => named(resources, 'AWS::DynamoDB::Table', prefix);
  return { log: table('Log'), views: table('Views'), vault: table('Vault'), numbers: table('Numbers') };
};

export const bootstrap = (emulator: Emulator): Promise<void> =>
  run(CDK, ['bootstrap', 'aws://000000000000/us-east-1', '--quiet', '-c', 'stage=emulator'], {
    env: emulator.env,
  });

/** `cdk deploy --all`, with what only the emulator knows. */
export const deploy = async (
  emulator: Emulator,
  issuer: string,
  context: readonly string[] = [],
): Promise<Deployment> => {
  const given = ['stage=emulator', `issuer=${issuer}`, ...context].flatMap((each) => ['-c', each]);
  const flags = ['--all', '--require-approval', 'never', '--progress', 'events', '--ci'];
  await run(CDK, ['deploy', ...flags, ...given], { env: emulator.env });
  const resources = await resourcesOf(new CloudFormationClient(configOf(emulator)));
  const apiId = named(resources, 'AWS::ApiGatewayV2::Api');
  return {
    apiUrl: `${emulator.endpoint}/_aws/execute-api/${apiId}/$default`,
    tables: tableNames(resources),
    siteBucket: named(resources, 'AWS::S3::Bucket', 'SiteBucket'),
    resources,
  };
};

const isGone = async (client: CloudFormationClient, StackName: string): Promise<boolean> => {
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName }));
    return Stacks.every(({ StackStatus }) => StackStatus === 'DELETE_COMPLETE');
  } catch (error) {
    if (error instanceof Error && error.message.includes('does not exist')) return true;
    throw error;
  }
};

/** Deletes by name: what `cdk destroy` sends, the stack's ARN, the emulator takes without doing anything. */
export const destroy = async (emulator: Emulator): Promise<void> => {
  const client = new CloudFormationClient(configOf(emulator));
  await clearDevices(new IoTClient(configOf(emulator)));
  for (const StackName of STACKS.toReversed()) {
    await client.send(new DeleteStackCommand({ StackName }));
    for (let poll = 0; !(await isGone(client, StackName)); poll += 1) {
      if (poll > DELETE_POLLS) throw new Error(`${StackName} is still there`);
      await sleep(500);
    }
  }
};
