import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { UpEvaluation, UpTicket } from '../../shared/contracts/mqtt.ts';
import { PRIVATE, replaceFile, writeThrough } from './durable-file.ts';

const Kept = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ticket'), message: UpTicket }),
  z.object({ kind: z.literal('evaluation'), message: UpEvaluation }),
]);
/** A message that waits for its answer. */
export type Kept = z.infer<typeof Kept>;

const Line = z.union([z.object({ kept: Kept }), z.object({ done: z.string() })]);

/** The last line is whole only with its line break: what a power cut tore off was never promised to anybody. */
const replay = (text: string): Map<string, Kept> => {
  const pending = new Map<string, Kept>();
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  for (const line of whole.split('\n').filter((each) => each !== '')) {
    const entry = Line.parse(JSON.parse(line));
    if ('kept' in entry) pending.set(entry.kept.message.id, entry.kept);
    else pending.delete(entry.done);
  }
  return pending;
};

const lineOf = (entry: z.infer<typeof Line>): string => `${JSON.stringify(entry)}\n`;

/** Messages on disk, in their order, until they are answered. What `put` has returned from survives a power cut. */
export class Spool {
  readonly #handle: number;
  readonly #pending: Map<string, Kept>;

  constructor(file: string) {
    this.#pending = existsSync(file) ? replay(readFileSync(file, 'utf8')) : new Map<string, Kept>();
    replaceFile(
      file,
      this.pending()
        .map((kept) => lineOf({ kept }))
        .join(''),
    );
    this.#handle = openSync(file, 'a', PRIVATE);
  }

  get size(): number {
    return this.#pending.size;
  }

  /** The oldest one. */
  first(): Kept | undefined {
    return this.#pending.values().next().value;
  }

  pending(): readonly Kept[] {
    return [...this.#pending.values()];
  }

  put(kept: Kept): void {
    writeThrough(this.#handle, lineOf({ kept }));
    this.#pending.set(kept.message.id, kept);
  }

  /** It was answered. Answers whether it stood here. */
  remove(id: string): boolean {
    if (!this.#pending.delete(id)) return false;
    if (this.#pending.size > 0) writeThrough(this.#handle, lineOf({ done: id }));
    else this.#empty();
    return true;
  }

  close(): void {
    closeSync(this.#handle);
  }

  #empty(): void {
    ftruncateSync(this.#handle, 0);
    fsyncSync(this.#handle);
  }
}
