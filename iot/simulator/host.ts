import { z } from 'zod';
import { loadConfig } from '../agent/config.ts';
import { startDevice, type Build } from '../agent/program.ts';
import { caller } from '../caller/caller.ts';
import { display } from '../display/display.ts';
import { evaluator } from '../evaluator/evaluator.ts';
import { kiosk } from '../kiosk/kiosk.ts';
import { duplicate } from './duplicates.ts';
import { Random } from './random.ts';

/**
 * Many devices in one process, each with its own page, folder, certificate and connection: the very programs, only that
 * they share a process, which can be killed with all of them. Told by its parent what to run; says where the pages are,
 * and from then on each second what was sent.
 */
const KINDS: Readonly<Record<string, Build>> = { kiosk, display, caller, evaluator };
const COUNT_MS = 1_000;

const Orders = z.object({
  devices: z.array(
    z.object({
      kind: z.enum(['kiosk', 'display', 'caller', 'evaluator']),
      /** `device.json`. */
      file: z.string(),
      /** How far its clock is ahead of the hall's, and how much faster it goes. */
      aheadMs: z.number(),
      drift: z.number(),
    }),
  ),
  /** At this moment of the machine, in epoch milliseconds, it was `hallMs` in the hall. */
  realMs: z.number(),
  hallMs: z.number(),
  /** Seconds of the hall for each second of the machine. */
  speed: z.number(),
  /** Which share of messages comes twice. */
  duplicates: z.number(),
  seed: z.number(),
});
type Orders = z.infer<typeof Orders>;
type Order = Orders['devices'][number];

/** The clock of a machine of the simulation, right or wrong: real time is what it is made from, as every clock is. */
const clockOf =
  ({ realMs, hallMs, speed }: Orders, { aheadMs, drift }: Order) =>
  (): number =>
    Math.floor(hallMs + (Date.now() - realMs) * speed * (1 + drift) + aheadMs);

const start = async (orders: Orders, order: Order): Promise<string> => {
  const build = KINDS[order.kind];
  if (!build) throw new TypeError(`no program for ${order.kind}`);
  return (await startDevice(loadConfig(order.file), build, clockOf(orders, order))).url;
};

const tell = (what: object): void => void process.send?.(what);

process.once('message', (message) => {
  const orders = Orders.parse(message);
  const counts = duplicate(new Random(orders.seed), orders.duplicates);
  Promise.all(orders.devices.map((order) => start(orders, order))).then(
    (urls) => tell({ urls }),
    (error: unknown) => {
      throw error;
    },
  );
  setInterval(() => tell({ ...counts }), COUNT_MS).unref();
});
process.once('disconnect', () => process.exit(0));
