import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Random } from '../../iot/simulator/random.ts';
import { pageAt, type DevicePage } from '../../test/support/device-program.ts';
import type { InstalledDevice } from './devices.ts';
import { together, usageOf, type Usage } from './usage.ts';

const HOST = join(import.meta.dirname, '../../iot/simulator/host.ts');
const PAUSE_MS = 1_000;

const Told = z.union([
  z.object({ urls: z.array(z.string()) }),
  z.object({ sent: z.number(), repeated: z.number() }),
]);

/** How the machines of the devices are: what their clocks say, and what comes twice. */
export interface Machines {
  readonly realMs: number;
  readonly hallMs: number;
  readonly speed: number;
  readonly duplicates: number;
  readonly isSkewed: boolean;
}

/** Clocks that were set by hand, that have no battery, or that go wrong by minutes; by milliseconds of the hall. */
const SKEWS = [0, 0, 0, 90_000, -240_000, 600_000, 86_400_000, -3 * 86_400_000] as const;
const DRIFT = 0.002;

const orderOf = (random: Random, { kind, file }: InstalledDevice, { isSkewed }: Machines) => ({
  kind,
  file,
  aheadMs: isSkewed ? random.pick(SKEWS) : 0,
  drift: isSkewed ? random.between(-DRIFT, DRIFT) : 0,
});

/** One process with the devices of some halls, which can be killed and comes back with their folders. */
export class Host {
  readonly devices: readonly InstalledDevice[];
  readonly #orders: object;
  readonly #log: number;
  readonly #pages = new Map<InstalledDevice, DevicePage>();
  readonly #earlier = { sent: 0, repeated: 0, cpuSeconds: 0, peakMegabytes: 0 };
  #counts = { sent: 0, repeated: 0 };
  #child: ChildProcess | undefined;

  constructor(devices: readonly InstalledDevice[], machines: Machines, random: Random, logFile: string) {
    this.devices = devices;
    this.#log = openSync(logFile, 'a');
    const seed = Math.floor(random.between(0, 2 ** 31));
    this.#orders = { ...machines, devices: devices.map((device) => orderOf(random, device, machines)), seed };
  }

  /** Starts the process; resolves when every device has its page. */
  async start(): Promise<void> {
    const child = fork(HOST, { stdio: ['ignore', this.#log, this.#log, 'ipc'] });
    this.#child = child;
    const urls = new Promise<readonly string[]>((resolve, reject) => {
      child.once('exit', () => reject(new Error('a host of devices has ended')));
      child.on('message', (message) => {
        const told = Told.parse(message);
        if ('urls' in told) resolve(told.urls);
        else this.#counts = told;
      });
    });
    child.send(this.#orders);
    for (const [index, url] of (await urls).entries()) {
      const device = this.devices[index];
      if (device) this.#pages.set(device, pageAt(url));
    }
  }

  /** The page of a device; undefined while its process is dead. */
  page(device: InstalledDevice): DevicePage | undefined {
    return this.#pages.get(device);
  }

  /** Ends the process at once, as a power cut would, and starts it again. */
  async killAndRestart(): Promise<void> {
    await this.#kill();
    await sleep(PAUSE_MS);
    await this.start();
  }

  async stop(): Promise<void> {
    await this.#kill();
  }

  /** Messages and consumption, over all lives of the process. */
  figures(): { readonly sent: number; readonly repeated: number } & Usage {
    return {
      sent: this.#earlier.sent + this.#counts.sent,
      repeated: this.#earlier.repeated + this.#counts.repeated,
      ...together(this.#earlier, usageOf(this.#child?.pid ?? 0)),
    };
  }

  async #kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    Object.assign(this.#earlier, this.figures());
    this.#counts = { sent: 0, repeated: 0 };
    this.#pages.clear();
    child.kill('SIGKILL');
    await once(child, 'exit');
    this.#child = undefined;
  }
}
