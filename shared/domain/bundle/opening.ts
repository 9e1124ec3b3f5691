import { ok, refuse } from '../../kernel/result.ts';
import { dayOf, type Instant } from '../../kernel/instant.ts';
import type { WorkingCalendar } from '../../time/calendar.ts';
import { duesOf } from '../case/dues.ts';
import type { SubmittedMaterial } from '../case/events.ts';
import type { BundleCommand } from './commands.ts';
import type { BundleEvent, BundleOpened } from './events.ts';
import { missingPapers, promisesIn } from './papers.ts';
import type { Decision } from './refusals.ts';
import { asPlanned, type BundleCase } from './state.ts';

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

/** 容缺 (E33): only what every matter that needs it waits for, and not for longer than the strictest of them waits. */
export const promiseFault = (
  materials: readonly SubmittedMaterial[],
  cases: readonly BundleCase[],
  calendar: WorkingCalendar,
  now: Instant,
): Decision | undefined => {
  const promises = promisesIn(materials, cases, calendar, now);
  const forbidden = promises.filter(({ last }) => last === undefined).map(({ name }) => name);
  if (forbidden.length > 0) return refuse('deferral-not-allowed', `不可容缺：${forbidden.join('、')}`);
  const today = dayOf(now);
  const errors = promises.flatMap(({ name, index, by, last }) =>
    last === undefined || (by >= today && by <= last)
      ? []
      : [
          {
            path: `materials.${index}.promise.by`,
            message: `“${name}”的补交日期应在${today}至${last}之间`,
          },
        ],
  );
  return errors.length > 0 ? refuse('bad-input', '补交日期有误', errors) : undefined;
};

/** 一窗受理: the application for all of it, accepted at once when its one set of papers is complete. */
export const open = (command: Open): Decision => {
  const { now, calendar } = command;
  if (command.opened.cases.length === 0) {
    return refuse('bad-input', '没有可以在本大厅办理的事项', [{ path: 'matters', message: '至少选择一项' }]);
  }
  const { opened: data } = command;
  const cases = asPlanned(data);
  const fault = promiseFault(data.materials, cases, calendar, now);
  if (fault) return fault;
  const missing = missingPapers({ cases, materials: data.materials }, dayOf(now));
  const opened: BundleEvent = { type: 'BundleOpened', data };
  return ok(missing.length === 0 ? [opened, accepting(data, calendar, now)] : [opened]);
};
