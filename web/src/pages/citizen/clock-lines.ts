import type { Schemas } from '../../api/types.ts';

type Day = Schemas['ClockExplanation']['days'][number];

export interface ClockLine extends Day {
  readonly isPromised: boolean;
  readonly isStatutory: boolean;
}

/** The days of a limit up to the promised day, which is the one that people wait for; all of them when it is over. */
export const clockLines = (
  { days, promisedDue, statutoryDue }: Schemas['ClockExplanation'],
  today: string,
): readonly ClockLine[] => {
  const last = today > promisedDue ? today : promisedDue;
  return days
    .filter(({ day }) => day <= last)
    .map((line) => ({
      ...line,
      isPromised: line.day === promisedDue,
      isStatutory: line.day === statutoryDue,
    }));
};

/** Working days that count up to the promised day. */
export const countedDays = ({ days, promisedDue }: Schemas['ClockExplanation']): number =>
  days.filter(({ day, counts }) => counts && day <= promisedDue).length;
