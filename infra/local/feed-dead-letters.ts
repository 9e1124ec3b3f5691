import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/** A commit that a subscriber could not take. Names no person: the commit is found in the log. */
export interface DeadLetter {
  readonly subscriber: string;
  readonly partition: string;
  readonly version: number;
  readonly tries: number;
  readonly error: string;
}

/** What could not be delivered, one JSON line each in a file that operators read. */
export interface DeadLetters {
  add(letter: DeadLetter): void;
  all(): readonly DeadLetter[];
  remove(letter: DeadLetter): void;
}

const lineOf = (letter: DeadLetter): string => `${JSON.stringify(letter)}\n`;

const readAll = (file: string): readonly DeadLetter[] => {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as DeadLetter);
};

export const openDeadLetters = (file: string): DeadLetters => ({
  add: (letter) => appendFileSync(file, lineOf(letter), { mode: 0o600 }),
  all: () => readAll(file),
  remove: (letter) => {
    const others = readAll(file).filter((each) => lineOf(each) !== lineOf(letter));
    writeFileSync(`${file}.draft`, others.map(lineOf).join(''), { mode: 0o600 });
    renameSync(`${file}.draft`, file);
  },
});
