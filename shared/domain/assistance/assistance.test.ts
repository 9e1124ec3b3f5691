import { describe, expect, it } from 'vitest';
import type { Subject, TenantCode, VaultRef } from '../../kernel/ids.ts';
import { instantAt, type Day, type Instant } from '../../kernel/instant.ts';
import { createCalendar } from '../../time/calendar.ts';
import { specOf } from '../spec.test-support.ts';
import type { WrittenText } from '../text.ts';
import {
  assistanceAggregate,
  type AssistanceAct,
  type AssistanceCommand,
  type OpenAssistance,
} from './assistance.ts';
import type { AssistanceAsked } from './events.ts';

const calendar = createCalendar({
  hours: [
    { from: '08:30', to: '12:00' },
    { from: '14:00', to: '17:30' },
  ],
});
const at = (day: string, time = '09:00'): Instant => instantAt(day as Day, time);
const MONDAY = at('2026-11-23');
const SATURDAY = '2026-11-28';
const CLERK = 'clerk.1' as Subject;
const CITIZEN = 'citizen.1' as Subject;
const text = (field: string): WrittenText => ({ kind: 'vault', ref: 'text:1' as VaultRef, field });

type Bare = AssistanceAct | ({ readonly type: 'ask' } & AssistanceAsked);
const now = (own: Bare, moment = MONDAY): AssistanceCommand => ({ ...own, now: moment, calendar });
const asks = (kind: AssistanceAsked['kind'], wanted: Instant, more: Partial<AssistanceAsked> = {}) =>
  now({
    type: 'ask',
    kind,
    wanted,
    reason: text('reason'),
    name: text('name'),
    phone: text('phone'),
    ...more,
  });
const arranges = (wanted?: Instant) =>
  now({ type: 'arrange', clerk: CLERK, ...(wanted ? { at: wanted } : {}) });

const { given } = specOf(assistanceAggregate.decider, ({ now: moment }: AssistanceCommand) => ({
  at: moment,
  actor: { sub: CITIZEN, roles: ['citizen'], tenant: '411323' as TenantCode },
}));
const refusalOf = (command: AssistanceCommand, ...before: AssistanceCommand[]) =>
  given(...before).when(command).refusal?.code;
const overtime = asks('overtime', at('2026-11-23', '18:00'));

describe('what is asked for', () => {
  it('D21: overtime is a working day outside the opening hours, also at noon', () => {
    const wanted = (time: string, day = '2026-11-24') => refusalOf(asks('overtime', at(day, time)));
    expect([wanted('18:00'), wanted('12:30'), wanted('08:29'), wanted('12:00')]).toEqual(
      Array.from({ length: 4 }),
    );
    expect([wanted('08:30'), wanted('11:59'), wanted('15:00'), wanted('18:00', SATURDAY)]).toEqual(
      Array.from({ length: 4 }, () => 'wrong-time'),
    );
  });

  it('D21: service on a holiday is a day on which nobody works, at any hour', () => {
    const wanted = (day: string) => refusalOf(asks('holiday', at(day)));
    expect([wanted(SATURDAY), wanted('2027-01-01')]).toEqual([undefined, undefined]);
    expect(wanted('2026-11-24')).toBe('wrong-time');
  });

  it('a visit needs an address, and every time lies ahead, sixty days at most', () => {
    const place = text('place');
    expect(refusalOf(asks('home', at('2026-11-24')))).toBe('bad-input');
    expect(refusalOf(asks('home', at('2026-11-24'), { place }))).toBeUndefined();
    expect(refusalOf(asks('helper', MONDAY))).toBe('wrong-time');
    expect(refusalOf(asks('helper', at('2027-01-22')))).toBeUndefined();
    expect(refusalOf(asks('helper', at('2027-01-23')))).toBe('wrong-time');
  });
});

describe('what becomes of it', () => {
  const finish = (by?: Subject) => now({ type: 'finish', outcome: 'done', ...(by ? { by } : {}) });

  it('is arranged, perhaps for another time that suits its kind, and again until it is over', () => {
    const { state } = given(overtime, arranges(), arranges(at('2026-11-24', '18:30')));
    expect(state).toMatchObject({ status: 'arranged', arranged: { at: at('2026-11-24', '18:30') } });
    expect(refusalOf(arranges(at('2026-11-24', '10:00')), overtime)).toBe('wrong-time');
    expect(refusalOf(arranges(), overtime, arranges(), finish())).toBe('wrong-status');
  });

  it('C13: keeps who asked, who came, when, and the result, which whoever came or the desk tells', () => {
    expect(refusalOf(finish(), overtime)).toBe('wrong-status');
    expect(refusalOf(finish('clerk.2' as Subject), overtime, arranges())).toBe('not-allowed');
    const { state } = given(overtime, arranges(), finish(CLERK));
    expect(state as OpenAssistance).toMatchObject({
      kind: 'overtime',
      by: CITIZEN,
      askedAt: MONDAY,
      arranged: { clerk: CLERK, at: at('2026-11-23', '18:00') },
      status: 'done',
      rendered: { outcome: 'done' },
      endedAt: MONDAY,
    });
  });

  it('is declined with a reason, or taken back by whoever asked', () => {
    const declined = given(overtime, now({ type: 'decline', reason: text('declined') })).state;
    expect(declined).toMatchObject({ status: 'declined', declined: { field: 'declined' } });
    const takesBack = (by?: string) => now({ type: 'withdraw', ...(by ? { by: by as Subject } : {}) });
    expect(refusalOf(takesBack('citizen.2'), overtime)).toBe('not-allowed');
    for (const by of [CITIZEN, undefined])
      expect(given(overtime, arranges(), takesBack(by)).state).toMatchObject({ status: 'withdrawn' });
    expect(refusalOf(takesBack(), overtime, takesBack())).toBe('wrong-status');
  });
});
