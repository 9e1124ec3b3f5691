import {
  closeSync,
  existsSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';

/** A commit that may be in the log and whose deliveries are not all done. */
export interface Intent {
  readonly partition: string;
  readonly version: number;
}

/** The write-ahead file: one line for an intent, one line when it is cleared. */
export interface Intents {
  /** Writes an intent down before its append and answers with its number. */
  note(intent: Intent): number;
  clear(serial: number): void;
  close(): void;
}

type Line = readonly [serial: number, partition: string, version: number] | readonly [serial: number];

/** With nothing open, a file of this size is emptied. */
const EMPTY_AT_BYTES = 1_000_000;

const lineOf = (line: Line): string => `${JSON.stringify(line)}\n`;

/** A line that a power cut tore in two says nothing: an intent whose append never began, or one not yet cleared. */
const parse = (text: string): Line | undefined => {
  try {
    return JSON.parse(text) as Line;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

const readOpen = (file: string): ReadonlyMap<number, Intent> => {
  const open = new Map<number, Intent>();
  if (!existsSync(file)) return open;
  for (const text of readFileSync(file, 'utf8').split('\n')) {
    const line = text === '' ? undefined : parse(text);
    if (!line) continue;
    const [serial, partition, version] = line;
    if (partition === undefined || version === undefined) open.delete(serial);
    else open.set(serial, { partition, version });
  }
  return open;
};

/**
 * Opens the file, compacted to the intents that are still open, and answers with these and their numbers. Lines are
 * written synchronously: what was noted is with the operating system before the append begins, so it outlives any end
 * of this process.
 */
export const openIntents = (file: string): { intents: Intents; left: ReadonlyMap<number, Intent> } => {
  const left = readOpen(file);
  const draft = `${file}.draft`;
  const lines = [...left].map(([serial, { partition, version }]) => lineOf([serial, partition, version]));
  writeFileSync(draft, lines.join(''), { mode: 0o600, flush: true });
  renameSync(draft, file);

  const handle = openSync(file, 'a');
  let serial = Math.max(0, ...left.keys());
  let open = left.size;
  let bytes = 0;
  const write = (line: Line): void => {
    bytes += writeSync(handle, lineOf(line));
  };
  const intents: Intents = {
    note: ({ partition, version }) => {
      serial += 1;
      open += 1;
      write([serial, partition, version]);
      return serial;
    },
    clear: (cleared) => {
      open -= 1;
      write([cleared]);
      if (open > 0 || bytes < EMPTY_AT_BYTES) return;
      ftruncateSync(handle);
      bytes = 0;
    },
    close: () => closeSync(handle),
  };
  return { intents, left };
};
