import { clockOf } from '../use-hall-time.ts';

interface Session {
  readonly from: string;
  readonly to: string;
}

export type Opening =
  | { readonly state: 'open' }
  /** Numbers are given, and called from then on. */
  | { readonly state: 'soon' | 'break'; readonly from: string }
  | { readonly state: 'closed'; readonly why: 'day' | 'early' | 'after' };

/** So long before the doors open numbers are given. */
const EARLY_MINUTES = 60;

const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

/** Whether numbers are given now. Hours that nobody knows (the line is cut since yesterday) keep nobody away. */
export const openingAt = (hours: readonly Session[] | undefined, now: number): Opening => {
  if (hours === undefined) return { state: 'open' };
  const minute = minutesOf(clockOf(now));
  const next = hours.find(({ to }) => minute < minutesOf(to));
  if (hours.length === 0) return { state: 'closed', why: 'day' };
  if (next === undefined) return { state: 'closed', why: 'after' };
  const wait = minutesOf(next.from) - minute;
  if (wait <= 0) return { state: 'open' };
  if (next !== hours[0]) return { state: 'break', from: next.from };
  return wait <= EARLY_MINUTES ? { state: 'soon', from: next.from } : { state: 'closed', why: 'early' };
};

export const hoursText = (hours: readonly Session[]): string =>
  hours.map(({ from, to }) => `${from}—${to}`).join('，');
