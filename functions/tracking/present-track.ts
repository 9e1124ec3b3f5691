import type { z } from '@hono/zod-openapi';
import type { TrackView } from '../../shared/contracts/cases.ts';
import { DAY_NAMES, MOVED_DAYS, STATUS_NAMES } from '../../shared/domain/case/names.ts';
import { remainingOf } from '../../shared/domain/case/card.ts';
import type { OpenedCase } from '../../shared/domain/case/state.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { Hall } from '../runtime/hall.ts';
import { parcelText } from './parcel-text.ts';

interface Step {
  readonly at: Instant;
  readonly what: string;
}

const movedText = (to: OpenedCase['moves'][number]['to']): string =>
  MOVED_DAYS.flatMap((name) => (to[name] === undefined ? [] : [`${DAY_NAMES[name]}调整为 ${to[name]}`])).join(
    '，',
  );

/** What an applicant may see of the way so far: no opinions, no names of staff. */
const stepsOf = (state: OpenedCase): readonly Step[] => {
  const { receivedAt, supplementRequest, accepted, procedures, extension, moves, forwarded } = state;
  const steps: (Step | undefined)[] = [
    { at: receivedAt, what: '收件' },
    supplementRequest && {
      at: supplementRequest.at,
      what: `一次性告知补正，请于 ${supplementRequest.due} 前补齐`,
    },
    accepted && { at: accepted.acceptedAt, what: accepted.deemed ? '逾期未告知，视为受理' : '受理' },
    ...procedures.flatMap(({ kind, startedAt, finishedAt, due }) => [
      { at: startedAt, what: `${kind}，预计 ${due} 结束` },
      finishedAt && { at: finishedAt, what: `${kind}结束` },
    ]),
    extension && { at: extension.at, what: `延长期限 ${extension.days} 个工作日` },
    ...moves.map(({ at, reason, to }) => ({ at, what: `${reason}，${movedText(to)}` })),
    forwarded && { at: forwarded.at, what: `转报${forwarded.agency}` },
    ...endOf(state),
  ].map((step) => step || undefined);
  return steps
    .filter((step) => step !== undefined)
    .sort((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0));
};

const endOf = ({ declined, withdrawn, decided, produced, delivered }: OpenedCase): (Step | undefined)[] => [
  declined && { at: declined.at, what: '不予受理' },
  withdrawn && { at: withdrawn.at, what: withdrawn.lapsed ? '逾期未补齐，视为撤回' : '已撤回' },
  decided && { at: decided.at, what: decided.outcome === 'approved' ? '准予决定' : '不予决定' },
  produced && { at: produced.at, what: '制证完成，可以领取' },
  delivered && { at: delivered.at, what: `送达${parcelText(delivered)}，办结` },
];

/** Progress for whoever holds the number: masked, without the file of the case. */
export const presentTrack = (state: OpenedCase, hall: Hall, now: Instant): z.infer<typeof TrackView> => {
  const { received, status, receivedAt, accepted, clock, decided } = state;
  return {
    caseNo: received.caseNo,
    hall: hall.name,
    matter: received.matter.name,
    applicant: received.applicant.name,
    status,
    statusText: STATUS_NAMES[status],
    receivedAt,
    ...(accepted ? { acceptedAt: accepted.acceptedAt } : {}),
    ...(clock
      ? { promisedDue: clock.promisedDue, remainingDays: remainingOf(clock, hall.calendar, now) }
      : {}),
    ...(decided ? { outcome: decided.outcome } : {}),
    steps: [...stepsOf(state)],
  };
};
