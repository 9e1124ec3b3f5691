import { evolve } from '../../shared/domain/case/evolve.ts';
import type { CaseEvent } from '../../shared/domain/case/events.ts';
import { initialCase, type CaseState, type OpenedCase } from '../../shared/domain/case/state.ts';
import { caseUpcasters } from '../../shared/domain/case/upcasters.ts';
import { upcast } from '../../shared/domain/upcast.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import type { Commit } from '../../shared/ports/event-log.ts';

/** A case as supervision sees it; `tenant` is the hall whose case it is. */
export interface SupervisedCase {
  readonly tenant: TenantCode;
  readonly version: number;
  readonly state: OpenedCase;
}

/** The log holds a case that does not begin with its receipt. */
export class SupervisedStreamError extends Error {
  override readonly name = 'SupervisedStreamError';
}

/** The case without what nobody supervises: its papers and the long texts of its guide. */
const slim = (state: OpenedCase): OpenedCase => {
  const { matter } = state.received;
  const brief = { ...matter, materials: [], specialProcedures: [], legalBasis: [], channels: [] };
  return { ...state, materials: [], received: { ...state.received, matter: brief, materials: [] } };
};

/** Events of a commit in today's shape, each with the case right after it. */
export const toldBy = (
  before: OpenedCase | undefined,
  { events, at, actor, version, stream }: Commit,
): readonly { readonly event: CaseEvent; readonly state: OpenedCase }[] => {
  let state: CaseState = before ?? initialCase;
  return events.map((stored) => {
    const event = upcast<CaseEvent>(caseUpcasters, stored);
    state = evolve(state, event, { at, actor, version });
    if (state.status === 'none') throw new SupervisedStreamError(`case ${stream.id} begins without receipt`);
    return { event, state };
  });
};

/** The case after a commit, made small. */
export const supervisedAfter = (before: OpenedCase | undefined, commit: Commit): SupervisedCase => {
  const state = toldBy(before, commit).at(-1)?.state ?? before;
  if (!state) throw new SupervisedStreamError(`case ${commit.stream.id} has a commit without events`);
  return { tenant: commit.tenant, version: commit.version, state: slim(state) };
};
