import { parseCaseNo } from '../../shared/codes/case-no.ts';
import type { EvaluationBody } from '../../shared/contracts/evaluations.ts';
import { caseAggregate } from '../../shared/domain/case/case.ts';
import type { OpenedCase } from '../../shared/domain/case/state.ts';
import {
  caseActStream,
  ticketActStream,
  type RateableAct,
} from '../../shared/domain/evaluation/evaluation.ts';
import { queueAggregate, queueStream } from '../../shared/domain/queue/queue.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { dayOf, type Day } from '../../shared/kernel/instant.ts';
import type { Deps } from '../runtime/deps.ts';
import { notFound } from '../runtime/problems.ts';
import { loadZones } from '../runtime/zones.ts';

/** The act that is rated, and the stream of its evaluations. */
export interface Rated {
  readonly stream: string;
  readonly act: RateableAct;
}

type RatingDeps = Pick<Deps, 'streams'>;
type Asked = Pick<EvaluationBody, 'act' | 'check'>;

const ENDED: ReadonlySet<string> = new Set(['closed', 'declined', 'withdrawn']);

const endsWith = (masked: string, check: string): boolean =>
  masked.slice(-4).toUpperCase() === check.toUpperCase();

/** Whose case it is: the account that handed it in, or whoever knows the last four of the applicant's or agent's numbers. */
const isTheirs = (
  { received: { applicant, agent }, duties }: OpenedCase,
  actor: Actor,
  check?: string,
): boolean =>
  duties.submittedBy === actor.sub ||
  (check !== undefined &&
    [applicant, agent].some(
      (party) => party && (endsWith(party.idNo, check) || endsWith(party.phone, check)),
    ));

const isDevice = ({ roles }: Actor): boolean => roles.includes('device');

/** An evaluator rates what was done at its own window; one that stands at none rates for the whole hall. */
const isHere = ({ windows = [] }: Actor, window: string | undefined): boolean =>
  windows.length === 0 || (window !== undefined && windows.includes(window));

/** The number of that day in its queue, with the zone. */
const findTicket = async (deps: RatingDeps, tenant: TenantCode, no: string, day: Day) => {
  const zones = (await loadZones(deps, tenant)).filter(({ prefix }) => no.startsWith(prefix));
  for (const { code } of zones) {
    const { state } = await deps.streams.load(tenant, queueAggregate, queueStream(code, day));
    const ticket = state.tickets.get(no);
    if (ticket) return { zone: code, ticket };
  }
  return undefined;
};

/** The window that called the number under which the case was handed in. */
const windowOf = async (
  deps: RatingDeps,
  { tenant }: Actor,
  { received: { ticket }, receivedAt }: OpenedCase,
): Promise<string | undefined> =>
  ticket && (await findTicket(deps, tenant, ticket, dayOf(receivedAt)))?.ticket.window;

const servedIn = ({ duties, declined }: OpenedCase): RateableAct['served'] => {
  const { acceptor: front = declined?.by, approver: back } = duties;
  return [
    ...(front ? [{ side: 'front' as const, who: front }] : []),
    ...(back ? [{ side: 'back' as const, who: back }] : []),
  ];
};

/** The queue is read only for a rater who may know of the case: an evaluator by the window, anybody else before. */
const ofCase = async (deps: RatingDeps, actor: Actor, { act, check }: Asked): Promise<Rated> => {
  const { state } = await deps.streams.load(actor.tenant, caseAggregate, act);
  if (state.status === 'none' || (!isDevice(actor) && !isTheirs(state, actor, check))) throw notFound();
  const window = await windowOf(deps, actor, state);
  if (isDevice(actor) && !isHere(actor, window)) throw notFound();
  const served = servedIn(state);
  return {
    stream: caseActStream(act),
    act: {
      hasEnded: ENDED.has(state.status) && served.length > 0,
      served,
      about: {
        unit: state.received.matter.department,
        caseNo: state.received.caseNo,
        ...(window === undefined ? {} : { window }),
      },
    },
  };
};

const ofTicket = async (deps: RatingDeps, actor: Actor, no: string, day: Day): Promise<Rated> => {
  const found = await findTicket(deps, actor.tenant, no, day);
  if (!found) throw notFound();
  const { zone, ticket } = found;
  const {
    status,
    servedBy,
    window,
    holder,
    cases: [caseNo],
  } = ticket;
  if (!(isDevice(actor) ? isHere(actor, window) : holder === actor.sub)) throw notFound();
  return {
    stream: ticketActStream(zone, day, no),
    act: {
      hasEnded: status === 'done',
      served: servedBy ? [{ side: 'front', who: servedBy }] : [],
      about: {
        ...(window === undefined ? {} : { window }),
        ...(caseNo === undefined ? {} : { caseNo }),
      },
    },
  };
};

/** The case, or the number of that day, that `act` names; 404 when it is not there for this rater. */
export const ratedAct = (deps: RatingDeps, actor: Actor, asked: Asked, day: Day): Promise<Rated> =>
  parseCaseNo(asked.act) ? ofCase(deps, actor, asked) : ofTicket(deps, actor, asked.act, day);
