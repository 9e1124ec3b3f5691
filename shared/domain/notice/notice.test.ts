import { describe, expect, it } from 'vitest';
import type { Subject, TenantCode } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { noticeAbout } from './kinds.ts';
import { noticeAggregate, wasSent, type NoticeCommand, type Notices } from './notice.ts';

const { decider } = noticeAggregate;
const meta = {
  at: '2026-11-23T01:00:00.000Z' as Instant,
  actor: { sub: 'notices' as Subject, roles: ['system'], tenant: '411323' as TenantCode },
  version: 0,
} as const;
const about = { id: 'c.1.0', kind: 'acceptance', to: 'applicant' } as const;
const sent: NoticeCommand = { type: 'sent', ...about };
const failed: NoticeCommand = { type: 'failed', fault: 'provider', ...about };

const eventsOf = (command: NoticeCommand, notices: Notices) => {
  const decided = decider.decide(command, notices);
  return decided.ok ? decided.value : [];
};
const after = (...commands: readonly NoticeCommand[]): Notices =>
  commands.reduce<Notices>(
    (notices, command) =>
      eventsOf(command, notices).reduce((all, event) => decider.evolve(all, event, meta), notices),
    decider.initial,
  );

describe('the record of a notice', () => {
  it('says once that it went out', () => {
    expect(eventsOf(sent, after())).toHaveLength(1);
    expect(eventsOf(sent, after(sent))).toEqual([]);
    expect(wasSent(after(sent), 'c.1.0')).toBe(true);
    expect(wasSent(after(sent), 'c.1.1')).toBe(false);
  });

  it('a notice that failed may be sent later; one that was sent never fails', () => {
    expect(wasSent(after(failed), 'c.1.0')).toBe(false);
    expect(eventsOf(failed, after(failed))).toEqual([]);
    expect(after(failed, sent).get('c.1.0')).toEqual({ ...about, at: meta.at });
    expect(eventsOf(failed, after(sent))).toEqual([]);
  });
});

describe('what a notice is about', () => {
  const told = (type: string, data = {}) => noticeAbout({ type, data });

  it('the applicant hears of every step of the case, the unit of its cards and of being called to the hall', () => {
    expect(told('CaseAccepted')).toEqual({ kind: 'acceptance', to: 'applicant' });
    expect(told('LimitExtended')).toEqual({ kind: 'extension', to: 'applicant' });
    expect(told('DuesMoved', { promisedDue: '2026-12-01' })).toEqual({ kind: 'dues', to: 'applicant' });
    expect(told('DuesMoved', { reason: '开放时间调整' })).toBeUndefined();
    expect(told('HandlerSummoned')).toEqual({ kind: 'summons', to: 'unit' });
    expect(told('CardRaised')).toEqual({ kind: 'card', to: 'unit' });
    expect(told('CaseReviewed')).toBeUndefined();
  });

  it('who withdraws is not told so; who let a day pass is', () => {
    expect(told('CaseWithdrawn', { lapsed: false })).toBeUndefined();
    expect(told('CaseWithdrawn', { lapsed: true })).toEqual({ kind: 'lapse', to: 'applicant' });
  });
});
