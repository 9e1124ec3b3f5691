import type { z } from '@hono/zod-openapi';
import type { InboxItem } from '../../shared/contracts/cases.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import type { Subject } from '../../shared/kernel/ids.ts';
import { dayOf, type Day, type Instant } from '../../shared/kernel/instant.ts';
import type { WorkingCalendar } from '../../shared/time/calendar.ts';
import type { CaseRow } from './views.ts';

/** Working days left until the end of `due`, negative when it has passed: the due day already knows the pauses. */
const daysUntil = (calendar: WorkingCalendar, due: Day, now: Instant): number => {
  const today = dayOf(now);
  if (today > due) return Math.min(-1, -calendar.workingDaysBetween(due, today));
  const left = calendar.workingDaysBetween(today, due);
  return calendar.isWorkingDay(today) && now < calendar.closeOf(today) ? left + 1 : left;
};

const cardAt = (remaining: number, promisedDays: number): 'green' | 'yellow' | 'red' => {
  if (remaining < 0) return 'red';
  return remaining <= 1 || remaining <= promisedDays * 0.2 ? 'yellow' : 'green';
};

/** The row as the inbox shows it now. */
export const inboxItem = (
  row: CaseRow,
  calendar: WorkingCalendar,
  now: Instant,
): z.infer<typeof InboxItem> => {
  const {
    caseNo,
    matter,
    applicant,
    status,
    version,
    acceptedAt,
    promisedDue,
    promisedDays,
    claimedBy,
    priority,
  } = row;
  const remainingDays = promisedDue ? daysUntil(calendar, promisedDue, now) : undefined;
  return {
    caseNo,
    matter,
    applicant: { name: applicant.name },
    status,
    version,
    priority,
    ...(acceptedAt ? { acceptedAt } : {}),
    ...(promisedDue ? { promisedDue } : {}),
    ...(remainingDays === undefined ? {} : { remainingDays, card: cardAt(remainingDays, promisedDays) }),
    ...(claimedBy ? { claimedBy } : {}),
  };
};

/** Who may not do the step because of what they did before (A17, D29). */
const barred = ({ step, reviewers, verifiers }: CaseRow): readonly Subject[] => {
  if (step === 'review') return verifiers;
  if (step === 'verify') return reviewers;
  return step === 'decide' ? [...reviewers, ...verifiers] : [];
};

/** Mine to do: nobody else has claimed it, and I have not been on another side of it. */
export const isMine = ({ sub }: Actor, row: CaseRow): boolean => {
  const { step, claimedBy, acceptor, isOneStep } = row;
  const isClaimersStep = step === 'review' || step === 'procedure';
  if (isClaimersStep && claimedBy !== undefined && claimedBy !== sub) return false;
  return isOneStep || (acceptor !== sub && !barred(row).includes(sub));
};
