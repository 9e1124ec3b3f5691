import { caseAggregate } from '../../shared/domain/case/case.ts';
import type { CaseCommand } from '../../shared/domain/case/commands.ts';
import { nextStep, type ClockAct } from '../../shared/domain/case/next-step.ts';
import type { CaseState } from '../../shared/domain/case/state.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import type { CaseNo, Subject, TenantCode } from '../../shared/kernel/ids.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { Folded } from '../../shared/ports/handle-command.ts';
import { recordOf } from '../runtime/claims.ts';
import type { Deps } from '../runtime/deps.ts';
import { loadHall, type Hall } from '../runtime/hall.ts';

/** All that the clockwork needs of the back office. */
export type ClockDeps = Pick<Deps, 'clock' | 'streams'>;

/** The stretch that an execution waits for. */
export interface StretchRef {
  readonly tenant: TenantCode;
  readonly caseNo: CaseNo;
  readonly stretch: number;
}

/** What the state machine goes on with: without `wakeAt` the execution is over. */
export type Evaluated = StretchRef & { readonly wakeAt?: Instant };

/** Something went on happening to the case while it was evaluated; the state machine tries again. */
export class RestlessCaseError extends Error {
  override readonly name = 'RestlessCaseError';
}

const MAX_ACTS = 8;

const clockwork = (tenant: TenantCode): Actor => ({
  sub: 'clockwork' as Subject,
  name: '时限管理',
  tenant,
  roles: ['system'],
});

const perform = async (
  { clock, streams }: ClockDeps,
  hall: Hall,
  { tenant, caseNo }: StretchRef,
  { state, position }: Folded<CaseState>,
  act: ClockAct,
): Promise<void> => {
  const now = clock.now();
  const actor = clockwork(tenant);
  const department = state.status === 'none' ? '' : state.received.matter.department;
  const command: CaseCommand = {
    type: act,
    now,
    actor,
    ...hall.contextOf(department),
    changes: hall.calendarChanges,
  };
  const key = `clockwork ${act} ${position.version}`;
  const envelope = { at: now, actor: recordOf(actor), key, digest: act };
  // A refusal means that somebody else acted first: the next look at the case shows what they did.
  await streams.execute(tenant, caseAggregate, caseNo, envelope, command);
};

/**
 * Does what the limits of the case ask for as of now and says when to look again. An execution of an older stretch finds
 * that its time is over. May be repeated at any time: what was done is not due any more.
 * @throws RestlessCaseError
 */
export const evaluate = async (deps: ClockDeps, ref: StretchRef): Promise<Evaluated> => {
  const { tenant, caseNo, stretch } = ref;
  const hall = await loadHall(deps, tenant);
  for (let acts = 0; acts < MAX_ACTS; acts += 1) {
    const folded = await deps.streams.load(tenant, caseAggregate, caseNo);
    const { state } = folded;
    if (state.status === 'none' || state.stretch !== stretch) return { tenant, caseNo, stretch };
    const { due, wakeAt } = nextStep(state, hall.calendar, hall.settings.cards, deps.clock.now());
    if (!due) return { tenant, caseNo, stretch, ...(wakeAt && { wakeAt }) };
    await perform(deps, hall, ref, folded, due);
  }
  throw new RestlessCaseError(`${caseNo} still asks for something after ${MAX_ACTS} acts`);
};
