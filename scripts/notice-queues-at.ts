import { existsSync } from 'node:fs';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { localEndpoint, sqsClient } from '../functions/adapters/clients.ts';
import { openNoticeQueues, type NoticeQueueUrls } from '../functions/adapters/sqs-notices.ts';
import { stageOf } from '../infra/config/stages.ts';
import { Closing } from '../infra/local/closing.ts';
import { openFolder } from '../infra/local/folder.ts';
import { NOTICE_QUEUES } from '../infra/local/notices.ts';
import { objectFolder, startObjects } from '../infra/local/object-server.ts';
import { UsageError } from './tables-at.ts';

/** Both queues of notices, and how to reach them. */
export interface OpenNoticeQueues {
  readonly client: SQSClient;
  readonly urls: NoticeQueueUrls;
  readonly close: () => Promise<void>;
}

/**
 * The queues in the data folder of the local stack.
 * @throws UsageError where there is no such folder, FolderInUseError while `npm start` has it open.
 */
export const openFolderQueues = async (data: string): Promise<OpenNoticeQueues> => {
  if (!existsSync(objectFolder(data))) throw new UsageError(`${data}: no data folder of the local stack`);
  const closing = new Closing();
  const close = () => closing.close();
  try {
    const folder = openFolder(data);
    closing.add(() => folder.release());
    const server = await startObjects(objectFolder(folder.path('')));
    closing.add(() => server.stop());
    const client = sqsClient(localEndpoint(server.endpoint));
    closing.add(() => client.destroy());
    return { client, urls: await openNoticeQueues(client, NOTICE_QUEUES), close };
  } catch (error) {
    await close();
    throw error;
  }
};

/**
 * The queues of a deployed stage, as its Flow stack names them; with the credentials of the environment.
 * @throws StageError where there is no such stage, UsageError where it is not deployed.
 */
export const openStageQueues = async (stage: string): Promise<OpenNoticeQueues> => {
  const { region } = stageOf(stage);
  const StackName = `OneWindow-${stage}-Flow`;
  const formation = new CloudFormationClient({ region });
  const { Stacks = [] } = await formation.send(new DescribeStacksCommand({ StackName }));
  formation.destroy();
  const outputOf = (key: string): string => {
    const found = Stacks.flatMap(({ Outputs = [] }) => Outputs).find(({ OutputKey }) => OutputKey === key);
    if (found?.OutputValue === undefined) throw new UsageError(`${StackName} has no output ${key}`);
    return found.OutputValue;
  };
  const urls = { queue: outputOf('NoticeQueueUrl'), deadLetters: outputOf('NoticeDeadLettersUrl') };
  const client = sqsClient({ region });
  return {
    client,
    urls,
    close: () => {
      client.destroy();
      return Promise.resolve();
    },
  };
};
