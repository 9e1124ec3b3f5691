import type { CaseOutcome, IssuedResult } from '../../shared/domain/bundle/events.ts';
import type { BundleCase } from '../../shared/domain/bundle/state.ts';
import { caseAggregate } from '../../shared/domain/case/case.ts';
import type { CaseCommand } from '../../shared/domain/case/commands.ts';
import type { CaseState, OpenedCase } from '../../shared/domain/case/state.ts';
import type { Actor, ActorRecord } from '../../shared/kernel/actor.ts';
import type { BundleNo, TenantCode } from '../../shared/kernel/ids.ts';
import type { Refusal } from '../../shared/kernel/result.ts';
import type { Deps } from '../runtime/deps.ts';
import { digestOf } from '../runtime/digest.ts';
import { loadHall } from '../runtime/hall.ts';

/** The hall that handles the case. */
export const hallOf = (tenant: TenantCode, { hall }: Pick<BundleCase, 'hall'>): TenantCode => hall ?? tenant;

/** Whoever did something to the bundle, as the one who does it to its cases. */
export const actorOf = ({ sub, name = '', tenant, roles, department }: ActorRecord): Actor => ({
  sub,
  name,
  tenant,
  roles,
  ...(department === undefined ? {} : { department }),
});

export interface CaseEnd {
  readonly outcome: CaseOutcome;
  readonly result?: IssuedResult;
}

/**
 * How the case ended for its bundle, or nothing while it goes on. A grant counts when the result is there, since the next
 * case may need it; the handing over comes at the end, for all of them together.
 */
export const endOf = (state: OpenedCase): CaseEnd | undefined => {
  const { status, decided, produced } = state;
  if (status === 'declined' || status === 'withdrawn') return { outcome: status };
  if (decided?.outcome === 'refused') return { outcome: 'refused' };
  if (!produced) return undefined;
  const { name, number, validUntil } = produced;
  return {
    outcome: 'approved',
    result: { name, number, ...(validUntil === undefined ? {} : { validUntil }) },
  };
};

type Purpose = 'open' | 'withdraw' | 'deliver' | `supplement-${number}` | `accept-${number}`;
type Body<Command> = Command extends unknown ? Omit<Command, 'now' | 'actor' | 'calendar'> : never;

export interface CaseAct {
  /** The hall of the bundle. */
  readonly tenant: TenantCode;
  readonly no: BundleNo;
  readonly each: BundleCase;
  readonly by: ActorRecord;
  readonly purpose: Purpose;
  readonly command: Body<CaseCommand>;
}

export const loadCaseOf = async (
  deps: Pick<Deps, 'streams'>,
  tenant: TenantCode,
  each: BundleCase,
): Promise<CaseState> =>
  (await deps.streams.load(hallOf(tenant, each), caseAggregate, each.caseNo ?? '')).state;

/** Does to a case of the bundle what was done to the bundle, once: the key says what for. A refusal is the case's own rule. */
export const actOnCase = async (
  deps: Deps,
  { tenant, no, each, by, purpose, command }: CaseAct,
): Promise<{ readonly state: CaseState } | { readonly refusal: Refusal }> => {
  const hall = await loadHall(deps, hallOf(tenant, each));
  const at = deps.clock.now();
  const key = `bundle ${no} ${purpose} ${each.name}`;
  const envelope = { at, actor: by, key, digest: digestOf(deps.secret, key) };
  const full = {
    ...command,
    now: at,
    actor: actorOf(by),
    ...hall.contextOf(each.matter.department),
  } as CaseCommand;
  const result = await deps.streams.execute(hall.code, caseAggregate, each.caseNo ?? '', envelope, full);
  return result.ok ? { state: result.value.state } : { refusal: result.refusal };
};
