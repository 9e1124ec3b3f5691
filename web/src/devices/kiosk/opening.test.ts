import { expect, it } from 'vitest';
import { openingAt } from './opening.ts';

const HOURS = [
  { from: '08:30', to: '12:00' },
  { from: '14:00', to: '17:30' },
];
const at = (time: string): number => Date.parse(`2026-11-23T${time}:00+08:00`);

it.each([
  ['06:00', { state: 'closed', why: 'early' }],
  ['07:30', { state: 'soon', from: '08:30' }],
  ['08:30', { state: 'open' }],
  ['11:59', { state: 'open' }],
  ['12:00', { state: 'break', from: '14:00' }],
  ['17:29', { state: 'open' }],
  ['17:30', { state: 'closed', why: 'after' }],
])('at %s the kiosk is %o', (time, opening) => {
  expect(openingAt(HOURS, at(time))).toEqual(opening);
});

it('is closed all day without hours, and open when nobody knows them', () => {
  expect(openingAt([], at('09:00'))).toEqual({ state: 'closed', why: 'day' });
  expect(openingAt(undefined, at('22:00'))).toEqual({ state: 'open' });
});
