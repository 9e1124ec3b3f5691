import type { Instant } from '../../kernel/instant.ts';
import type { WorkingCalendar } from '../../time/calendar.ts';
import type { CardRule } from '../supervision/card-rules.ts';
import { missingDeferred } from './materials.ts';
import { movedDays } from './move-dues.ts';
import { summonsDeadline } from './summons.ts';
import { cardsCured, cardsDue, nextCardAt } from './standing-cards.ts';
import type { CaseState, OpenedCase } from './state.ts';
import { awaitsNotice, justAfterClose } from './watched.ts';

/** What the hall's clockwork does by itself. */
export type ClockAct = 'move-dues' | 'miss-summons' | 'deem-accepted' | 'lapse' | 'raise-cards';

/** What is to be done now, or else when to look again; neither: no limit of the case is running. */
export interface ClockStep {
  readonly due?: ClockAct;
  readonly wakeAt?: Instant;
}

interface Deadline {
  readonly act: ClockAct;
  readonly at: Instant;
}

const OVER: readonly CaseState['status'][] = ['none', 'declined', 'withdrawn', 'closed'];

/** Nothing of the case can become due any more. */
export const isOver = ({ status }: CaseState): boolean => OVER.includes(status);

const noticeDeadline = (state: OpenedCase, calendar: WorkingCalendar): readonly Deadline[] =>
  awaitsNotice(state)
    ? [{ act: 'deem-accepted', at: justAfterClose(calendar, state.received.noticeDue) }]
    : [];

const BEFORE_DECISION: readonly OpenedCase['status'][] = ['accepted', 'in-review', 'in-procedure'];

/** 安阳市政务服务条例 第24、36条: supplement and 容缺 that do not come in time count as withdrawn. */
const lapseDeadlines = (state: OpenedCase, calendar: WorkingCalendar): readonly Deadline[] => {
  const { status, supplementRequest } = state;
  const days = [
    ...(status === 'supplement-requested' && supplementRequest ? [supplementRequest.due] : []),
    ...(BEFORE_DECISION.includes(status) ? missingDeferred(state).map(({ by }) => by) : []),
  ];
  return days.map((day) => ({ act: 'lapse', at: justAfterClose(calendar, day) }));
};

/** E17: within so many minutes of the hall's working time the handler stands at the window. */
const summonsDeadlines = (state: OpenedCase): readonly Deadline[] => {
  const at = BEFORE_DECISION.includes(state.status) ? summonsDeadline(state) : undefined;
  return at === undefined ? [] : [{ act: 'miss-summons', at }];
};

const byTime = (a: Deadline, b: Deadline): number => (a.at < b.at ? -1 : 1);

/** What the limits of a case ask for as of `now`: pure, so that a repeated or late wake-up comes to the same. */
export const nextStep = (
  state: CaseState,
  calendar: WorkingCalendar,
  rules: readonly CardRule[],
  now: Instant,
): ClockStep => {
  if (state.status === 'none' || isOver(state)) return {};
  if (movedDays(state, calendar)) return { due: 'move-dues' };
  const deadlines = [
    ...noticeDeadline(state, calendar),
    ...lapseDeadlines(state, calendar),
    ...summonsDeadlines(state),
  ].sort(byTime);
  const [first] = deadlines;
  if (first && first.at <= now) return { due: first.act };
  if (cardsDue(state, calendar, rules, now).length > 0) return { due: 'raise-cards' };
  if (cardsCured(state, calendar, rules, now).length > 0) return { due: 'raise-cards' };
  const card = nextCardAt(state, calendar, rules, now);
  const moments = [...(first ? [first.at] : []), ...(card ? [card] : [])].sort();
  return moments[0] === undefined ? {} : { wakeAt: moments[0] };
};
