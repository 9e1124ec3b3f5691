import { openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { dynamoClient, localEndpoint } from '../../functions/adapters/clients.ts';
import { dynamoLog } from '../../functions/adapters/dynamo-log.ts';
import { dynamoViews } from '../../functions/adapters/dynamo-views.ts';
import { createTables, LOCAL_TABLES } from '../../functions/adapters/local-tables.ts';
import { dynamoFolder, startDynamo } from '../../infra/local/dynamo-server.ts';
import { Feed } from '../../infra/local/feed.ts';
import type { Subject, TenantCode } from '../../shared/kernel/ids.ts';
import { instantOf } from '../../shared/kernel/instant.ts';
import { Streams } from '../../shared/ports/handle-command.ts';
import { applyCommit } from '../../shared/ports/project.ts';
import { counter } from '../support/counter-aggregate.ts';
import { COUNTER_PROJECTIONS } from '../support/counter-projections.ts';

/**
 * A hall under load, made to be killed: `node feed-child.ts FOLDER ROUND load|recover`. Prints `open`, and `ack ID VERSION`
 * after each command that was answered; each reaction is a line `ID VERSION` in `reactions.log`.
 */
const [folder = '', round = '0', mode = 'recover'] = process.argv.slice(2);
const TENANT = '411323' as TenantCode;
const WORKERS = 8;
const STREAMS = 12;

const server = await startDynamo(dynamoFolder(folder));
const client = dynamoClient(localEndpoint(server.endpoint));
await createTables(client, LOCAL_TABLES);
const log = dynamoLog(client, LOCAL_TABLES.log);
const views = dynamoViews(client, LOCAL_TABLES.views);
const reactions = openSync(join(folder, 'reactions.log'), 'a');

const feed = new Feed({
  folder,
  log,
  subscribers: [
    { name: 'views', take: (commit) => applyCommit(log, views, COUNTER_PROJECTIONS, commit) },
    {
      name: 'reaction',
      take: async ({ stream, version }) => {
        await sleep(Math.random() * 5);
        if (Math.random() < 0.05) throw new Error('the other side is away');
        writeSync(reactions, `${stream.id} ${version}\n`);
      },
    },
  ],
  onFault: (error) => {
    throw error;
  },
});

const streams = new Streams(feed.log, { now: () => instantOf(0) });
const actor = { sub: 'u-1' as Subject, roles: ['clerk'] as const, tenant: TENANT };

const work = async (worker: number): Promise<never> => {
  for (let n = 0; ; n += 1) {
    const id = n % 10 === 9 ? 'shared' : `r${round}-${Math.floor(Math.random() * STREAMS)}`;
    const key = `r${round} w${worker} n${n}`;
    const envelope = { at: instantOf(0), actor, key, digest: key };
    const result = await streams.execute(TENANT, counter, id, envelope, { type: 'add', by: 1 });
    if (result.ok) writeSync(1, `ack ${id} ${result.value.version} ${key}\n`);
  }
};

writeSync(1, 'open\n');
if (mode === 'load') await Promise.all(Array.from({ length: WORKERS }, (_, worker) => work(worker)));
await feed.close();
client.destroy();
await server.stop();
