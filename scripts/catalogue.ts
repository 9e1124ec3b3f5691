import { readFile, writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { parseArgs } from 'node:util';
import { exportMatters } from '../functions/catalogue/export.ts';
import { importMatters } from '../functions/catalogue/import.ts';
import {
  FILE_FORMATS,
  readCatalogueFile,
  writeCatalogueFile,
  type FileFormat,
} from '../functions/catalogue/read-file.ts';
import type { Deps } from '../functions/runtime/deps.ts';
import { loadHall } from '../functions/runtime/hall.ts';
import { openLocal } from '../infra/local/open.ts';
import { isTenantCode, type Subject, type TenantCode } from '../shared/kernel/ids.ts';
import { isDay, type Day } from '../shared/kernel/instant.ts';
import { runTool } from './run-tool.ts';
import { UsageError } from './tables-at.ts';

const HELP = `npm run catalogue -- import FILE   publishes the matters of a JSON, CSV or XLSX file
npm run catalogue -- export FILE   writes the hall's matters to a JSON, CSV or XLSX file

  --data DIR        data folder of the stopped local system (default .data)
  --hall CODE       hall whose catalogue it is (default 411323)
  --reason TEXT     why the matters change
  --basis TEXT      on which basis they change
  --published DAY   the day the law or the list changed (default today)`;

interface Job {
  readonly file: string;
  readonly format: FileFormat;
  readonly tenant: TenantCode;
  readonly reason: string;
  readonly basis: string;
  readonly published?: Day;
}

const formatOf = (file: string): FileFormat => {
  const format = FILE_FORMATS.find((known) => extname(file).toLowerCase() === `.${known}`);
  if (!format) throw new UsageError(`${file}: not a .json, .csv or .xlsx file`);
  return format;
};

const dayOption = (text: string | undefined): { published?: Day } => {
  if (text === undefined) return {};
  if (!isDay(text)) throw new UsageError(`--published ${text}: not a day`);
  return { published: text };
};

const runImport = async (deps: Deps, { file, format, tenant, ...note }: Job): Promise<number> => {
  const { calendar, settings } = await loadHall(deps, tenant);
  const actor = { sub: 'operator' as Subject, roles: ['operator'], tenant } as const;
  const read = await readCatalogueFile(format, await readFile(file));
  const done = await importMatters(deps, { tenant, actor, calendar, settings, note }, read);
  if (done.ok) {
    console.log(`${done.published.length} published, ${done.unchanged.length} unchanged`);
    return 0;
  }
  for (const { line, column, message } of done.faults) {
    console.error(`${file}:${line}${column ? ` ${column}` : ''}: ${message}`);
  }
  console.error(`${done.faults.length} faults`);
  return 1;
};

const runExport = async (deps: Deps, { file, format, tenant }: Job): Promise<number> => {
  const records = await exportMatters(deps, tenant);
  await writeFile(file, await writeCatalogueFile(format, records));
  console.log(`${records.length} matters written to ${file}`);
  return 0;
};

const text = { type: 'string' } as const;

await runTool(async (args) => {
  const options = { data: text, hall: text, reason: text, basis: text, published: text };
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options });
  const [act, file] = positionals;
  const { data = '.data', hall = '411323', reason = '事项目录调整', basis = '政务服务事项基本目录' } = values;
  if ((act !== 'import' && act !== 'export') || !file) throw new UsageError(HELP);
  if (!isTenantCode(hall)) throw new UsageError(`--hall ${hall}: not a division code`);
  const job: Job = {
    file,
    format: formatOf(file),
    tenant: hall,
    reason,
    basis,
    ...dayOption(values.published),
  };
  const onFault = (error: unknown): void => console.error(error);
  const local = await openLocal({ dataDir: data, speed: 1, publicUrl: 'http://localhost', onFault });
  try {
    return await (act === 'import' ? runImport : runExport)(local.deps, job);
  } finally {
    await local.close();
  }
});
