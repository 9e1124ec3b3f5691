import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noticeRefOf, receiveNotices, sqsNotices } from '../functions/adapters/sqs-notices.ts';
import { objectFolder } from '../infra/local/object-server.ts';
import type { CaseNo, TenantCode } from '../shared/kernel/ids.ts';
import { noticeIdOf, type NoticeRef } from '../shared/ports/notices.ts';
import { openFolderQueues, openStageQueues, type OpenNoticeQueues } from './notice-queues-at.ts';

const run = promisify(execFile);
const script = (...args: string[]) =>
  run(process.execPath, [join(import.meta.dirname, 'dead-letters.ts'), ...args]).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: unknown) => error as { code: number; stdout: string; stderr: string },
  );

/** More than two batches. */
const REFS = Array.from({ length: 23 }, (_, version): NoticeRef => ({
  tenant: '411323' as TenantCode,
  caseNo: '41132320261123000001' as CaseNo,
  version,
  event: 0,
}));
const IDS = REFS.map(noticeIdOf).toSorted();

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onewindow-dead-'));
  await mkdir(objectFolder(folder));
});
afterEach(() => rm(folder, { recursive: true }));

const inFolder = async <Result>(work: (opened: OpenNoticeQueues) => Promise<Result>): Promise<Result> => {
  const opened = await openFolderQueues(folder);
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
};

const die = ({ client, urls }: OpenNoticeQueues) => sqsNotices(client, urls.deadLetters).send(REFS);

/** As many notices as were put aside, as whoever sends notices finds them in the queue. */
const waiting = async ({ client, urls }: OpenNoticeQueues): Promise<readonly string[]> => {
  const ids: string[] = [];
  while (ids.length < REFS.length) {
    const queued = await receiveNotices(client, urls.queue, AbortSignal.timeout(5_000));
    ids.push(...queued.map(({ body }) => noticeIdOf(noticeRefOf(body))));
  }
  return ids.toSorted();
};

describe('npm run dead-letters', () => {
  it('lists what nobody could deliver and leaves it there', async () => {
    await inFolder(die);
    for (let time = 0; time < 2; time += 1) {
      const { code, stdout } = await script('list', '--data', folder);
      const lines = stdout.trim().split('\n');
      expect([code, lines.pop()]).toEqual([0, '23 dead letters']);
      expect(lines.map((line) => line.split(' ')[1]).toSorted()).toEqual(IDS);
      for (const line of lines) expect(line).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z /);
    }
  });

  it('puts every one of them back into the queue, once', async () => {
    await inFolder(die);
    const moved = { code: 0, stdout: '23 notices queued again, 0 left that are none\n' };
    expect(await script('redrive', '--data', folder)).toMatchObject(moved);
    expect(await script('list', '--data', folder)).toMatchObject({ code: 0, stdout: '0 dead letters\n' });
    expect(await inFolder(waiting)).toEqual(IDS);
    const nothing = { code: 0, stdout: '0 notices queued again, 0 left that are none\n' };
    expect(await script('redrive', '--data', folder)).toMatchObject(nothing);
  });

  it('leaves what is no notice where it lies, and shows nothing of what it says', async () => {
    await inFolder(async (opened) => {
      const { client, urls } = opened;
      await client.send(new SendMessageCommand({ QueueUrl: urls.deadLetters, MessageBody: '测试甲乙' }));
      await die(opened);
    });
    const moved = { code: 1, stdout: '23 notices queued again, 1 left that are none\n' };
    expect(await script('redrive', '--data', folder)).toMatchObject(moved);
    const { code, stdout } = await script('list', '--data', folder);
    expect(code).toBe(1);
    expect(stdout).toMatch(/ no notice: message [\w-]+\n1 dead letters\n$/);
  });

  it('keeps its hands off a folder that is open', async () => {
    const { code, stdout } = await inFolder(() => script('redrive', '--data', folder));
    expect([code, stdout]).toEqual([2, '']);
  });

  it.each([
    [['list', '--data', '/nowhere']],
    [['list', '--data', 'a', '--stage', 'dev']],
    [['list', '--stage', 'nowhere']],
    [['purge']],
    [[]],
    [['--help']],
  ])('says what is wrong with %j and does nothing', async (args) => {
    const { code, stderr } = await script(...args);
    expect(code).toBe(2);
    expect(stderr).not.toContain('    at ');
  });
});

describe('the queues of a stage', () => {
  const formation = mockClient(CloudFormationClient);
  afterEach(() => formation.reset());

  it('are those that its Flow stack names', async () => {
    const Outputs = [
      { OutputKey: 'NoticeQueueUrl', OutputValue: 'https://sqs/queue' },
      { OutputKey: 'NoticeDeadLettersUrl', OutputValue: 'https://sqs/dead' },
    ];
    const stack = { StackName: 'OneWindow-dev-Flow', CreationTime: undefined, StackStatus: undefined };
    formation
      .on(DescribeStacksCommand, { StackName: 'OneWindow-dev-Flow' })
      .resolves({ Stacks: [{ ...stack, Outputs }] });
    const { urls, close } = await openStageQueues('dev');
    await close();
    expect(urls).toEqual({ queue: 'https://sqs/queue', deadLetters: 'https://sqs/dead' });
  });

  it('are not guessed where the stack names none', async () => {
    formation.on(DescribeStacksCommand).resolves({ Stacks: [] });
    await expect(openStageQueues('dev')).rejects.toThrow('OneWindow-dev-Flow has no output NoticeQueueUrl');
  });
});
