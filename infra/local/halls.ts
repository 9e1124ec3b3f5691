import { existsSync, readFileSync } from 'node:fs';
import { isTenantCode, type TenantCode } from '../../shared/kernel/ids.ts';
import { loadHallNames } from './accounts.ts';
import { writeAtomically, type DataFolder } from './folder.ts';

const FILE = 'halls';

const notedHalls = (folder: DataFolder): readonly string[] =>
  existsSync(folder.path(FILE)) ? readFileSync(folder.path(FILE), 'utf8').trim().split('\n') : [];

/** Remembers a hall that is about to be opened in the folder. */
export const noteHall = (folder: DataFolder, code: TenantCode): void => {
  const noted = new Set([...notedHalls(folder), code]);
  writeAtomically(folder.path(FILE), `${[...noted].join('\n')}\n`);
};

/** Every hall of the folder: those that it began with and those opened later. */
export const hallsOf = (folder: DataFolder): readonly TenantCode[] => [
  ...new Set([...loadHallNames().keys(), ...notedHalls(folder)].filter(isTenantCode)),
];
