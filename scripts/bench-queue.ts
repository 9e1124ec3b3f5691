import { randomUUID } from 'node:crypto';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { dynamoLog } from '../functions/adapters/dynamo-log.ts';
import { LOCAL_TABLES } from '../functions/adapters/local-tables.ts';
import { countingConflicts, fillQueue, rush, rushLog } from '../test/support/rush.ts';
import { startStore } from './bench/store.ts';

/**
 * Forty windows that call at once on one queue: `npm run bench:queue -- [NUMBERS]`. Beside it a bare conditional put of
 * an item of the same size on the same store, one after the other as the log of one queue has to be.
 */
const NUMBERS = Number(process.argv[2] ?? 2_000);

const at = (times: readonly number[], share: number): number =>
  times.toSorted((left, right) => left - right)[Math.floor(times.length * share)] ?? Number.NaN;

const barePuts = async ({ client }: Awaited<ReturnType<typeof startStore>>, count: number) => {
  const times: number[] = [];
  const events = { S: JSON.stringify([{ type: 'TicketCalled', data: { no: 'A001', window: 'A01' } }]) };
  for (let index = 0; index < count; index += 1) {
    const start = performance.now();
    await client.send(
      new PutItemCommand({
        TableName: LOCAL_TABLES.log,
        Item: {
          pk: { S: `411323#bench#${randomUUID()}` },
          sk: { N: '0' },
          events,
          hash: { S: 'x'.repeat(128) },
        },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
    times.push(performance.now() - start);
  }
  return times;
};

const measure = async (processes: number): Promise<string> => {
  const store = await startStore();
  const { log, conflicts } = countingConflicts(dynamoLog(store.client, LOCAL_TABLES.log));
  await fillQueue(log, NUMBERS);
  const bare = await barePuts(store, 300);
  const times: number[] = [];
  const start = performance.now();
  await rush(log, processes, (ms) => times.push(ms));
  const seconds = (performance.now() - start) / 1_000;
  const called = new Set(
    (await rushLog(log)).flatMap(({ events }) =>
      events.filter(({ type }) => type === 'TicketCalled').map(({ data }) => data['no']),
    ),
  );
  store.stop();
  const perCall = (seconds * 1_000) / times.length;
  return [
    `${processes} process${processes === 1 ? '' : 'es'}: ${times.length} calls of ${called.size} numbers`,
    `${Math.round(times.length / seconds)} calls/s`,
    `p50 ${at(times, 0.5).toFixed(1)} ms, p99 ${at(times, 0.99).toFixed(1)} ms with all 40 at once`,
    `${perCall.toFixed(2)} ms a call = ${(perCall / at(bare, 0.5)).toFixed(2)} × a bare conditional put (p50 ${at(bare, 0.5).toFixed(2)} ms)`,
    `${(conflicts() / times.length).toFixed(2)} conflicts a call`,
  ].join('; ');
};

for (const processes of [1, 40]) process.stdout.write(`${await measure(processes)}\n`);
