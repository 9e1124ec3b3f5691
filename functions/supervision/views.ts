import { isUp, type Card } from '../../shared/domain/case/cards.ts';
import { evolve } from '../../shared/domain/case/evolve.ts';
import type { CaseEvent } from '../../shared/domain/case/events.ts';
import { isOver } from '../../shared/domain/case/next-step.ts';
import { initialCase, type CaseState, type OpenedCase } from '../../shared/domain/case/state.ts';
import { caseUpcasters } from '../../shared/domain/case/upcasters.ts';
import { CARD_LEVELS } from '../../shared/domain/supervision/card-rules.ts';
import { upcast } from '../../shared/domain/upcast.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { RUNNING } from '../runtime/running-cases.ts';
import type { Projection, ViewRow } from '../../shared/ports/views.ts';

/** A case as supervision sees it; `tenant` is the hall whose case it is. */
export interface SupervisionRow {
  readonly tenant: TenantCode;
  readonly version: number;
  readonly state: OpenedCase;
}

/** The log holds a case that does not begin with its receipt. */
export class SupervisedStreamError extends Error {
  override readonly name = 'SupervisedStreamError';
}

/** Cases with a card up, of all units or of one. */
export const boardPartition = (department?: string): string => (department ? `board#${department}` : 'board');

/** The highest card that is up. */
export const topCard = ({ cards }: OpenedCase): Card | undefined =>
  CARD_LEVELS.reduce<Card | undefined>(
    (top, level) => cards.find((card) => card.level === level && isUp(card)) ?? top,
    undefined,
  );

/** The gravest first: text that sorts `accountable` before `yellow`. */
export const rankOf = (level: Card['level']): string => `${CARD_LEVELS.length - CARD_LEVELS.indexOf(level)}`;

const slim = (state: OpenedCase): OpenedCase => {
  const { matter } = state.received;
  const brief = { ...matter, materials: [], specialProcedures: [], legalBasis: [], channels: [] };
  return { ...state, materials: [], received: { ...state.received, matter: brief, materials: [] } };
};

const listsOf = (state: OpenedCase): ViewRow['lists'] => {
  const { caseNo, matter } = state.received;
  const card = topCard(state);
  const sort = card && `${rankOf(card.level)}#${card.since}#${caseNo}`;
  return {
    ...(sort && {
      list1: { partition: boardPartition(), sort },
      list2: { partition: boardPartition(matter.department), sort },
    }),
    ...(!isOver(state) && { list3: { partition: RUNNING, sort: caseNo } }),
  };
};

/** Every case with its cards, in the lists of its hall and of the halls above (一县看乡镇). */
export const supervisionRows: Projection<SupervisionRow> = {
  view: 'supervision',
  aggregate: 'case',
  seenAbove: true,
  project: (before, { tenant, events, at, actor, version, stream }) => {
    const state = events.reduce<CaseState>(
      (current, stored) => evolve(current, upcast<CaseEvent>(caseUpcasters, stored), { at, actor, version }),
      before?.state ?? initialCase,
    );
    if (state.status === 'none') throw new SupervisedStreamError(`case ${stream.id} begins without receipt`);
    return { data: { tenant, version, state: slim(state) }, lists: listsOf(state) };
  },
};
