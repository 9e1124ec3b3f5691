import type { Brand } from './brand.ts';

/** An instant in UTC with milliseconds, `2026-11-22T01:30:00.000Z`: sorts as text in time order. */
export type Instant = Brand<string, 'Instant'>;
/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export type Day = Brand<string, 'Day'>;

/** China has kept one offset the year round since 1992. */
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
export const DAY_MS = 86_400_000;

export const instantOf = (epochMs: number): Instant => new Date(epochMs).toISOString() as Instant;
export const epochMsOf = (instant: Instant): number => Date.parse(instant);

/** Hour of UTC at which the next day begins in Shanghai. */
const NEXT_DAY_HOUR = '16';

/** The day in Asia/Shanghai on which the instant falls. For two thirds of the day that is the day of UTC, read as text. */
export const dayOf = (instant: Instant): Day =>
  instant.slice(11, 13) < NEXT_DAY_HOUR ? (instant.slice(0, 10) as Day) : dayFromNumber(dayNumberAt(instant));

/** Number of the day in Asia/Shanghai on which the instant falls: `dayNumberOf(dayOf(instant))`, without the text between. */
export const dayNumberAt = (instant: Instant): number =>
  Math.floor((Date.parse(instant) + SHANGHAI_OFFSET_MS) / DAY_MS);

/** Number of the day since 1970-01-01, for arithmetic; the day carries no zone any more. */
export const dayNumberOf = (day: Day): number => Date.parse(day) / DAY_MS;
export const dayFromNumber = (number: number): Day =>
  new Date(number * DAY_MS).toISOString().slice(0, 10) as Day;

/** The instant of a wall-clock time in Asia/Shanghai: `instantAt('2026-11-22', '17:30')`. */
export const instantAt = (day: Day, time: string): Instant =>
  instantOf(Date.parse(`${day}T${time.length === 5 ? `${time}:00` : time}.000Z`) - SHANGHAI_OFFSET_MS);

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** True for an existing day of the calendar (2026-02-30 is none). */
export const isDay = (text: string): text is Day => {
  if (!DAY.test(text)) return false;
  const ms = Date.parse(text);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
};
