import type { CaseNo, TenantCode } from '../../shared/kernel/ids.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { OtherLimit } from '../runtime/running-limits.ts';
import { caseClock, OTHER_CLOCKS } from './clocks.ts';
import type { ClockDeps } from './limits.ts';

/** The stretch of a case that an execution waits for. */
export interface StretchRef {
  readonly tenant: TenantCode;
  readonly caseNo: CaseNo;
  readonly stretch: number;
}

/** The stretch of another stream with a limit. */
export interface OtherRef {
  readonly tenant: TenantCode;
  readonly aggregate: OtherLimit['aggregate'];
  readonly id: string;
  readonly stretch: number;
}

/** What the state machine goes on with: without `wakeAt` the execution is over. */
export type Evaluated = (StretchRef | OtherRef) & { readonly wakeAt?: Instant };

const streamOf = (ref: StretchRef | OtherRef) =>
  'caseNo' in ref
    ? { clock: caseClock, id: ref.caseNo as string }
    : { clock: OTHER_CLOCKS[ref.aggregate], id: ref.id };

/**
 * Does what the limits of a stream ask for as of now and says when to look again. An execution of an older stretch finds
 * that its time is over. May be repeated at any time: what was done is not due any more. `afterChange`: the calendar has
 * changed, and executions may wait by the one before.
 * @throws RestlessCaseError
 */
export const evaluate = async (
  deps: ClockDeps,
  ref: StretchRef | OtherRef,
  manner: { readonly afterChange?: boolean } = {},
): Promise<Evaluated> => {
  const { clock, id } = streamOf(ref);
  const { tenant, stretch } = ref;
  const wakeAt = await clock.evaluate(deps, { tenant, id, stretch }, manner);
  const rest =
    'caseNo' in ref
      ? { tenant, caseNo: ref.caseNo, stretch }
      : { tenant, aggregate: ref.aggregate, id, stretch };
  return { ...rest, ...(wakeAt && { wakeAt }) };
};
