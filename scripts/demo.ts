import { parseArgs } from 'node:util';
import { connect, startLocal, type Stack } from '../test/support/stack.ts';
import { playDay } from './demo/day.ts';
import { Hall } from './demo/hall.ts';
import { planDay } from './demo/plan.ts';
import { report } from './demo/report.ts';

const HELP = `npm run demo -- [options]      one day of a hall, played through the HTTP interface

  --url URL     a running local stack (npm start); without it the demo starts one of its own, on Monday
                2026-11-23 at 08:30, with a data folder that is removed in the end
  --speed N     hall seconds per real second (default 600): of the demo's own stack, or of the running one; the
                visitors come in the hall's time. With --url and without --speed they come without a pause
  --help        this text
`;

const OWN_SPEED = 600;
const OPENING = '2026-11-23T08:30:00.000+08:00';

const readFlags = () => {
  const string = { type: 'string' } as const;
  const { values } = parseArgs({ options: { url: string, speed: string, help: { type: 'boolean' } } });
  const speed = values.speed === undefined ? undefined : Number(values.speed);
  if (speed !== undefined && !(speed > 0)) throw new TypeError('--speed: not a positive number');
  return { url: values.url, speed, help: values.help };
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
