import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dynamoClient, localEndpoint } from '../../functions/adapters/clients.ts';
import { dynamoLog } from '../../functions/adapters/dynamo-log.ts';
import { dynamoViews } from '../../functions/adapters/dynamo-views.ts';
import { LOCAL_TABLES } from '../../functions/adapters/local-tables.ts';
import { streamsOf } from '../../functions/adapters/log-scan.ts';
import { dynamoFolder, startDynamo } from '../../infra/local/dynamo-server.ts';
import { openDeadLetters } from '../../infra/local/feed-dead-letters.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { firstBroken } from '../../shared/ports/chain.ts';
import type { Commit } from '../../shared/ports/event-log.ts';

/** More with `CHAOS_KILLS=500 npm run test:chaos`. */
const ROUNDS = Number(process.env['CHAOS_KILLS'] ?? 55);
const TENANT = '411323' as TenantCode;
const CHILD = join(import.meta.dirname, 'feed-child.ts');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onewindow-chaos-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Acknowledged {
  readonly id: string;
  readonly version: number;
  readonly key: string;
}

/** Runs the child, kills it some time after it has printed `mark`, and answers with what it had acknowledged. */
const runAndKill = async (
  round: number,
  mark: 'open' | 'ack',
  killAfterMs: number,
): Promise<readonly Acknowledged[]> => {
  const child = spawn(process.execPath, [CHILD, folder, String(round), 'load'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  const ended = new Promise<NodeJS.Signals | null>((resolve) =>
    child.once('close', (_code, signal) => resolve(signal)),
  );
  const opened = new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.includes(mark)) resolve();
    });
  });
  await Promise.race([opened, ended]);
  await sleep(killAfterMs);
  child.kill('SIGKILL');
  expect(await ended).toBe('SIGKILL');
  return [...output.matchAll(/^ack (\S+) (\d+) (.+)$/gm)].map(([, id = '', version, key = '']) => ({
    id,
    version: Number(version),
    key,
  }));
};

const recover = async (): Promise<void> => {
  const child = spawn(process.execPath, [CHILD, folder, 'last', 'recover'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect(code).toBe(0);
};

/** Everything in the log, and the view rows beside it. */
const readBack = async () => {
  const server = await startDynamo(dynamoFolder(folder));
  const client = dynamoClient(localEndpoint(server.endpoint));
  const log = dynamoLog(client, LOCAL_TABLES.log).for(TENANT);
  const views = dynamoViews(client, LOCAL_TABLES.views).for(TENANT);
  const found = new Map<string, { commits: readonly Commit[]; version?: number; data?: unknown }>();
  for (const { stream } of await streamsOf(client, LOCAL_TABLES.log)) {
    const row = await views.get('counter', stream.id);
    found.set(stream.id, {
      commits: await log.read(stream),
      ...(row && { version: row.version, data: row.data }),
    });
  }
  client.destroy();
  await server.stop();
  return found;
};

test(`kill -9 at ${ROUNDS} random points under load loses no acknowledged command, no projection and no reaction`, async () => {
  const acknowledged: Acknowledged[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    // Every third is killed while it still takes up what the one before left.
    const mark = round % 3 === 2 ? 'open' : 'ack';
    acknowledged.push(...(await runAndKill(round, mark, Math.random() * 1_200)));
  }
  await recover();
  const found = await readBack();
  const reactions = new Set((await readFile(join(folder, 'reactions.log'), 'utf8')).split('\n'));
  let commitCount = 0;

  for (const { id, version, key } of acknowledged) expect(found.get(id)?.commits[version]?.key).toBe(key);
  for (const [id, { commits, version, data }] of found) {
    commitCount += commits.length;
    expect(firstBroken(commits)).toBeUndefined();
    expect(new Set(commits.map(({ key }) => key)).size).toBe(commits.length);
    expect(version).toBe(commits.length - 1);
    expect(data).toMatchObject({ sum: commits.length, commits: commits.length });
    for (const commit of commits) expect(reactions.has(`${id} ${commit.version}`)).toBe(true);
  }
  expect(openDeadLetters(join(folder, 'dead-letters.jsonl')).all()).toEqual([]);
  expect(acknowledged.length).toBeGreaterThan(ROUNDS * 5);
  console.log(
    `${ROUNDS} kills, ${acknowledged.length} commands acknowledged, ${commitCount} commits and ${reactions.size - 1} reactions found`,
  );
});
