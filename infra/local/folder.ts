import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another process has the folder open. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';
}

/** A file is there as a whole or not at all, and only its owner may read it. */
export const writeAtomically = (file: string, content: string | Uint8Array): void => {
  const draft = `${file}.draft`;
  writeFileSync(draft, content, { mode: 0o600, flush: true });
  renameSync(draft, file);
};

/** The content of a file that is made at the first start and kept from then on. */
export const keptFile = async (
  file: string,
  make: () => Promise<Uint8Array> | Uint8Array,
): Promise<Buffer> => {
  if (!existsSync(file)) writeAtomically(file, await make());
  return readFileSync(file);
};

/** 32 random bytes that stay the same for the life of the folder. */
export const keptSecret = (file: string): Promise<Buffer> => keptFile(file, () => randomBytes(32));

export interface DataFolder {
  /** Absolute path of a file or folder in it. */
  path(name: string): string;
  /** Lets others open it. */
  release(): void;
}

const ownerOf = (file: string): string =>
  existsSync(file) ? ` (process ${readFileSync(file, 'utf8').trim()})` : '';

/** SQLite's exclusive lock is the kernel's: it falls with the process, however that ends. */
const lock = (file: string): DatabaseSync | undefined => {
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    if (error instanceof Error && error.message.includes('locked')) return undefined;
    throw error;
  }
};

/**
 * Takes a data folder for this process alone, and makes it at the first start.
 * @throws FolderInUseError when another process, such as `npm start`, has it open.
 */
export const openFolder = (dir: string): DataFolder => {
  const root = resolve(dir);
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const path = (name: string): string => join(root, name);
  const held = lock(path('lock'));
  if (!held) {
    throw new FolderInUseError(
      `${root} is in use by another process${ownerOf(path('owner'))}: stop it first, or name another folder with --data`,
    );
  }
  chmodSync(path('lock'), 0o600);
  writeFileSync(path('owner'), `${process.pid}\n`, { mode: 0o600 });
  return { path, release: () => held.close() };
};
