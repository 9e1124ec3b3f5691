import { parseArgs } from 'node:util';
import { partitionOf } from '../functions/adapters/dynamo-log.ts';
import { verifyLog } from '../functions/adapters/verify-log.ts';
import { runTool } from './run-tool.ts';
import { openTables, UsageError } from './tables-at.ts';

const HELP = `npm run verify-log -- [options]   walks every chain of the log and names the first broken commit of each

  --data DIR       data folder of the stopped local stack (default .data)
  --table NAME     log table on AWS instead; region and credentials from the environment
  --endpoint URL   another endpoint than AWS's for --table

Exit code 0: every chain is whole. 1: a chain is broken. 2: the log could not be opened.`;

const text = { type: 'string' } as const;
const OPTIONS = { data: text, table: text, endpoint: text, help: { type: 'boolean' } } as const;

await runTool(async (args) => {
  const { values } = parseArgs({ args, options: OPTIONS });
  if (values.help) throw new UsageError(HELP);
  const { data, endpoint, table } = values;
  const opened = await openTables({
    data,
    endpoint,
    tables: table === undefined ? {} : { log: table },
  });
  try {
    const { streams, commits, broken } = await verifyLog(opened.client, opened.tables.log ?? '');
    for (const { tenant, stream, version, why } of broken) {
      console.log(`broken: ${partitionOf(tenant, stream)} version ${version}: ${why}`);
    }
    console.log(`${streams} streams, ${commits} commits, ${broken.length} broken`);
    return broken.length === 0 ? 0 : 1;
  } finally {
    await opened.close();
  }
});
