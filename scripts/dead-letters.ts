import { parseArgs } from 'node:util';
import { deadNotices, redriveNotices } from '../functions/adapters/notice-dead-letters.ts';
import { noticeIdOf } from '../shared/ports/notices.ts';
import { openFolderQueues, openStageQueues, type OpenNoticeQueues } from './notice-queues-at.ts';
import { runTool } from './run-tool.ts';
import { UsageError } from './tables-at.ts';

const HELP = `npm run dead-letters -- list|redrive [options]   notices that nobody could deliver

  list             names each by case, version and event, with the time since when it waits
  redrive          puts them all back into the queue; what went out meanwhile is not sent twice

  --data DIR       data folder of the stopped local stack (default .data)
  --stage STAGE    a deployed installation instead, with the credentials of the environment

Exit code 0: done. 1: something lies there that is no notice, or a fault. 2: the queues could not be opened.`;

const list = async ({ client, urls }: OpenNoticeQueues): Promise<number> => {
  const letters = await deadNotices(client, urls);
  for (const { message, since, ref } of letters)
    console.log(`${since} ${ref ? noticeIdOf(ref) : `no notice: message ${message}`}`);
  console.log(`${letters.length} dead letters`);
  return letters.every(({ ref }) => ref) ? 0 : 1;
};

const redrive = async ({ client, urls }: OpenNoticeQueues): Promise<number> => {
  const { moved, left } = await redriveNotices(client, urls);
  console.log(`${moved} notices queued again, ${left} left that are none`);
  return left === 0 ? 0 : 1;
};

const ACTS: ReadonlyMap<string | undefined, typeof list> = new Map([
  ['list', list],
  ['redrive', redrive],
]);

const text = { type: 'string' } as const;
const OPTIONS = { data: text, stage: text, help: { type: 'boolean' } } as const;

await runTool(async (args) => {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  const { data, stage, help } = values;
  const act = ACTS.get(positionals[0]);
  if (help || !act || positionals.length > 1) throw new UsageError(HELP);
  if (data !== undefined && stage !== undefined)
    throw new UsageError('--data and --stage exclude one another');
  const opened = stage === undefined ? await openFolderQueues(data ?? '.data') : await openStageQueues(stage);
  try {
    return await act(opened);
  } finally {
    await opened.close();
  }
});
