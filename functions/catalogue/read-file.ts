import papa from 'papaparse';
import { readSheet, type CellValue } from 'read-excel-file/universal';
import writeXlsx from 'write-excel-file/node';
import type { MatterRecord } from '../../shared/contracts/matter.ts';
import { FLAT_HEADERS, headerFaults, readRow, writeRow, type FileFault, type RawRow } from './flat-file.ts';
import { elementLines } from './json-lines.ts';

export const FILE_FORMATS = ['json', 'csv', 'xlsx'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** What a file holds, or why it cannot be read at all. */
export interface ReadFile {
  readonly rows: readonly RawRow[];
  readonly faults: readonly FileFault[];
}

const unreadable = (message: string, line = 1): ReadFile => ({ rows: [], faults: [{ line, message }] });
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const readJson = (text: string): ReadFile => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return unreadable(`不是有效的 JSON：${messageOf(error)}`);
  }
  if (!Array.isArray(value)) return unreadable('JSON 文件应是事项的数组');
  const lines = elementLines(text);
  return {
    rows: value.map((element: unknown, index) => ({ line: lines[index] ?? 1, value: element, faults: [] })),
    faults: [],
  };
};

interface Cells {
  readonly line: number;
  readonly cells: readonly string[];
}

const readFlat = (lines: readonly Cells[]): ReadFile => {
  const [first, ...rest] = lines;
  if (!first) return unreadable('文件没有内容');
  const headers = first.cells.map((header) => header.trim()).filter(Boolean);
  const faults = headerFaults(headers);
  if (faults.length > 0) return { rows: [], faults };
  const filled = rest.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  return { rows: filled.map(({ line, cells }) => readRow(line, headers, cells)), faults: [] };
};

const breaksIn = (text: string): number => text.match(/\r\n|\r|\n/g)?.length ?? 0;

/** Lines are counted, since cells may span several. */
const readCsv = (text: string): ReadFile => {
  const { data, errors } = papa.parse<readonly string[]>(text, { delimiter: ',' });
  let next = 1;
  const lines = data.map((cells) => {
    const line = next;
    next += 1 + breaksIn(cells.join(','));
    return { line, cells };
  });
  const [error] = errors;
  return error
    ? unreadable(`不是有效的 CSV：${error.message}`, lines[error.row ?? 0]?.line)
    : readFlat(lines);
};

const cellText = (cell: CellValue | null): string => {
  if (cell === null) return '';
  if (cell === true) return '是';
  if (cell === false) return '否';
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
};

const readXlsx = async (bytes: Uint8Array): Promise<ReadFile> => {
  try {
    const sheet = await readSheet(new Uint8Array(bytes).buffer);
    return readFlat(sheet.map((row, index) => ({ line: index + 1, cells: row.map(cellText) })));
  } catch (error) {
    return unreadable(`不是有效的 XLSX：${messageOf(error)}`);
  }
};

/** Reads a catalogue file; the rows are still to be checked. */
export const readCatalogueFile = async (format: FileFormat, bytes: Uint8Array): Promise<ReadFile> => {
  if (format === 'xlsx') return readXlsx(bytes);
  const text = new TextDecoder().decode(bytes);
  return format === 'json' ? readJson(text) : readCsv(text);
};

const BYTE_ORDER_MARK = '\uFEFF';

type Lines = readonly (readonly string[])[];

/** Wide enough to be read, headers kept in sight. */
const SHEET = { sheet: '事项目录', stickyRowsCount: 1, columns: FLAT_HEADERS.map(() => ({ width: 24 })) };

const writeXlsxLines = async ([headers = [], ...rows]: Lines): Promise<Uint8Array> => {
  const cells = [
    headers.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
    ...rows.map((row) => row.map((value) => (value === '' ? null : { value, type: String, wrap: true }))),
  ];
  return writeXlsx(cells, SHEET).toBuffer();
};

/** The file that `readCatalogueFile` reads back; with a byte order mark in CSV, which spreadsheets want. */
export const writeCatalogueFile = async (
  format: FileFormat,
  records: readonly MatterRecord[],
): Promise<Uint8Array> => {
  if (format === 'json') return new TextEncoder().encode(`${JSON.stringify(records, undefined, 2)}\n`);
  const lines = [FLAT_HEADERS, ...records.map(writeRow)];
  if (format === 'xlsx') return writeXlsxLines(lines);
  const table = papa.unparse(
    lines.map((line) => [...line]),
    { newline: '\n' },
  );
  return new TextEncoder().encode(`${BYTE_ORDER_MARK}${table}\n`);
};
