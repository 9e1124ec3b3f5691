import type { MatterRecord } from '../../shared/contracts/matter.ts';
import { CellError, COLUMNS, parseJson, REST_HEADER, type Column } from './columns.ts';

/** Something in a file that must be put right first. `line` counts from 1, the header being the first. */
export interface FileFault {
  readonly line: number;
  readonly column?: string;
  readonly message: string;
}

/** A row as it was read, not yet checked. */
export interface RawRow {
  readonly line: number;
  readonly value: unknown;
  /** Cells that could not be read. */
  readonly faults: readonly FileFault[];
}

/** The first line of a flat file names a column that no matter has, or leaves out the code. */
export const headerFaults = (headers: readonly string[]): readonly FileFault[] => {
  const known = [...COLUMNS.map(({ header }) => header), REST_HEADER];
  const unknown = headers.filter((header) => !known.includes(header));
  const missing = COLUMNS.slice(0, 1).filter(({ header }) => !headers.includes(header));
  return [
    ...unknown.map((column) => ({ line: 1, column, message: '没有这一列' })),
    ...missing.map(({ header }) => ({ line: 1, column: header, message: '缺少这一列' })),
  ];
};

type Draft = Record<string, unknown>;

const put = (draft: Draft, [field, inner]: Column['path'], value: unknown): void => {
  if (inner === undefined) draft[field] = value;
  else draft[field] = { ...(draft[field] as Draft | undefined), [inner]: value };
};

const get = (record: Draft, [field, inner]: Column['path']): unknown =>
  inner === undefined ? record[field] : (record[field] as Draft | undefined)?.[inner];

/** Reads one row; every cell that cannot be read is a fault of its own. */
export const readRow = (line: number, headers: readonly string[], cells: readonly string[]): RawRow => {
  const draft: Draft = {};
  const faults: FileFault[] = [];
  const textOf = (header: string) => (cells[headers.indexOf(header)] ?? '').replace(/\r\n?/g, '\n').trim();
  const attempt = (column: string, read: () => void) => {
    try {
      read();
    } catch (error) {
      if (!(error instanceof CellError)) throw error;
      faults.push({ line, column, message: error.message });
    }
  };
  const rest = textOf(REST_HEADER);
  if (rest !== '') attempt(REST_HEADER, () => Object.assign(draft, parseJson(rest)));
  for (const { header, path, parse, empty } of COLUMNS) {
    const text = textOf(header);
    if (text !== '') attempt(header, () => put(draft, path, parse(text)));
    else if (empty !== undefined) put(draft, path, empty);
  }
  return { line, value: draft, faults };
};

const restOf = (record: MatterRecord): string => {
  const covered = new Set<string>(COLUMNS.map(({ path }) => path[0]));
  const rest = Object.entries(record).filter(([field, value]) => !covered.has(field) && value !== undefined);
  return rest.length === 0 ? '' : JSON.stringify(Object.fromEntries(rest));
};

export const FLAT_HEADERS: readonly string[] = [...COLUMNS.map(({ header }) => header), REST_HEADER];

/** The cells of one exported row, in the order of `FLAT_HEADERS`. */
export const writeRow = (record: MatterRecord): readonly string[] => [
  ...COLUMNS.map(({ path, format }) => {
    const value = get(record, path);
    return value === undefined ? '' : format(value);
  }),
  restOf(record),
];

/** Header of the column in which a value stands, for messages. */
export const headerOf = (path: readonly PropertyKey[]): string => {
  const [field, inner] = path;
  const column = COLUMNS.find((known) => known.path[0] === field && (known.path[1] ?? inner) === inner);
  return column?.header ?? path.join('.');
};
