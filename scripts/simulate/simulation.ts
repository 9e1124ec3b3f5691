import { Random } from '../../iot/simulator/random.ts';
import { checkRecord, onPaper, withoutPaper, type Check } from './checks.ts';
import { Clerk } from './clerk.ts';
import type { InstalledDevice } from './devices.ts';
import { settle, wrongBoards } from './ending.ts';
import { breakThings, type Breakable, type FaultCounts } from './faults.ts';
import type { Host } from './fleet.ts';
import { prepare, type Options, type Place, type Prepared } from './prepare.ts';
import { readRecord } from './record.ts';
import type { Usage } from './usage.ts';
import { letCome } from './visitors.ts';
import type { Tally, World } from './world.ts';

export interface Figures {
  readonly halls: number;
  readonly devices: number;
  readonly visits: number;
  readonly seconds: number;
  readonly faults: FaultCounts;
  readonly printed: number;
  readonly withoutPaper: number;
  readonly commits: number;
  readonly sent: number;
  readonly repeated: number;
  readonly reconnects: number;
  readonly server: Usage;
  readonly hosts: Usage;
}

export interface Outcome {
  readonly checks: readonly Check[];
  readonly tally: Tally;
  readonly figures: Figures;
}

const MINUTE_MS = 60_000;
/** Real time that clerks have after closing for those who still wait. */
const OVERTIME_MS = 20_000;

const clerksOf = (world: World, { hall: { zones }, devices }: Place): readonly Clerk[] => {
  const at = (kind: InstalledDevice['kind'], window: string): InstalledDevice => {
    const found = devices.find((device) => device.kind === kind && device.window === window);
    if (!found) throw new Error(`no ${kind} at ${window}`);
    return found;
  };
  return zones.flatMap(({ code: zone, windows }) =>
    windows.map((window) => {
      const desk = { zone, window, caller: at('caller', window), evaluator: at('evaluator', window) };
      return new Clerk(world, desk);
    }),
  );
};

/** The day itself: people come, clerks work, things break; then those who wait are served as far as time allows. */
const playDay = async (
  world: World,
  places: readonly Place[],
  breaking: () => Promise<FaultCounts>,
  { minutes }: Options,
): Promise<FaultCounts> => {
  const clerks = Promise.all(places.flatMap((place) => clerksOf(world, place)).map((clerk) => clerk.work()));
  const visitors = places.map(({ hall, devices, visits }) =>
    letCome(
      world,
      hall.tenant,
      devices.filter(({ kind }) => kind === 'kiosk'),
      visits,
    ),
  );
  const closing = world.pace.until(minutes).then(() => {
    world.isClosing = true;
  });
  const [faults] = await Promise.all([breaking(), ...visitors, closing]);
  await world.pace.pass((OVERTIME_MS * world.pace.speed) / MINUTE_MS);
  world.isOver = true;
  await clerks;
  return faults;
};

const checkBoards = async (world: World, places: readonly Place[]): Promise<readonly Check[]> => {
  const restless = await settle(
    world,
    places.flatMap(({ devices }) => devices),
  );
  const wrong = await Promise.all(
    places.map(({ hall, devices, checker }) =>
      wrongBoards(
        world,
        hall,
        devices.filter(({ kind }) => kind === 'display'),
        checker,
      ),
    ),
  );
  return [
    {
      name: 'every device is back and has handed in what it kept',
      against: restless.map(({ tenant, name }) => `${tenant} ${name}`),
    },
    { name: 'every board, retained and shown, says what the queue says', against: wrong.flat() },
  ];
};

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

/** Consumption of all hosts: times and peaks added, as they ran side by side. */
const usageOfAll = (hosts: readonly Host[]): Usage => ({
  cpuSeconds: sumOf(hosts.map((host) => host.figures().cpuSeconds)),
  peakMegabytes: sumOf(hosts.map((host) => host.figures().peakMegabytes)),
});

const breakableOf = ({ server, places, hosts, world }: Prepared): Breakable => ({
  cables: places.map(({ cable }) => cable),
  endpoint: server.endpoint,
  hosts,
  restartStack: async () => {
    world.stack = await server.restart();
  },
});

/** What can be measured only while everything still runs. */
const measure = ({ server, places, devices, hosts, world }: Prepared) => {
  const messages = hosts.map((host) => host.figures());
  return {
    seconds: (Date.now() - world.pace.beganMs) / 1_000,
    sent: sumOf(messages.map(({ sent }) => sent)),
    repeated: sumOf(messages.map(({ repeated }) => repeated)),
    reconnects: sumOf(places.map(({ cable }) => cable.connections)) - devices.length - places.length,
    server: server.usage(),
    hosts: usageOfAll(hosts),
  };
};

/** The day to its end, however it ends: nothing of it runs on. */
const playToEnd = async (prepared: Prepared, options: Options, random: Random) => {
  const { speed, faults, minutes, say } = options;
  const { places, hosts, world } = prepared;
  const breaking = () => breakThings(breakableOf(prepared), random, faults, (minutes * MINUTE_MS) / speed);
  try {
    const counts = await playDay(world, places, breaking, options);
    say('closed; waiting for what is still on the way');
    const boards = await checkBoards(world, places);
    return { counts, boards, measured: measure(prepared) };
  } finally {
    await Promise.all(hosts.map((host) => host.stop()));
    await world.stack.stop();
    await Promise.all(places.map(({ cable }) => cable.stop()));
  }
};

/** Plays one day of many halls with real devices, and says whether everything came out right. */
export const simulate = async (options: Options): Promise<Outcome> => {
  const random = new Random(options.seed);
  const prepared = await prepare(options, random);
  const { server, places, devices, world } = prepared;
  const { counts, boards, measured } = await playToEnd(prepared, options, random);
  const record = await readRecord(server.stack().dataDir);
  const kiosks = devices.filter(({ kind }) => kind === 'kiosk');
  return {
    checks: [...checkRecord(record, devices, world.tally), ...boards],
    tally: world.tally,
    figures: {
      halls: places.length,
      devices: devices.length,
      visits: sumOf(places.map(({ visits }) => visits.length)),
      faults: counts,
      printed: onPaper(kiosks).length,
      withoutPaper: withoutPaper(record, kiosks, world.tally).all.length,
      commits: record.commits,
      ...measured,
    },
  };
};
