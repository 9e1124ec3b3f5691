import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { QueueView } from '../../shared/contracts/queues.ts';
import type { WindowActName } from '../../shared/contracts/windows.ts';
import type { Identity } from '../../test/support/stack.ts';
import type { InstalledDevice } from './devices.ts';
import { clerkOf, UnexpectedAnswerError } from './halls.ts';
import type { World } from './world.ts';

const AGAIN_MS = 1_000;
/** Minutes of the hall: to look again whether somebody waits, and to walk to the window. */
const IDLE_MINUTES = 1;
const WALK_MINUTES = 0.5;
/** 叫号三次. */
const CALLS = 3;

const Pressed = z.object({
  ticket: z.object({ no: z.string(), status: z.string(), calls: z.int() }).nullable(),
});
/** The number at the window. */
interface Current {
  readonly no: string;
  readonly status: string;
  readonly calls: number;
}

export interface Desk {
  readonly zone: string;
  readonly window: string;
  readonly caller: InstalledDevice;
  readonly evaluator: InstalledDevice;
}

/** A clerk at a window: calls, serves and lets rate, with the caller of the window; looks into the queue when it gave no answer. */
export class Clerk {
  readonly #world: World;
  readonly #desk: Desk;
  readonly #who: Identity;
  #current: Current | undefined;

  constructor(world: World, desk: Desk) {
    this.#world = world;
    this.#desk = desk;
    this.#who = clerkOf(desk.caller.tenant, desk.window);
  }

  /** Works until the day is over. */
  async work(): Promise<void> {
    await this.#open();
    while (!this.#world.isOver) {
      if (!this.#current) await this.#callNext();
      else if (this.#current.status === 'called') await this.#receive(this.#current);
      else await this.#serve(this.#current);
    }
  }

  async #open(): Promise<void> {
    const path = `/windows/${this.#desk.window}/open`;
    const { status, text } = await this.#world.call(this.#who, 'POST', path, {});
    if (status >= 300) throw new UnexpectedAnswerError(`${path}: ${status} ${text}`);
  }

  async #callNext(): Promise<void> {
    await this.#press('call-next');
    if (this.#current) this.#world.tally.calls += 1;
    else await this.#world.pace.pass(IDLE_MINUTES);
  }

  /** Whoever was called comes, or is called again and at last passed over. */
  async #receive({ no, calls }: Current): Promise<void> {
    await this.#world.pace.pass(WALK_MINUTES);
    if (this.#world.holderOf(this.#desk.caller.tenant, no)) return this.#press('start');
    if (calls < CALLS) return this.#press('recall');
    await this.#press('skip');
    if (this.#current?.no !== no) this.#world.tally.missed += 1;
  }

  async #serve({ no }: Current): Promise<void> {
    const visit = this.#world.holderOf(this.#desk.caller.tenant, no);
    await this.#world.pace.pass(visit?.serviceMinutes ?? 0);
    while (this.#current?.no === no && !this.#world.isOver) await this.#press('finish');
    if (this.#current?.no === no) return;
    this.#world.tally.served += 1;
    if (visit?.rating) await this.#rate(no, visit.rating);
  }

  async #rate(no: string, rating: { readonly grade: 1 | 2 | 3 | 4 | 5; readonly tags: readonly string[] }) {
    const { evaluator, window } = this.#desk;
    // Nobody stands and waits for an evaluator that is dark.
    if (!this.#world.page(evaluator)) return;
    const thanks = await this.#world.press(evaluator, 'evaluation', { act: no, ...rating });
    const isCertain = thanks !== undefined;
    this.#world.tally.ratings.push({ tenant: evaluator.tenant, window, no, ...rating, isCertain });
  }

  /** Presses the caller; without an answer the queue itself says what is at the window now. */
  async #press(act: WindowActName): Promise<void> {
    const answer = await this.#world.press(this.#desk.caller, 'call', { act });
    const pressed = Pressed.safeParse(answer);
    if (pressed.success) {
      const { ticket } = pressed.data;
      const isAtWindow = ticket && ['called', 'serving'].includes(ticket.status);
      this.#current = isAtWindow ? ticket : undefined;
      return;
    }
    this.#world.tally.pressedAgain += 1;
    await sleep(AGAIN_MS);
    await this.#look();
  }

  async #look(): Promise<void> {
    const { zone, window } = this.#desk;
    const { body } = await this.#world.call(this.#who, 'GET', `/queues/${zone}`);
    this.#current = QueueView.parse(body).calling.find((each) => each.window === window);
  }
}
