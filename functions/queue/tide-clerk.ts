import { postingAggregate } from '../../shared/domain/posting/posting.ts';
import { dutyOn } from '../../shared/domain/posting/window-duty.ts';
import type { QueueState } from '../../shared/domain/queue/state.ts';
import type { Tide } from '../../shared/domain/queue/tide.ts';
import type { Subject, TenantCode } from '../../shared/kernel/ids.ts';
import { dayOf } from '../../shared/kernel/instant.ts';
import type { Deps } from '../runtime/deps.ts';
import { RefusedError } from '../runtime/problems.ts';

/** Who serves at the window from now on, and what of the proposal he or she is able to serve. */
export interface TideClerk {
  readonly clerk?: Subject;
  readonly services?: readonly string[];
}

const clerkMissing = () =>
  new RefusedError({
    code: 'bad-input',
    message: '填写有误',
    errors: [{ path: 'clerk', message: '请指定到窗口的工作人员' }],
  });

const notSkilled = () =>
  new RefusedError({ code: 'not-skilled', message: '窗口的工作人员不具备办理这些服务的技能' });

/**
 * E38 holds for a window that is opened for a tide too: somebody named, posted, trained and able. A window that serves
 * more keeps its clerk.
 */
export const tideClerk = async (
  deps: Pick<Deps, 'streams' | 'clock'>,
  tenant: TenantCode,
  { windows }: QueueState,
  { kind, window, services: usual, status }: Tide,
  named?: string,
): Promise<TideClerk> => {
  if (kind === 'close' || status !== 'pending') return {};
  const known = windows.get(window);
  const clerk = kind === 'open' ? (named as Subject | undefined) : known?.clerk;
  if (clerk === undefined) throw clerkMissing();
  const { state } = await deps.streams.load(tenant, postingAggregate, clerk);
  const duty = dutyOn(state, dayOf(deps.clock.now()), { usual });
  if (!duty.ok) throw new RefusedError(duty.refusal);
  const services = duty.value;
  if (kind === 'widen' && services.every((code) => known?.services.includes(code))) throw notSkilled();
  return { clerk, services };
};
