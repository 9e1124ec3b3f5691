import { SortedMap } from '../sorted-map.ts';

/** Place in the order: numbers compared one by one, a shorter one before all that begin with it. */
export type Place = readonly number[];

export const comparePlaces = (left: Place, right: Place): number => {
  const shared = Math.min(left.length, right.length);
  for (let index = 0; index < shared; index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
};

/**
 * The place right behind another one: before everything that was put behind it earlier, because `serial` grows from
 * event to event.
 */
export const placeBehind = (place: Place, serial: number): Place => [...place, -serial];

/** A line: the numbers for one service, or those handed to one window; booked and green ones apart. */
export interface Line {
  readonly isPriority: boolean;
  readonly name: string;
}

interface LineKey extends Line {
  readonly place: Place;
}

const compareKeys = (left: LineKey, right: LineKey): number => {
  if (left.isPriority !== right.isPriority) return left.isPriority ? -1 : 1;
  if (left.name !== right.name) return left.name < right.name ? -1 : 1;
  return comparePlaces(left.place, right.place);
};

/** Everybody who waits, line by line. */
export type Lines = SortedMap<LineKey, string>;

export const NO_LINES: Lines = SortedMap.empty(compareKeys);

export interface Waiting {
  readonly no: string;
  readonly place: Place;
}

/** Those who wait in a line, in their order. */
export function* inLine(lines: Lines, { isPriority, name }: Line): Generator<Waiting> {
  for (const [key, no] of lines.entries({ isPriority, name, place: [] })) {
    if (key.isPriority !== isPriority || key.name !== name) return;
    yield { no, place: key.place };
  }
}

export const headOf = (lines: Lines, line: Line): Waiting | undefined => {
  for (const first of inLine(lines, line)) return first;
  return undefined;
};

/** The `count`-th in the line, the last one when there are fewer, nobody when it is empty. */
export const nthOf = (lines: Lines, line: Line, count: number): Waiting | undefined => {
  let nth: Waiting | undefined;
  let seen = 0;
  for (const waiting of inLine(lines, line)) {
    nth = waiting;
    seen += 1;
    if (seen === count) break;
  }
  return nth;
};
