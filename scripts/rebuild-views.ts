import { parseArgs } from 'node:util';
import { rebuildViews } from '../functions/adapters/rebuild-views.ts';
import { PROJECTIONS } from '../infra/local/projections.ts';
import { runTool } from './run-tool.ts';
import { openTables, UsageError } from './tables-at.ts';

const HELP = `npm run rebuild-views -- [options]   drops every row of every view and derives all of them from the log again

  --data DIR           data folder of the stopped local stack (default .data)
  --log-table NAME     tables on AWS instead; region and credentials from the environment
  --views-table NAME
  --endpoint URL       another endpoint than AWS's`;

const text = { type: 'string' } as const;
const OPTIONS = {
  data: text,
  endpoint: text,
  'log-table': text,
  'views-table': text,
  help: { type: 'boolean' },
} as const;

await runTool(async (args) => {
  const { values } = parseArgs({ args, options: OPTIONS });
  const { data, endpoint, 'log-table': log, 'views-table': views } = values;
  if (values.help) throw new UsageError(HELP);
  if ((log === undefined) !== (views === undefined)) throw new UsageError('name both tables or none');
  const named = log === undefined || views === undefined ? {} : { log, views };
  const opened = await openTables({ data, endpoint, tables: named });
  try {
    const { log: logTable = '', views: viewsTable = '' } = opened.tables;
    const done = await rebuildViews(opened.client, { log: logTable, views: viewsTable }, PROJECTIONS);
    console.log(
      `${done.dropped} rows dropped, ${done.streams} streams with ${done.commits} commits projected again`,
    );
    return 0;
  } finally {
    await opened.close();
  }
});
