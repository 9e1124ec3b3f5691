import { ok, refuse } from '../../kernel/result.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { WorkingCalendar } from '../../time/calendar.ts';
import { duesOf } from '../case/dues.ts';
import type { BundleCommand } from './commands.ts';
import type { BundleEvent, BundleOpened } from './events.ts';
import type { Decision } from './refusals.ts';
import { missingPapers, type BundleCase } from './state.ts';

type Open = Extract<BundleCommand, { type: 'open' }>;

/** The joint clock begins when the last required paper is there (行政许可法 第32条 第五项). */
export const accepting = (
  { promisedDays, statutoryDays }: Pick<BundleOpened, 'promisedDays' | 'statutoryDays'>,
  calendar: WorkingCalendar,
  acceptedAt: Instant,
): BundleEvent => {
  const clock = { startedAt: acceptedAt, promisedDays, statutoryDays, extendedDays: 0, pauses: [] };
  return { type: 'BundleAccepted', data: { acceptedAt, ...duesOf(calendar, clock) } };
};

const asPlanned = ({ cases }: BundleOpened): readonly BundleCase[] =>
  cases.map((each) => ({ ...each, status: 'planned', attempts: 0, tokens: [] }));

/** 一窗受理: the application for all of it, accepted at once when its one set of papers is complete. */
export const open = (command: Open): Decision => {
  const { now, calendar } = command;
  if (command.opened.cases.length === 0) {
    return refuse('bad-input', '没有可以在本大厅办理的事项', [{ path: 'matters', message: '至少选择一项' }]);
  }
  const { opened: data } = command;
  const missing = missingPapers({ cases: asPlanned(data), materials: data.materials });
  const opened: BundleEvent = { type: 'BundleOpened', data };
  return ok(missing.length === 0 ? [opened, accepting(data, calendar, now)] : [opened]);
};
