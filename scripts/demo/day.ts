import { dayOf, type Day, type Instant } from '../../shared/kernel/instant.ts';
import type { Hall } from './hall.ts';
import type { Visit } from './plan.ts';
import type { Finished } from './report.ts';
import { Walk } from './walk.ts';

const AT_ONCE = 12;
const MINUTE_MS = 60_000;
/** The first visitor of the plan promises nothing for a day; its receipt tells which day it is in the hall. */
const NOT_YET_KNOWN = '' as Day;

/** Waits until the hall has come to the minute of the visit. */
const arrival = async ({ minute }: Visit, began: number, speed: number | undefined): Promise<void> => {
  if (speed === undefined) return;
  const wait = began + (minute * MINUTE_MS) / speed - performance.now();
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
};

/** All visits of the plan, at the speed of the hall (its seconds per real second) or without a pause. */
export const playDay = async (
  hall: Hall,
  visits: readonly Visit[],
  speed: number | undefined,
): Promise<readonly Finished[]> => {
  const began = performance.now();
  const finished: Finished[] = [];
  const waiting = [...visits];
  const play = async (visit: Visit, today: Day): Promise<Finished> => {
    await arrival(visit, began, speed);
    const end = { visit, case: await new Walk(hall, visit, today).run() };
    finished.push(end);
    return end;
  };
  const opening = waiting.shift();
  if (!opening) return finished;
  const first = await play(opening, NOT_YET_KNOWN);
  const today = dayOf(first.case.receivedAt as Instant);
  const window = async (): Promise<void> => {
    for (let visit = waiting.shift(); visit; visit = waiting.shift()) await play(visit, today);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, window));
  return finished;
};
