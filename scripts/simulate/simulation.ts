import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Random } from '../../iot/simulator/random.ts';
import { readHallData } from '../../infra/local/hall-data.ts';
import { layCable, type Cable } from '../../test/support/cable.ts';
import { checkRecord, onPaper, withoutPaper, type Check } from './checks.ts';
import { Clerk } from './clerk.ts';
import { equip, install, type InstalledDevice } from './devices.ts';
import { settle, wrongBoards } from './ending.ts';
import { breakThings, type Breakable, type Fault, type FaultCounts } from './faults.ts';
import { Host, type Machines } from './fleet.ts';
import { openHall, type SimulatedHall } from './halls.ts';
import { Pace } from './pace.ts';
import { readRecord } from './record.ts';
import { OPENING_MS, startServer, type Server } from './server.ts';
import type { Usage } from './usage.ts';
import { letCome } from './visitors.ts';
import { planVisits, type Visit } from './visits.ts';
import { World, type Tally } from './world.ts';

export interface Options {
  readonly halls: number;
  /** Of the hall's day, from 08:30 on. */
  readonly minutes: number;
  /** Seconds of the hall for each real second. */
  readonly speed: number;
  readonly faults: ReadonlySet<Fault>;
  readonly seed: number;
  /** Empty; holds the data of the hall and the folders of the devices. */
  readonly folder: string;
  readonly say: (text: string) => void;
}

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

/** A hall of the simulation with all that stands in it. */
interface Place {
  readonly hall: SimulatedHall;
  readonly cable: Cable;
  readonly devices: readonly InstalledDevice[];
  /** Hears the boards in the end; belongs to no host. */
  readonly checker: InstalledDevice;
  readonly visits: readonly Visit[];
}

const HALLS_A_HOST = 5;
const DUPLICATES = 0.05;
const MINUTE_MS = 60_000;
/** Real time that clerks have after closing for those who still wait. */
const OVERTIME_MS = 20_000;

const openPlaces = async (server: Server, options: Options, random: Random): Promise<readonly Place[]> => {
  const places: Place[] = [];
  const stack = server.stack();
  for (const { code } of readHallData().halls.slice(0, options.halls)) {
    const hall = await openHall(stack, code);
    const cable = await layCable(server.endpoint);
    const at = { folder: join(options.folder, 'devices'), cable };
    places.push({
      hall,
      cable,
      devices: await equip(stack, hall, at),
      checker: await install(stack, code, { name: 'checker', kind: 'display' }, at),
      visits: planVisits(random, hall, options.minutes),
    });
  }
  return places;
};

const startHosts = async (
  places: readonly Place[],
  machines: Machines,
  { folder }: Options,
  random: Random,
): Promise<readonly Host[]> => {
  const hosts: Host[] = [];
  // At least two, so that a process that is killed does not take everything with it.
  const each = Math.min(HALLS_A_HOST, Math.ceil(places.length / 2));
  for (let first = 0; first < places.length; first += each) {
    const devices = places.slice(first, first + each).flatMap((place) => place.devices);
    const host = new Host(devices, machines, random, join(folder, `devices-${hosts.length + 1}.log`));
    await host.start();
    hosts.push(host);
  }
  return hosts;
};

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

/** Starts everything that the day needs, with every device on the line. */
const prepare = async (options: Options, random: Random) => {
  const { folder, speed, faults } = options;
  const dataDir = join(folder, 'hall');
  mkdirSync(dataDir, { recursive: true });
  const server = await startServer(dataDir, speed);
  const places = await openPlaces(server, options, random);
  const devices = places.flatMap((place) => place.devices);
  options.say(`${places.length} halls with ${devices.length} devices`);
  await server.open();
  const machines = {
    realMs: Date.now(),
    hallMs: OPENING_MS,
    speed,
    duplicates: faults.has('duplicate') ? DUPLICATES : 0,
    isSkewed: faults.has('skew'),
  };
  const hosts = await startHosts(places, machines, options, random);
  const world = new World(new Pace(speed), hosts, server.stack());
  await settle(world, devices);
  world.pace.begin();
  return { dataDir, server, places, devices, hosts, world };
};
type Prepared = Awaited<ReturnType<typeof prepare>>;

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
  const { dataDir, places, devices, world } = prepared;
  const { counts, boards, measured } = await playToEnd(prepared, options, random);
  const record = await readRecord(dataDir);
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
