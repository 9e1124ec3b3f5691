import type { z } from '@hono/zod-openapi';
import type { TrackView } from '../../shared/contracts/cases.ts';
import { BUNDLE_CASE_NAMES } from '../../shared/domain/bundle/names.ts';
import type { OpenedBundle } from '../../shared/domain/bundle/state.ts';
import { jointRemaining } from '../../shared/domain/bundle/limits.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { Hall } from '../runtime/hall.ts';
import { parcelText } from './parcel-text.ts';

type Track = z.infer<typeof TrackView>;
interface Step {
  readonly at: Instant;
  readonly what: string;
}

const statusOf = ({ status, clock, outcome }: OpenedBundle): Pick<Track, 'status' | 'statusText'> => {
  if (status === 'concluded') {
    return outcome === 'withdrawn'
      ? { status: 'withdrawn', statusText: '撤回' }
      : { status: 'closed', statusText: '办结' };
  }
  return clock
    ? { status: 'accepted', statusText: '办理中' }
    : { status: 'received', statusText: '收件，待补齐材料' };
};

const stepsOf = ({ openedAt, clock, cases, concludedAt, delivered }: OpenedBundle): readonly Step[] => {
  const steps: readonly (Step | undefined)[] = [
    { at: openedAt, what: '一件事收件' },
    clock && { at: clock.startedAt, what: '受理' },
    ...cases.map(({ name, status, endedAt }) =>
      endedAt === undefined ? undefined : { at: endedAt, what: `${name}：${BUNDLE_CASE_NAMES[status]}` },
    ),
    concludedAt === undefined ? undefined : { at: concludedAt, what: '全部事项办结' },
    delivered && { at: delivered.at, what: `结果一次送达${parcelText(delivered)}` },
  ];
  return steps
    .filter((step) => step !== undefined)
    .sort((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0));
};

/** One progress of all linked cases, for whoever holds the one number: masked, without opinions and names of staff. */
export const presentBundleTrack = (state: OpenedBundle, hall: Hall, now: Instant): Track => {
  const { opened, openedAt, clock, cases } = state;
  return {
    caseNo: opened.bundleNo,
    hall: hall.name,
    matter: opened.theme.name,
    applicant: opened.applicant.name,
    ...statusOf(state),
    receivedAt: openedAt,
    ...(clock
      ? {
          acceptedAt: clock.startedAt,
          promisedDue: clock.promisedDue,
          remainingDays: jointRemaining(clock, hall.calendar, now),
        }
      : {}),
    steps: [...stepsOf(state)],
    cases: cases.map(({ name, caseNo, status }) => ({
      matter: name,
      ...(caseNo ? { caseNo } : {}),
      statusText: BUNDLE_CASE_NAMES[status],
    })),
  };
};
