import { expect, it } from 'vitest';
import {
  applies,
  at,
  calendar,
  chief,
  CODE,
  decides,
  DEPARTMENT,
  does,
  given,
  reviewer,
  reviews,
  text,
} from '../case/case.test-support.ts';
import type { CaseCommand } from '../case/commands.ts';
import { createCalendar } from '../../time/calendar.ts';
import type { Day } from '../../kernel/instant.ts';
import { DEFAULT_CARDS } from './card-rules.ts';
import { shadeOf, whatIf, type LivedCase } from './what-if.ts';

const lived = (...history: readonly CaseCommand[]): LivedCase => {
  const { state } = given(...history);
  if (state.status === 'none') throw new Error('no case');
  return { state, calendar, rules: DEFAULT_CARDS };
};

/** Accepted on Monday 2026-09-14 with eight working days, decided on Thursday: after three. */
const quick = lived(applies(), reviews(reviewer), decides(chief, {}, at('2026-09-17', '19:00')));
const now = at('2026-12-01');
const supposing = (days?: number) => () => ({
  limits: days === undefined ? new Map<string, number>() : new Map<string, number>([[CODE, days]]),
  calendar,
});

it('四减: says how far a promise can be cut before what happened would have been late', () => {
  const shades = [8, 4, 3, 2].map((days) => shadeOf(quick.state, supposing(days)(), DEFAULT_CARDS, now));
  expect(shades).toEqual(['green', 'yellow', 'yellow', 'red']);
  expect(whatIf([quick], supposing(2), now)).toEqual([
    {
      department: DEPARTMENT,
      cases: 1,
      before: { green: 1, yellow: 0, red: 0 },
      after: { green: 0, yellow: 0, red: 1 },
      worse: [{ caseNo: quick.state.received.caseNo, shade: 'red' }],
    },
  ]);
});

it('days on which the clock stood still do not count under another promise either', () => {
  const reviewed = lived(
    applies(),
    does(reviewer, 'start-procedure', { kind: '听证', days: 3 }, at('2026-09-15', '09:00')),
    does(reviewer, 'finish-procedure', { result: text() }, at('2026-09-18', '09:00')),
    reviews(reviewer, 'pass', at('2026-09-18', '09:30')),
    decides(chief, {}, at('2026-09-18', '10:00')),
  );
  expect(shadeOf(reviewed.state, supposing(2)(), DEFAULT_CARDS, now)).not.toBe('red');
});

it('another calendar moves what is due: days on which the hall is shut are not counted', () => {
  const hours = [{ from: '08:30', to: '18:00' }];
  const closures = ['2026-09-15', '2026-09-16', '2026-09-17'].map((text) => ({
    day: text as Day,
    reason: '停电',
  }));
  const shut = createCalendar({ hours, closures });
  expect(whatIf([quick], () => ({ limits: new Map([[CODE, 2]]), calendar: shut }), now)[0]?.worse).toEqual(
    [],
  );
});

it('a case that still runs is judged as of now; one that was never accepted is left out', () => {
  expect(shadeOf(lived(applies()).state, supposing()(), DEFAULT_CARDS, now)).toBe('red');
  expect(whatIf([lived(applies({ atCounter: false }))], supposing(1), now)).toEqual([]);
});
