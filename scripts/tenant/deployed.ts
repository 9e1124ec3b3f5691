import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { dynamoClient } from '../../functions/adapters/clients.ts';
import { dynamoLog } from '../../functions/adapters/dynamo-log.ts';
import { stageOf } from '../../infra/config/stages.ts';
import type { EventLog } from '../../shared/ports/event-log.ts';
import { UsageError } from '../tables-at.ts';

/** What a deployed installation is reached by to open a hall, with the credentials of the environment. */
export interface Deployed {
  readonly log: EventLog;
  /** Puts the hall into the list that the web app shows. */
  readonly list: (code: string, name: string) => Promise<void>;
}

/** Read by the function of the page. */
const HALLS = 'halls.json';

/** @throws UsageError where the stack or the output is not there */
const outputOf = async (stage: string, stack: string, key: string): Promise<string> => {
  const client = new CloudFormationClient({ region: stageOf(stage).region });
  const StackName = `OneWindow-${stage}-${stack}`;
  const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName }));
  client.destroy();
  const found = Stacks.flatMap(({ Outputs = [] }) => Outputs).find(({ OutputKey }) => OutputKey === key);
  if (found?.OutputValue === undefined) throw new UsageError(`${StackName} has no output ${key}`);
  return found.OutputValue;
};

interface Listed {
  readonly names: Readonly<Record<string, string>>;
  /** Of what was read; absent: there is no list yet. */
  readonly etag?: string | undefined;
}

const read = async (client: S3Client, Bucket: string): Promise<Listed> => {
  try {
    const { Body, ETag: etag } = await client.send(new GetObjectCommand({ Bucket, Key: HALLS }));
    return { names: JSON.parse((await Body?.transformToString()) ?? '{}') as Listed['names'], etag };
  } catch (error) {
    if (error instanceof NoSuchKey) return { names: {} };
    throw error;
  }
};

/** Two who open halls at once do not lose one another's: the list is written as it was read, or not at all. */
const listHall = async (stage: string, code: string, name: string): Promise<void> => {
  const Bucket = await outputOf(stage, 'Web', 'SiteBucket');
  const client = new S3Client({
    region: stageOf(stage).region,
    // An emulator has no names of hosts for its buckets.
    forcePathStyle: process.env['AWS_ENDPOINT_URL'] !== undefined,
  });
  const { names, etag } = await read(client, Bucket);
  const Body = JSON.stringify({ ...names, [code]: name });
  const condition = etag === undefined ? { IfNoneMatch: '*' } : { IfMatch: etag };
  await client.send(
    new PutObjectCommand({ Bucket, Key: HALLS, Body, ContentType: 'application/json', ...condition }),
  );
  client.destroy();
};

/** The installation of a stage. @throws StageError, UsageError */
export const deployed = async (stage: string): Promise<Deployed> => ({
  log: dynamoLog(dynamoClient({ region: stageOf(stage).region }), await outputOf(stage, 'State', 'LogTable')),
  list: (code, name) => listHall(stage, code, name),
});
