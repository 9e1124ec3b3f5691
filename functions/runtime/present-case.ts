import type { CaseView } from '../../shared/contracts/cases.ts';
import { cardOf, remainingOf } from '../../shared/domain/case/card.ts';
import { nextActs } from '../../shared/domain/case/next-acts.ts';
import type { OpenedCase, Summons } from '../../shared/domain/case/state.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { Hall } from './hall.ts';
import { noticeOf } from './notices.ts';

export interface Presentation {
  readonly tenant: TenantCode;
  readonly version: number;
  readonly actor: Actor;
  readonly now: Instant;
  readonly hall: Pick<Hall, 'calendar' | 'settings'>;
}

const materialsOf = ({ received, materials }: OpenedCase): CaseView['materials'] => {
  const required = new Set(received.matter.materials.filter((rule) => rule.required).map(({ name }) => name));
  return materials.map(({ name, provided, file, promise }) => ({
    name,
    required: required.has(name),
    provided,
    ...(file ? { file: file.id } : {}),
    ...(promise ? { promise } : {}),
  }));
};

/** Promise and statute as they run now, with the card they give. */
const clockView = (
  state: OpenedCase,
  { calendar, settings }: Presentation['hall'],
  now: Instant,
): CaseView['clock'] => {
  const { clock } = state;
  if (!clock) return undefined;
  const { promisedDue, statutoryDue, running, epoch } = clock;
  return {
    promisedDue,
    statutoryDue,
    remainingDays: remainingOf(clock, calendar, now),
    card: cardOf(clock, calendar, now, settings.cards),
    running,
    epoch,
  };
};

const summonsView = ({ due, missedAt, arrived }: Summons): CaseView['summons'] => ({
  due,
  ...(missedAt ? { missedAt } : {}),
  ...(arrived ? { arrivedAt: arrived.at } : {}),
});

/** The case as CONTRACT shapes it: masked, with what this caller may do next. */
export const presentCase = (
  state: OpenedCase,
  { tenant, version, actor, now, hall }: Presentation,
): CaseView => {
  const { received, accepted, decided, summons } = state;
  const clock = clockView(state, hall, now);
  return {
    caseNo: received.caseNo,
    tenant,
    matter: { code: received.matter.code, name: received.matter.name, version: received.matter.version },
    status: state.status,
    version,
    receivedAt: state.receivedAt,
    ...(accepted ? { acceptedAt: accepted.acceptedAt, deemed: accepted.deemed } : {}),
    applicant: { name: received.applicant.name },
    materials: materialsOf(state),
    ...(clock ? { clock } : {}),
    ...(summons ? { summons: summonsView(summons) } : {}),
    ...(decided ? { outcome: decided.outcome } : {}),
    notice: noticeOf(state, tenant),
    ...(received.ticket === undefined ? {} : { ticket: received.ticket }),
    next: [...nextActs(state, actor, now)],
  };
};
