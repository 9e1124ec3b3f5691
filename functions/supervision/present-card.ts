import type { SupervisionItem } from '../../shared/contracts/supervision.ts';
import { topOf, type Card } from '../../shared/domain/case/cards.ts';
import { CARD_NAMES } from '../../shared/domain/supervision/card-rules.ts';
import type { SupervisedCase } from './supervised-case.ts';

export const cardOf = ({ acknowledged, reply, ...card }: Card): SupervisionItem['cards'][number] => ({
  ...card,
  name: CARD_NAMES[card.level],
  ...(acknowledged && { acknowledgedAt: acknowledged.at }),
  ...(reply && { repliedAt: reply.at }),
});

/** A case with its cards, as supervisors and the responsible unit see it: masked. */
export const supervisionItem = ({ tenant, version, state }: SupervisedCase): SupervisionItem => {
  const { received, status, clock, cards, urges } = state;
  const { caseNo, matter, applicant } = received;
  const card = topOf(state.cards);
  return {
    caseNo,
    tenant,
    matter: { code: matter.code, name: matter.name },
    department: matter.department,
    applicant: { name: applicant.name },
    status,
    version,
    ...(clock && { promisedDue: clock.promisedDue, statutoryDue: clock.statutoryDue }),
    ...(card && { card: card.level }),
    cards: cards.map(cardOf),
    urges: urges.length,
  };
};
