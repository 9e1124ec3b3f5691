import type { OtherLimitView, SupervisedFile, SupervisionItem } from '../../shared/contracts/supervision.ts';
import { topOf, type Card } from '../../shared/domain/case/cards.ts';
import { CARD_NAMES } from '../../shared/domain/supervision/card-rules.ts';
import type { Duty } from '../../shared/domain/supervision/duty.ts';
import type { TenantVault } from '../../shared/ports/vault.ts';
import { readText } from '../runtime/texts.ts';
import type { SupervisedCase } from './supervised-case.ts';

const cardOf = ({ acknowledged, reply, ...card }: Card): SupervisionItem['cards'][number] => ({
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

/** A limit beside the cases with its cards. */
export const limitView = (
  known: Pick<OtherLimitView, 'tenant' | 'about' | 'subject'>,
  { clock, unit, start, due, cards }: Duty,
): OtherLimitView => {
  const card = topOf(cards);
  return { ...known, clock, unit, start, due, ...(card && { card: card.level }), cards: cards.map(cardOf) };
};

/** What the units have replied, from the vault. */
export const repliesOf = (cards: readonly Card[], vault: TenantVault): Promise<SupervisedFile['replies']> =>
  Promise.all(
    cards.flatMap(({ no, reply }) =>
      reply ? [readText(vault, reply.text).then((text) => ({ no, reply: text }))] : [],
    ),
  );
