import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../../iot/simulator/random.ts';
import { readHallData } from '../../infra/local/hall-data.ts';
import { layCable, type Cable } from '../../test/support/cable.ts';
import { equip, install, type InstalledDevice } from './devices.ts';
import { settle } from './ending.ts';
import type { Fault } from './faults.ts';
import { Host, type Machines } from './fleet.ts';
import { openHall, type SimulatedHall } from './halls.ts';
import { Pace } from './pace.ts';
import { OPENING_MS, startServer, type Server } from './server.ts';
import { planVisits, type Visit } from './visits.ts';
import { World } from './world.ts';

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

/** A hall of the simulation with all that stands in it. */
export interface Place {
  readonly hall: SimulatedHall;
  readonly cable: Cable;
  readonly devices: readonly InstalledDevice[];
  /** Hears the boards in the end; belongs to no host. */
  readonly checker: InstalledDevice;
  readonly visits: readonly Visit[];
}

const HALLS_A_HOST = 5;
const DUPLICATES = 0.05;

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

/** Everything that the day needs beside the server, with every device on the line. */
const prepareAt = async (server: Server, options: Options, random: Random) => {
  const { speed, faults } = options;
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
  return { server, places, devices, hosts, world };
};
export type Prepared = Awaited<ReturnType<typeof prepareAt>>;

/** Starts everything that the day needs; the server does not run on when something else fails. */
export const prepare = async (options: Options, random: Random): Promise<Prepared> => {
  const dataDir = join(options.folder, 'hall');
  mkdirSync(dataDir, { recursive: true });
  const server = await startServer(dataDir, options.speed);
  try {
    return await prepareAt(server, options, random);
  } catch (error) {
    await server.stack().stop();
    throw error;
  }
};
