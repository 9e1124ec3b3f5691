import { parseArgs } from 'node:util';
import { dayOf, type Day, type Instant } from '../shared/kernel/instant.ts';
import { connect, startLocal, type Stack } from '../test/support/stack.ts';
import { Hall } from './demo/hall.ts';
import { planDay, type Visit } from './demo/plan.ts';
import { report, type Finished } from './demo/report.ts';
import { Walk } from './demo/walk.ts';

const HELP = `npm run demo -- [options]      one day of a hall, played through the HTTP interface

  --url URL     a running local stack (npm start); without it the demo starts one of its own, on Monday
                2026-11-23 at 08:30, with a data folder that is removed in the end
  --speed N     hall seconds per real second (default 600): of the demo's own stack, or of the running one; the
                visitors come in the hall's time. With --url and without --speed they come without a pause
  --help        this text
`;

const OWN_SPEED = 600;
const OPENING = '2026-11-23T08:30:00.000+08:00';
const AT_ONCE = 12;
const MINUTE_MS = 60_000;
/** The first visitor of the plan promises nothing for a day; its receipt tells which day it is in the hall. */
const NOT_YET_KNOWN = '' as Day;

const readFlags = () => {
  const string = { type: 'string' } as const;
  const { values } = parseArgs({ options: { url: string, speed: string, help: { type: 'boolean' } } });
  const speed = values.speed === undefined ? undefined : Number(values.speed);
  if (speed !== undefined && !(speed > 0)) throw new TypeError('--speed: not a positive number');
  return { url: values.url, speed, help: values.help };
};

/** Waits until the hall has come to the minute of the visit. */
const arrival = async ({ minute }: Visit, began: number, speed: number | undefined): Promise<void> => {
  if (speed === undefined) return;
  const wait = began + (minute * MINUTE_MS) / speed - performance.now();
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
};

const playDay = async (
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

const main = async (): Promise<void> => {
  const { url, speed = url === undefined ? OWN_SPEED : undefined, help } = readFlags();
  if (help) return void process.stdout.write(HELP);
  const stack: Stack =
    url === undefined ? await startLocal({ now: OPENING, speed: speed ?? OWN_SPEED }) : connect(url);
  try {
    const hall = new Hall(stack);
    const visits = planDay(await hall.matters());
    const began = performance.now();
    const finished = await playDay(hall, visits, speed);
    process.stdout.write(`${report(finished, hall.requests, (performance.now() - began) / 1000)}\n`);
  } finally {
    await stack.stop();
  }
};

await main();
