import { setTimeout as sleep } from 'node:timers/promises';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import type { DevicePage } from '../../test/support/device-program.ts';
import type { Answer, Identity, LocalStack } from '../../test/support/stack.ts';
import type { InstalledDevice } from './devices.ts';
import type { Host } from './fleet.ts';
import type { Pace } from './pace.ts';
import type { Rating, Visit } from './visits.ts';

const AGAIN_MS = 1_000;

/** Somebody with a number in the hand. */
interface Holder {
  readonly visit: Visit;
  /** Minute of the hall at which the number was taken. */
  readonly since: number;
}

/** A rating that somebody gave at the window. `isCertain`: thanked for; the process was killed meanwhile otherwise. */
export interface GivenRating extends Rating {
  readonly tenant: TenantCode;
  readonly window: string;
  readonly no: string;
  readonly isCertain: boolean;
}

/** What the people of the simulation saw and did. */
export interface Tally {
  online: number;
  offline: number;
  /** Presses that a killed ticket machine did not answer: it may have printed or not. By device. */
  readonly broken: Map<InstalledDevice, number>;
  turnedAway: number;
  calls: number;
  missed: number;
  served: number;
  /** Presses of a caller that had to be made again. */
  pressedAgain: number;
  readonly ratings: GivenRating[];
}

export const newTally = (): Tally => ({
  online: 0,
  offline: 0,
  broken: new Map(),
  turnedAway: 0,
  calls: 0,
  missed: 0,
  served: 0,
  pressedAgain: 0,
  ratings: [],
});

/** The installation as people meet it: devices to press, a hall behind them that may be away for a while. */
export class World {
  readonly pace: Pace;
  readonly tally = newTally();
  readonly #hosts: readonly Host[];
  readonly #holders = new Map<string, Holder>();
  /** Changes when the stack is started again. */
  stack: LocalStack;
  /** Nobody comes any more. */
  isClosing = false;
  /** Whoever still waits is not called today. */
  isOver = false;

  constructor(pace: Pace, hosts: readonly Host[], stack: LocalStack) {
    this.pace = pace;
    this.#hosts = hosts;
    this.stack = stack;
  }

  page(device: InstalledDevice): DevicePage | undefined {
    return this.#hosts.find(({ devices }) => devices.includes(device))?.page(device);
  }

  /** Presses something on the page of a device; undefined when its process is dead or dies meanwhile. */
  async press(
    device: InstalledDevice,
    act: string,
    body: object,
  ): Promise<Record<string, unknown> | undefined> {
    const page = this.page(device);
    if (!page) return undefined;
    return page.press(act, body).catch(() => undefined);
  }

  take(tenant: TenantCode, no: string, visit: Visit): void {
    this.#holders.set(`${tenant} ${no}`, { visit, since: this.pace.minute });
  }

  /** Who comes to the window with the number; undefined when nobody has it, or its holder has left. */
  holderOf(tenant: TenantCode, no: string): Visit | undefined {
    const holder = this.#holders.get(`${tenant} ${no}`);
    const hasLeft = holder && this.pace.minute - holder.since > holder.visit.patienceMinutes;
    return hasLeft ? undefined : holder?.visit;
  }

  /** A call over HTTP, made again until the hall answers. */
  async call(who: Identity, method: string, path: string, body?: object): Promise<Answer> {
    const key = crypto.randomUUID();
    for (;;) {
      const answer = await this.#tryCall(who, method, path, body, key);
      if (answer && answer.status < 500) return answer;
      await sleep(AGAIN_MS);
    }
  }

  async #tryCall(
    who: Identity,
    method: string,
    path: string,
    body: object | undefined,
    key: string,
  ): Promise<Answer | undefined> {
    const { stack } = this;
    const call = async (): Promise<Answer> => {
      const token = await stack.token(who);
      return stack.api(method, `/v1/${who.tenant}${path}`, {
        token,
        key,
        ...(body === undefined ? {} : { body }),
      });
    };
    return call().catch(() => undefined);
  }
}
