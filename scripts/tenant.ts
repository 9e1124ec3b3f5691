import { parseArgs } from 'node:util';
import { dynamoLog } from '../functions/adapters/dynamo-log.ts';
import { LOCAL_TABLES } from '../functions/adapters/local-tables.ts';
import { systemClock } from '../functions/adapters/system-clock.ts';
import { noteHall } from '../infra/local/halls.ts';
import { openStore } from '../infra/local/store.ts';
import { TENANT_STREAM, tenantAggregate } from '../shared/domain/tenant/decide.ts';
import type { HallLevel } from '../shared/domain/tenant/hall.ts';
import { isTenantCode, parentOf, type Subject } from '../shared/kernel/ids.ts';
import type { EventLog } from '../shared/ports/event-log.ts';
import { Streams } from '../shared/ports/handle-command.ts';
import { runTool } from './run-tool.ts';
import { UsageError } from './tables-at.ts';
import { deployed } from './tenant/deployed.ts';

const HELP = `npm run tenant -- add CODE --name NAME --place PLACE [options]      opens a hall

  --name NAME     as it stands over the door: 石佛寺镇便民服务中心
  --place PLACE   the administrative division: 石佛寺镇
  --data DIR      data folder of the local stack (default .data); it must not be running
  --stage STAGE   a deployed installation instead, with the credentials of the environment`;

/** GB/T 39046 A.2, by the digits of the code: county 6, township 9, village 12. */
const levelOf = (code: string): HallLevel => (code.length === 6 ? 4 : code.length === 9 ? 5 : 6);

interface Hall {
  readonly code: string;
  readonly name: string;
  readonly place: string;
}

const open = async (log: EventLog, { code, name, place }: Hall): Promise<void> => {
  if (!isTenantCode(code)) throw new UsageError(`${code} is no code of a hall: 6, 9 or 12 digits`);
  const streams = new Streams(log, systemClock);
  const parent = parentOf(code);
  const actor = { sub: 'system' as Subject, roles: ['system'], tenant: code } as const;
  const envelope = {
    at: systemClock.now(),
    actor,
    key: `open-${code}`,
    digest: JSON.stringify({ name, place }),
  };
  const profile = { name, place, level: levelOf(code), ...(parent === undefined ? {} : { parent }) };
  const command = { type: 'open', code, profile } as const;
  const result = await streams.execute(code, tenantAggregate, TENANT_STREAM, envelope, command);
  if (!result.ok) throw new UsageError(result.refusal.message);
  console.log(`${name} ${code} ${result.value.replayed ? 'was open already' : 'is open'}`);
};

await runTool(async (args) => {
  const text = { type: 'string' } as const;
  const options = { name: text, place: text, data: text, stage: text };
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [verb, code] = positionals;
  const { name, place, stage, data = '.data' } = values;
  if (verb !== 'add' || code === undefined || name === undefined || place === undefined)
    throw new UsageError(HELP);
  if (stage !== undefined) {
    const { log, list } = await deployed(stage);
    await open(log, { code, name, place });
    await list(code, name);
    return 0;
  }
  const store = await openStore(data);
  try {
    if (isTenantCode(code)) noteHall(store.folder, code);
    await open(dynamoLog(store.client, LOCAL_TABLES.log), { code, name, place });
    return 0;
  } finally {
    await store.close();
  }
});
