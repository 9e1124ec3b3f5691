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
import { TENANT_STREAM, tenantAggregate } from '../../shared/domain/tenant/decide.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import { dayOf } from '../../shared/kernel/instant.ts';
import type { Deps } from '../runtime/deps.ts';
import { KEPT_FACTS_MS } from '../runtime/hall.ts';
import { notFound } from '../runtime/problems.ts';

/** The act that is rated, and the stream of its evaluations. */
export interface Rated {
  readonly stream: string;
  readonly act: RateableAct;
}

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

const ofCase = async (deps: Deps, actor: Actor, { act, check }: EvaluationBody): Promise<Rated> => {
  const { state } = await deps.streams.load(actor.tenant, caseAggregate, act);
  if (state.status === 'none' || !(isDevice(actor) || isTheirs(state, actor, check))) throw notFound();
  const { acceptor: front = state.declined?.by, approver: back } = state.duties;
  const served = [
    ...(front ? [{ side: 'front' as const, who: front }] : []),
    ...(back ? [{ side: 'back' as const, who: back }] : []),
  ];
  return {
    stream: caseActStream(act),
    act: { hasEnded: ENDED.has(state.status) && served.length > 0, served },
  };
};

const ofTicket = async (deps: Deps, actor: Actor, { act: no }: EvaluationBody): Promise<Rated> => {
  const { state } = await deps.streams.load(actor.tenant, tenantAggregate, TENANT_STREAM, KEPT_FACTS_MS);
  const zones = state.status === 'open' ? state.zones.filter(({ prefix }) => no.startsWith(prefix)) : [];
  const day = dayOf(deps.clock.now());
  for (const { code } of zones) {
    const queue = await deps.streams.load(actor.tenant, queueAggregate, queueStream(code, day));
    const ticket = queue.state.tickets.get(no);
    if (!ticket || !(isDevice(actor) || ticket.holder === actor.sub)) continue;
    const { status, servedBy } = ticket;
    return {
      stream: ticketActStream(code, day, no),
      act: { hasEnded: status === 'done', served: servedBy ? [{ side: 'front', who: servedBy }] : [] },
    };
  }
  throw notFound();
};

/** The case or today's number that `act` names; 404 when it is not there for this rater. */
export const ratedAct = (deps: Deps, actor: Actor, body: EvaluationBody): Promise<Rated> =>
  parseCaseNo(body.act) ? ofCase(deps, actor, body) : ofTicket(deps, actor, body);
