import { z } from '@hono/zod-openapi';
import { TenantParam } from '../../shared/contracts/common.ts';
import { bundleAggregate } from '../../shared/domain/bundle/decide.ts';
import type { BundleState, OpenedBundle } from '../../shared/domain/bundle/state.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import type { Folded } from '../../shared/ports/handle-command.ts';
import { STAFF } from './app.ts';
import type { Deps } from './deps.ts';
import { notFound } from './problems.ts';

export const BundleParams = z.object({ tenant: TenantParam, no: z.string().min(1).max(50) });

/** Staff of the hall see its bundles, a citizen those that he or she handed in. */
const isVisible = (state: BundleState, { roles, sub }: Actor): state is OpenedBundle =>
  state.status !== 'none' && (STAFF.some((role) => roles.includes(role)) || state.openedBy.sub === sub);

/** A bundle as its own stream has it. @throws RefusedError `not-found` also for one that the caller may not see. */
export const getBundle = async (
  deps: Deps,
  actor: Actor,
  no: string,
): Promise<Folded<BundleState> & { state: OpenedBundle }> => {
  const { state, ...folded } = await deps.streams.load(actor.tenant, bundleAggregate, no);
  if (!isVisible(state, actor)) throw notFound();
  return { ...folded, state };
};
