import { topOf, type Card } from '../../shared/domain/case/cards.ts';
import { isOver } from '../../shared/domain/case/next-step.ts';
import type { OpenedCase } from '../../shared/domain/case/state.ts';
import { CARD_LEVELS } from '../../shared/domain/supervision/card-rules.ts';
import { RUNNING } from '../runtime/running-limits.ts';
import type { Projection, ViewRow } from '../../shared/ports/views.ts';
import { supervisedAfter, type SupervisedCase } from './supervised-case.ts';

/** Cases with a card up, of all units or of one. */
export const boardPartition = (department?: string): string => (department ? `board#${department}` : 'board');

/** The gravest first: text that sorts `accountable` before `yellow`. */
export const rankOf = (level: Card['level']): string => `${CARD_LEVELS.length - CARD_LEVELS.indexOf(level)}`;

const listsOf = (state: OpenedCase): ViewRow['lists'] => {
  const { caseNo, matter } = state.received;
  const card = topOf(state.cards);
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
export const supervisionRows: Projection<SupervisedCase> = {
  view: 'supervision',
  aggregate: 'case',
  seenAbove: true,
  project: (before, commit) => {
    const supervised = supervisedAfter(before?.state, commit);
    return { data: supervised, lists: listsOf(supervised.state) };
  },
};
