import { parseArgs } from 'node:util';
import { dynamoLog } from '../functions/adapters/dynamo-log.ts';
import { LOCAL_TABLES } from '../functions/adapters/local-tables.ts';
import { noteHall } from '../infra/local/halls.ts';
import { openStore } from '../infra/local/store.ts';
import { isTenantCode } from '../shared/kernel/ids.ts';
import type { EventLog } from '../shared/ports/event-log.ts';
import { runTool } from './run-tool.ts';
import { UsageError } from './tables-at.ts';
import { deployed } from './tenant/deployed.ts';
import { openHall, type Hall } from './tenant/open-hall.ts';

const HELP = `npm run tenant -- add CODE --name NAME --place PLACE [options]      opens a hall

  --name NAME     as it stands over the door: 石佛寺镇便民服务中心
  --place PLACE   the administrative division: 石佛寺镇
  --data DIR      data folder of the local stack (default .data); it must not be running
  --stage STAGE   a deployed installation instead, with the credentials of the environment`;

const open = async (log: EventLog, hall: Hall): Promise<void> => {
  const isKnown = await openHall(log, hall);
  console.log(`${hall.name} ${hall.code} ${isKnown ? 'was open already' : 'is open'}`);
};

await runTool(async (args) => {
  const text = { type: 'string' } as const;
  const options = { name: text, place: text, data: text, stage: text };
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [verb, code] = positionals;
  const { name, place, stage, data = '.data' } = values;
  if (verb !== 'add' || code === undefined || name === undefined || place === undefined)
    throw new UsageError(HELP);
  if (!isTenantCode(code)) throw new UsageError(`${code} is no code of a hall: 6, 9 or 12 digits`);
  const hall = { code, name, place };
  if (stage !== undefined) {
    const { log, list } = await deployed(stage);
    await open(log, hall);
    await list(code, name);
    return 0;
  }
  const store = await openStore(data);
  try {
    noteHall(store.folder, code);
    await open(dynamoLog(store.client, LOCAL_TABLES.log), hall);
    return 0;
  } finally {
    await store.close();
  }
});
