import type { z } from 'zod';
import { DownTicket, UpTicket } from '../../shared/contracts/mqtt.ts';
import { dayOf, type Instant } from '../../shared/kernel/instant.ts';
import type { Agent } from '../agent/agent.ts';
import { leaseOf, Series } from './series.ts';

/** What somebody presses: a service of the offer, with what a card reader may add. */
const Wish = UpTicket.pick({
  service: true,
  zone: true,
  applicant: true,
  priority: true,
  appointment: true,
});
export type Wish = z.infer<typeof Wish>;

/** The number, or why there is none, in words for the person in front of the kiosk. */
export type Given =
  | {
      readonly no: string;
      readonly zone: string;
      readonly isOffline: boolean;
      readonly ahead?: number;
      readonly waitMinutes?: number;
      readonly at: Instant;
    }
  | { readonly title: string };

/** The numbers that wait in the spool, with the leases that they came from. */
const keptNumbers = ({ offer, waiting }: Agent) =>
  waiting.flatMap(({ kind, message }) => {
    if (kind !== 'ticket' || message.offlineNo === undefined) return [];
    const no = message.offlineNo;
    const lease = leaseOf(offer?.offline ?? [], dayOf(message.at as Instant), no);
    return lease ? [{ lease, no }] : [];
  });

/** A refusal in the words of the fault itself where it names one. */
const reasonOf = (problem: DownTicket['problem']): string =>
  problem?.errors?.[0]?.message ?? problem?.title ?? '未能取号，请到咨询台';

/**
 * Gives numbers. While the line stands the hall gives them; when it is cut, or as long as earlier numbers wait to be handed in,
 * they come from the kiosk's own series.
 */
export class Desk {
  readonly #agent: Agent;
  readonly #series: Series;

  constructor(agent: Agent, file: string) {
    this.#agent = agent;
    this.#series = new Series(file, keptNumbers(agent));
  }

  async give(body: unknown): Promise<Given> {
    const wish = Wish.parse(body);
    const isDirect = this.#agent.isOnline && this.#agent.waiting.length === 0;
    const answer = isDirect ? await this.#agent.ask({ kind: 'ticket', fields: wish }) : undefined;
    if (!answer) return this.#giveOffline(wish);
    const { no, zone: queue = '', ahead, waitMinutes, at, problem } = DownTicket.parse(answer);
    if (no === undefined) return { title: reasonOf(problem) };
    return {
      no,
      zone: queue,
      isOffline: false,
      at: at as Instant,
      ...(ahead === undefined ? {} : { ahead }),
      ...(waitMinutes === undefined ? {} : { waitMinutes }),
    };
  }

  #giveOffline(wish: Wish): Given {
    // What is booked is known in the hall alone.
    if (wish.appointment !== undefined) return { title: '网络中断，暂不能预约签到，请到咨询台或直接取号' };
    const at = this.#agent.now();
    const lease = this.#leaseFor(wish, at);
    const no = lease && this.#series.next(lease);
    if (!lease || no === undefined) return { title: '网络中断，暂不能取号，请到咨询台' };
    this.#agent.keep({ kind: 'ticket', fields: { ...wish, offlineNo: no } }, at);
    this.#series.confirm(lease, no);
    return { no, zone: lease.zone, isOffline: true, at };
  }

  #leaseFor({ service, zone }: Wish, at: Instant) {
    const { services = [], offline = [] } = this.#agent.offer ?? {};
    const offered = services.find(
      (each) => each.code === service && (zone === undefined || each.zone === zone),
    );
    const day = dayOf(at);
    return offered && offline.find((lease) => lease.zone === offered.zone && lease.day === day);
  }
}
