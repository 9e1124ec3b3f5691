import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { z } from 'zod';

/** Only the owner reads what a device keeps. */
export const PRIVATE = 0o600;

/** Writes all of it, however often the call must be made, and waits until it is on the disk. */
export const writeThrough = (handle: number, text: string): void => {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length;) written += writeSync(handle, bytes, written);
  fsyncSync(handle);
};

const syncFolder = (folder: string): void => {
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
};

/** Replaces the file: whoever reads it after a power cut finds the old text or the new one, whole. */
export const replaceFile = (file: string, text: string): void => {
  const draft = `${file}.new`;
  const handle = openSync(draft, 'w', PRIVATE);
  writeThrough(handle, text);
  closeSync(handle);
  renameSync(draft, file);
  syncFolder(dirname(file));
};

/** What `replaceFile` left there; undefined when nothing is there. */
export const readKept = <Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): z.infer<Schema> | undefined =>
  existsSync(file) ? schema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
