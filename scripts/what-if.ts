import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoLog } from '../functions/adapters/dynamo-log.ts';
import { streamsOf } from '../functions/adapters/log-scan.ts';
import { systemClock } from '../functions/adapters/system-clock.ts';
import { loadHall } from '../functions/runtime/hall.ts';
import { caseAggregate } from '../shared/domain/case/case.ts';
import { SHADES, whatIf, type Comparison, type LivedCase } from '../shared/domain/supervision/what-if.ts';
import { instantOf, type Instant } from '../shared/kernel/instant.ts';
import { Streams } from '../shared/ports/handle-command.ts';
import { createCalendar, type WorkingCalendar } from '../shared/time/calendar.ts';
import { checkCalendarRules, type CalendarRules } from '../shared/time/rules.ts';
import { runTool } from './run-tool.ts';
import { openTables, UsageError } from './tables-at.ts';

const HELP = `npm run what-if -- [--limit MATTER=DAYS]... [--calendar FILE] [options]

Lives through every case of the log again under other promises or another calendar, and says by department how many
would have been yellow or red. Nothing is changed.

  --limit MATTER=DAYS  promised working days of a matter, by its code; may be given several times
  --calendar FILE      calendar of all halls instead of their own: JSON with hours, overrides, closures
  --now INSTANT        moment up to which running cases are judged (default: now, or the last act of the log if that was later)
  --data DIR           data folder of the stopped local stack (default .data)
  --table NAME         log table on AWS instead; region and credentials from the environment
`;

const text = { type: 'string' } as const;
const OPTIONS = {
  limit: { type: 'string', multiple: true },
  calendar: text,
  now: text,
  data: text,
  table: text,
  endpoint: text,
  help: { type: 'boolean' },
} as const;

const limitsOf = (texts: readonly string[]): ReadonlyMap<string, number> =>
  new Map(
    texts.map((each): [string, number] => {
      const [, matter = '', days = ''] = /^(.+)=(\d+)$/.exec(each) ?? [];
      if (matter === '')
        throw new UsageError(`--limit ${each}: MATTER=DAYS, such as 11411323000000027Q4410790001000=3`);
      return [matter, Number(days)];
    }),
  );

const calendarOf = (file: string): WorkingCalendar => {
  const rules = JSON.parse(readFileSync(file, 'utf8')) as CalendarRules;
  const checked = checkCalendarRules(rules);
  if (!checked.ok) throw new UsageError(`${file}: ${checked.refusal.message}`);
  return createCalendar(rules);
};

const momentOf = (given: string): Instant => {
  const ms = Date.parse(given);
  if (Number.isNaN(ms)) throw new UsageError(`--now ${given}: no instant`);
  return instantOf(ms);
};

const print = (comparisons: readonly Comparison[]): void => {
  for (const { department, cases, before, after, worse } of comparisons) {
    const change = SHADES.map((shade) => `${shade} ${before[shade]} → ${after[shade]}`).join('  ');
    console.log(`${department}  ${cases} cases  ${change}`);
    for (const { caseNo, shade } of worse) console.log(`    ${caseNo} would have been ${shade}`);
  }
  const total = (shade: (typeof SHADES)[number]) =>
    comparisons.reduce((sum, { after }) => sum + after[shade], 0);
  console.log(`in all  yellow ${total('yellow')}  red ${total('red')}`);
};

/** Every case of the log with the calendar and the levels of its hall. */
const livedCases = async (client: DynamoDBClient, table: string): Promise<readonly LivedCase[]> => {
  const streams = new Streams(dynamoLog(client, table), systemClock);
  const cases: LivedCase[] = [];
  for (const { tenant, stream } of await streamsOf(client, table)) {
    if (stream.aggregate !== 'case') continue;
    const { state } = await streams.load(tenant, caseAggregate, stream.id);
    const { calendar, settings } = await loadHall({ streams }, tenant);
    if (state.status !== 'none') cases.push({ state, calendar, rules: settings.cards });
  }
  return cases;
};

/** A folder may have come further than the real time: a demo plays in the hall's own. */
const lastMoment = (cases: readonly LivedCase[]): Instant =>
  cases
    .map(({ state: { datedAt, clock } }) => clock?.endedAt ?? datedAt)
    .reduce((last, at) => (at > last ? at : last), systemClock.now());

/** A code that is mistyped would otherwise change nothing and say nothing. */
const warnOfUnknown = (limits: ReadonlyMap<string, number>, cases: readonly LivedCase[]): void => {
  const known = new Set<string>(cases.map(({ state }) => state.received.matter.code));
  for (const code of limits.keys()) if (!known.has(code)) console.error(`no case of the matter ${code}`);
};

await runTool(async (args) => {
  const { values } = parseArgs({ args, options: OPTIONS });
  const { limit = [], calendar: file, now: given, data, table, endpoint, help } = values;
  if (help) throw new UsageError(HELP);
  if (limit.length === 0 && file === undefined) throw new UsageError(HELP);
  const limits = limitsOf(limit);
  const other = file === undefined ? undefined : calendarOf(file);
  const opened = await openTables({ data, endpoint, tables: table === undefined ? {} : { log: table } });
  try {
    const cases = await livedCases(opened.client, opened.tables.log ?? '');
    warnOfUnknown(limits, cases);
    const now = given === undefined ? lastMoment(cases) : momentOf(given);
    print(whatIf(cases, ({ calendar }) => ({ limits, calendar: other ?? calendar }), now));
    return 0;
  } finally {
    await opened.close();
  }
});
