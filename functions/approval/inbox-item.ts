import type { z } from '@hono/zod-openapi';
import type { InboxItem } from '../../shared/contracts/cases.ts';
import { cardOf, remainingOf } from '../../shared/domain/case/card.ts';
import type { CaseAct } from '../../shared/domain/case/commands.ts';
import { nextActs } from '../../shared/domain/case/next-acts.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import type { CardRule } from '../../shared/domain/supervision/card-rules.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { WorkingCalendar } from '../../shared/time/calendar.ts';
import type { CaseRow } from '../runtime/case-row.ts';

/** Acts that take the case a step further; to start a procedure or to extend is nobody's turn. */
const STEPS: readonly CaseAct[] = ['claim', 'review', 'verify', 'finish-procedure', 'forward', 'decide'];

/** Mine to do: the case lets me take its next step. */
export const isMine = ({ state }: CaseRow, actor: Actor, now: Instant): boolean =>
  nextActs(state, actor, now).some((act) => STEPS.includes(act));

/** The row as the inbox shows it now, its card by the levels of the hall. */
export const inboxItem = (
  { version, state }: CaseRow,
  calendar: WorkingCalendar,
  now: Instant,
  rules?: readonly CardRule[],
): z.infer<typeof InboxItem> => {
  const { received, status, accepted, clock, duties } = state;
  const { caseNo, matter, applicant, priority } = received;
  return {
    caseNo,
    matter: { code: matter.code, name: matter.name },
    applicant: { name: applicant.name },
    status,
    version,
    priority: priority !== undefined,
    ...(accepted && { acceptedAt: accepted.acceptedAt }),
    ...(clock && {
      promisedDue: clock.promisedDue,
      remainingDays: remainingOf(clock, calendar, now),
      card: cardOf(clock, calendar, now, rules),
    }),
    ...(duties.handler && { claimedBy: duties.handler }),
  };
};
