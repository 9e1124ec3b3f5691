import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { printedNumbers } from '../../test/support/device-program.ts';
import type { InstalledDevice } from './devices.ts';
import type { DayRecord, IssuedNumber } from './record.ts';
import type { Tally } from './world.ts';

export interface Check {
  readonly name: string;
  /** What speaks against it; nothing: it holds. */
  readonly against: readonly string[];
}

const doublesOf = (keys: readonly string[]): readonly string[] => {
  const seen = new Set<string>();
  return keys.filter((key) => seen.size === seen.add(key).size);
};

const lines = (file: string): readonly unknown[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as unknown)
    : [];

const stateLines = (device: InstalledDevice, name: string): readonly unknown[] =>
  lines(join(device.home, 'state', name));

const hasPaper = ({ home }: InstalledDevice): boolean => existsSync(join(home, 'tickets.txt'));

/** What the ticket machines printed: `411323 A012`. */
export const onPaper = (kiosks: readonly InstalledDevice[]): readonly string[] =>
  kiosks.filter(hasPaper).flatMap(({ tenant, home }) => printedNumbers(home).map((no) => `${tenant} ${no}`));

const nameOf = ({ tenant, no }: { readonly tenant: string; readonly no: string }): string =>
  `${tenant} ${no}`;

/**
 * Numbers of the log that are on no paper: their answer was lost on the way, and the ticket machine gave another number or
 * was killed before it printed. `unexplained`: those that no such end stands against, one to one.
 */
export const withoutPaper = (
  { issued }: DayRecord,
  kiosks: readonly InstalledDevice[],
  { broken }: Tally,
): { readonly all: readonly IssuedNumber[]; readonly unexplained: readonly IssuedNumber[] } => {
  const paper = new Set(onPaper(kiosks));
  const all = issued.filter((number) => !paper.has(nameOf(number)));
  const unexplained = kiosks.flatMap((kiosk) => {
    const given = stateLines(kiosk, 'unanswered.jsonl').map((line) => (line as { id: string }).id);
    const own = all.filter(({ tenant, device }) => tenant === kiosk.tenant && device === kiosk.name);
    return own.filter(({ message }) => !given.includes(message)).slice(broken.get(kiosk) ?? 0);
  });
  return { all, unexplained };
};

const ratingChecks = ({ ratings }: DayRecord, tally: Tally): readonly Check[] => {
  const logged = ratings.map((rating) => `${nameOf(rating)} ${rating.grade}`);
  const given = tally.ratings.map((rating) => `${nameOf(rating)} ${rating.grade}`);
  const certain = tally.ratings
    .filter(({ isCertain }) => isCertain)
    .map((one) => `${nameOf(one)} ${one.grade}`);
  return [
    { name: 'every evaluation is in the log', against: certain.filter((one) => !logged.includes(one)) },
    { name: 'no evaluation is in the log twice', against: doublesOf(ratings.map(nameOf)) },
    {
      name: 'the log has no evaluation that nobody gave',
      against: logged.filter((one) => !given.includes(one)),
    },
  ];
};

/** Numbers that nobody has and that would still be called: the ticket machine lives and has not given them back. */
const stillWaiting = (
  { passed }: DayRecord,
  kiosks: readonly InstalledDevice[],
  withoutHolder: readonly IssuedNumber[],
): readonly string[] => {
  const left = new Set(passed);
  const asked = new Set(
    kiosks
      .flatMap((kiosk) => stateLines(kiosk, 'unanswered.jsonl'))
      .map((line) => (line as { id: string }).id),
  );
  return withoutHolder.filter((number) => asked.has(number.message) && !left.has(nameOf(number))).map(nameOf);
};

/** What must hold of paper and log after the day. */
export const checkRecord = (
  record: DayRecord,
  devices: readonly InstalledDevice[],
  tally: Tally,
): readonly Check[] => {
  const kiosks = devices.filter(({ kind }) => kind === 'kiosk');
  const paper = onPaper(kiosks);
  const issued = record.issued.map(nameOf);
  const known = new Set(issued);
  const { all, unexplained } = withoutPaper(record, kiosks, tally);
  const refused = devices.flatMap((device) =>
    stateLines(device, 'refused.jsonl').map(
      (line) => `${device.tenant} ${device.name} ${JSON.stringify(line)}`,
    ),
  );
  return [
    { name: 'every printed number is in the log', against: paper.filter((one) => !known.has(one)) },
    { name: 'no number is in the log twice', against: doublesOf(issued) },
    { name: 'no number is on paper twice', against: doublesOf(paper) },
    {
      name: 'every number of the log was printed, or its answer was lost',
      against: unexplained.map((one) => `${nameOf(one)} ${one.message}`),
    },
    {
      name: 'every number whose answer was lost was given back, or called first',
      against: stillWaiting(record, kiosks, all),
    },
    ...ratingChecks(record, tally),
    { name: 'the hall refused nothing that a device had kept', against: refused },
    {
      name: 'every hash chain of the log is whole',
      against: record.broken === 0 ? [] : [`${record.broken} broken`],
    },
  ];
};
