import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { zhCN } from 'zod/locales';
import { MatterRecord } from '../../shared/contracts/matter.ts';
import type { MatterCommandOf } from '../../shared/domain/matter/commands.ts';
import { matterAggregate } from '../../shared/domain/matter/decide.ts';
import type { ActorRecord } from '../../shared/kernel/actor.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import type { Refusal } from '../../shared/kernel/result.ts';
import type { Streams } from '../../shared/ports/handle-command.ts';
import { headerOf, type FileFault, type RawRow } from './flat-file.ts';
import { publishCommandOf, type ChangeNote, type ChangeRules } from './publish.ts';
import type { ReadFile } from './read-file.ts';

export interface ImportDeps {
  readonly streams: Streams;
  readonly clock: Clock;
}

export interface ImportTarget extends ChangeRules {
  readonly tenant: TenantCode;
  readonly actor: ActorRecord;
  readonly note: ChangeNote;
}

export type Imported =
  | { readonly ok: true; readonly published: readonly string[]; readonly unchanged: readonly string[] }
  | { readonly ok: false; readonly faults: readonly FileFault[] };

interface CheckedRow {
  readonly line: number;
  readonly record: MatterRecord;
}

/** A row with what its stream would make of it. */
interface Planned extends CheckedRow {
  readonly command: MatterCommandOf<'publish'>;
  readonly version: number;
  readonly isChange: boolean;
}

/** Whoever fills in a catalogue file reads Chinese. */
const CHINESE = zhCN().localeError;

interface Shape {
  readonly record?: MatterRecord;
  readonly faults: readonly FileFault[];
}

const shapeOf = ({ line, value, faults }: RawRow): Shape => {
  if (faults.length > 0) return { faults };
  const parsed = MatterRecord.safeParse(value, { error: CHINESE });
  if (parsed.success) return { record: parsed.data, faults: [] };
  return {
    faults: parsed.error.issues.map(({ path, message }) => ({ line, column: headerOf(path), message })),
  };
};

/** Rows in the contract's shape, each code once; or everything that is wrong, in the order of the file. */
const checkRows = ({
  rows,
  faults,
}: ReadFile): { readonly checked: readonly CheckedRow[]; readonly faults: readonly FileFault[] } => {
  const all = [...faults];
  const checked: CheckedRow[] = [];
  const lineOf = new Map<string, number>();
  for (const row of rows) {
    const { record, faults: rowFaults } = shapeOf(row);
    all.push(...rowFaults);
    if (!record) continue;
    const first = lineOf.get(record.code);
    if (first !== undefined) {
      all.push({ line: row.line, column: headerOf(['code']), message: `编码与第 ${first} 行重复` });
    }
    lineOf.set(record.code, first ?? row.line);
    checked.push({ line: row.line, record });
  }
  return { checked, faults: all };
};

const faultsOfRefusal = (line: number, { message, errors }: Refusal): readonly FileFault[] =>
  errors?.map((error) => ({ line, column: headerOf(error.path.split(/[.[]/)), message: error.message })) ?? [
    { line, message },
  ];

interface Plan {
  readonly faults: readonly FileFault[];
  readonly planned: readonly Planned[];
}

/** Asks the stream's rules without writing. */
const plan = async (
  { streams, clock }: ImportDeps,
  { tenant, note, ...rules }: ImportTarget,
  { line, record }: CheckedRow,
): Promise<Plan> => {
  const command = publishCommandOf(record, clock.now(), rules, note);
  const { state, position } = await streams.load(tenant, matterAggregate, record.code);
  const decided = matterAggregate.decider.decide(command, state);
  if (!decided.ok) return { faults: faultsOfRefusal(line, decided.refusal), planned: [] };
  const isChange = decided.value.length > 0;
  return { faults: [], planned: [{ line, record, command, version: position.version, isChange }] };
};

const publish = async (
  { streams, clock }: ImportDeps,
  { tenant, actor }: ImportTarget,
  { line, record, command, version }: Planned,
): Promise<readonly FileFault[]> => {
  const digest = createHash('sha256')
    .update(canonicalize(record) ?? '')
    .digest('hex');
  const key = `import ${version + 1} ${digest}`;
  const envelope = { at: clock.now(), actor, key, digest, expectedVersion: version };
  const result = await streams.execute(tenant, matterAggregate, record.code, envelope, command);
  return result.ok ? [] : faultsOfRefusal(line, result.refusal);
};

const AT_ONCE = 16;

const inTurns = async <Item, Out>(
  items: readonly Item[],
  work: (item: Item) => Promise<Out>,
): Promise<readonly Out[]> => {
  const done: Out[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE) {
    done.push(...(await Promise.all(items.slice(start, start + AT_ONCE).map(work))));
  }
  return done;
};

/**
 * Publishes the matters of a file. Every row is checked first, by the contract and by the rules of its stream; with one
 * bad row nothing of the file is imported. A matter that says what it said before gets no new version. Faults after the
 * check mean that somebody else changed the matter meanwhile: the import can be repeated.
 */
export const importMatters = async (
  deps: ImportDeps,
  target: ImportTarget,
  file: ReadFile,
): Promise<Imported> => {
  const { checked, faults } = checkRows(file);
  const plans = await inTurns(checked, (row) => plan(deps, target, row));
  const bad = [...faults, ...plans.flatMap((one) => one.faults)];
  if (bad.length > 0) return { ok: false, faults: bad.toSorted((left, right) => left.line - right.line) };
  const planned = plans.flatMap((one) => one.planned);
  const changes = planned.filter(({ isChange }) => isChange);
  const late = (await inTurns(changes, (row) => publish(deps, target, row))).flat();
  if (late.length > 0) return { ok: false, faults: late };
  const codesOf = (rows: readonly Planned[]) => rows.map(({ record }) => record.code);
  return {
    ok: true,
    published: codesOf(changes),
    unchanged: codesOf(planned.filter(({ isChange }) => !isChange)),
  };
};
