import { z } from 'zod';
import type { DeviceConfig } from '../../shared/contracts/mqtt.ts';
import { readKept, replaceFile } from '../agent/durable-file.ts';

/** The last number given of each day and zone: `2026-11-23/A` → 5007. */
const Given = z.record(z.string(), z.int());
type Lease = DeviceConfig['offline'][number];

const keyOf = ({ day, zone }: Pick<Lease, 'day' | 'zone'>): string => `${day}/${zone}`;

/** The numbers leased to this kiosk, given one after the other and none twice, whenever the process may end. */
export class Series {
  readonly #file: string;
  #given: z.infer<typeof Given>;

  /** `kept` are numbers that stand in the spool: a process may have ended after it wrote one there and before it counted it here. */
  constructor(file: string, kept: readonly { readonly lease: Lease; readonly no: string }[]) {
    this.#file = file;
    this.#given = readKept(file, Given) ?? {};
    for (const { lease, no } of kept) this.#count(lease, Number(no.slice(lease.prefix.length)));
  }

  /** The next number of the lease; undefined when all are given. It is given only by `confirm`. */
  next(lease: Lease): string | undefined {
    const number = Math.max(lease.first, (this.#given[keyOf(lease)] ?? 0) + 1);
    return number > lease.last ? undefined : `${lease.prefix}${number}`;
  }

  /** The number is written down: it is never given again. */
  confirm(lease: Lease, no: string): void {
    this.#count(lease, Number(no.slice(lease.prefix.length)));
    const recent = Object.entries(this.#given).filter(([key]) => key >= lease.day);
    this.#given = Object.fromEntries(recent);
    replaceFile(this.#file, JSON.stringify(this.#given));
  }

  #count(lease: Lease, number: number): void {
    const key = keyOf(lease);
    this.#given[key] = Math.max(this.#given[key] ?? 0, number);
  }
}

/** The lease by which the number was given on the day. */
export const leaseOf = (offline: DeviceConfig['offline'], day: string, no: string): Lease | undefined =>
  offline.find((lease) => {
    const number = Number(no.slice(lease.prefix.length));
    return lease.day === day && no.startsWith(lease.prefix) && number >= lease.first && number <= lease.last;
  });
