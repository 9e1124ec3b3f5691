import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Subject, TenantCode } from '../../kernel/ids.ts';
import { epochMsOf, instantOf, type Instant } from '../../kernel/instant.ts';
import { specOf } from '../spec.test-support.ts';
import {
  deviceAggregate,
  isInUse,
  isOnline,
  refusalOf,
  renewalOf,
  uptimeOf,
  type DeviceCommand,
  type DeviceState,
  type EnrolledDevice,
} from './device.ts';
import { needsOf } from './needs.ts';

const MINUTE = 60_000;
const START = '2026-11-23T01:00:00.000Z' as Instant;
const after = (minutes: number): Instant => instantOf(epochMsOf(START) + minutes * MINUTE);
const actor = { sub: 'admin' as Subject, roles: ['admin'], tenant: '411323' as TenantCode } as const;
const { given } = specOf(deviceAggregate.decider, (command: DeviceCommand) => ({
  at: command.type === 'report' ? command.now : START,
  actor,
}));

const enrol: DeviceCommand = {
  type: 'enrol',
  profile: { kind: 'kiosk', zone: 'A', place: { kind: 'hall' } },
};
const certify = (id: string): DeviceCommand => ({
  type: 'certify',
  certificate: { id, expires: '2028-11-23T00:00:00.000Z' as Instant },
});
const report = (minutes: number, change: object = {}, certificate = 'first'): DeviceCommand => ({
  type: 'report',
  certificate,
  now: after(minutes),
  report: { online: true, version: '1.0.0', spool: 0, ...change },
});
const enrolled = (state: DeviceState): EnrolledDevice => {
  if (state.status === 'none') throw new Error('no device');
  return state;
};
const typesOf = (events: readonly { readonly type: string }[]) => events.map(({ type }) => type);

describe('a device is enrolled', () => {
  it('once under a name; again after it was revoked', () => {
    expect(given(enrol).when(enrol).refusal?.code).toBe('device-exists');
    const revoked = given(enrol, certify('first'), { type: 'revoke' });
    expect(revoked.state).toMatchObject({ status: 'revoked', certificates: [] });
    const again = revoked.when(enrol);
    expect(again.state).toMatchObject({ status: 'enrolled', onlineMs: 0 });
    expect(isInUse(again.state, 'first')).toBe(false);
  });

  it('and nothing else is known of one that is not', () => {
    for (const command of [certify('x'), report(0), { type: 'revoke' } as const])
      expect(given().when(command).refusal?.code).toBe('not-found');
  });
});

describe('its certificates', () => {
  it('are in use from their issue to the first appearance with the next one', () => {
    const rotated = given(enrol, certify('first'), certify('second'));
    expect(['first', 'second'].map((id) => isInUse(rotated.state, id))).toEqual([true, true]);
    expect(typesOf(rotated.when(report(1)).events)).toEqual(['DeviceReported']);
    const seen = rotated.when(report(1, {}, 'second'));
    expect(typesOf(seen.events)).toEqual(['CertificateRetired', 'DeviceReported']);
    expect(['first', 'second'].map((id) => isInUse(seen.state, id))).toEqual([false, true]);
  });

  it('are two at most: a third one ends the oldest', () => {
    const told = given(enrol, certify('first'), certify('second')).when(certify('third'));
    expect(told.events[0]).toEqual({ type: 'CertificateRetired', data: { id: 'first' } });
    expect(enrolled(told.state).certificates.map(({ id }) => id)).toEqual(['second', 'third']);
  });

  it('all end when it is revoked, by name, and it says nothing more', () => {
    const revoked = given(enrol, certify('first'), certify('second')).when({
      type: 'revoke',
      reason: '丢失',
    });
    expect(revoked.events).toEqual([
      { type: 'DeviceRevoked', data: { certificates: ['first', 'second'], reason: '丢失' } },
    ]);
    const { when } = given(enrol, certify('first'), { type: 'revoke' });
    expect(when(report(1)).refusal?.code).toBe('device-revoked');
    expect(when(certify('late')).refusal?.code).toBe('device-revoked');
    expect(when({ type: 'revoke' })).toMatchObject({ events: [] });
  });

  it('are due for renewal sixty days before their end', () => {
    const { state } = given(enrol, certify('first'));
    expect(renewalOf(enrolled(state))).toBe('2028-09-24T00:00:00.000Z');
  });

  it('let nobody speak that are not in use', () => {
    expect(given(enrol, certify('first')).when(report(0, {}, 'other')).refusal?.code).toBe('not-allowed');
  });
});

describe('a device that fetches its certificate itself', () => {
  const awaiting: DeviceCommand = {
    type: 'enrol',
    profile: { kind: 'kiosk', place: { kind: 'bank' }, serial: 'SN-1', claim: true },
  };
  const claim = (serial: string, id = 'claimed'): DeviceCommand => ({
    type: 'claim',
    serial,
    certificate: { id, expires: '2049-12-31T23:59:59.000Z' as Instant },
  });

  it('gets one for its serial number, once; the same again is the same', () => {
    const claimed = given(awaiting).when(claim('SN-1'));
    expect(isInUse(claimed.state, 'claimed')).toBe(true);
    const { when } = given(awaiting, claim('SN-1'));
    expect(when(claim('SN-1'))).toMatchObject({ events: [] });
    expect(when(claim('SN-1', 'second')).refusal?.code).toBe('claim-refused');
  });

  it('gets none for another serial number, nor where none was expected', () => {
    expect(given(awaiting).when(claim('SN-2')).refusal?.code).toBe('claim-refused');
    expect(given(enrol).when(claim('SN-1')).refusal?.code).toBe('claim-refused');
  });
});

describe('E20: a pick-up locker', () => {
  const locker = [
    { type: 'enrol', profile: { kind: 'locker', place: { kind: 'hall' } } },
    certify('first'),
  ] as const;
  const stow = (cell: string, caseNo: string): DeviceCommand => ({ type: 'stow', cell, caseNo });
  const collect = (caseNo?: string, minutes = 0): DeviceCommand => ({
    type: 'collect',
    now: after(minutes),
    ...(caseNo === undefined ? {} : { caseNo }),
  });
  const wrong = (count: number): DeviceCommand[] =>
    Array.from({ length: count }, (_, index) => ({
      type: 'note-refusal',
      message: `wrong-${index}`,
      refusal: { code: 'wrong-code', message: '取件码不正确' },
    }));

  it('has one result a cell, and a result one cell; to put it there twice is to put it there once', () => {
    const { when } = given(...locker, stow('07', 'case-1'));
    expect(when(stow('07', 'case-1'))).toMatchObject({ events: [] });
    expect(when(stow('07', 'case-2')).refusal?.code).toBe('cell-taken');
    expect(when(stow('08', 'case-1')).refusal?.code).toBe('cell-taken');
    expect(enrolled(when(stow('08', 'case-2')).state).stowed).toEqual([
      { cell: '07', caseNo: 'case-1', since: START },
      { cell: '08', caseNo: 'case-2', since: START },
    ]);
  });

  it('opens a cell for its code once, or for the hall', () => {
    const both = [...locker, stow('07', 'case-1'), stow('08', 'case-2')];
    const { when } = given(...both);
    const taken = when(collect('case-1'));
    expect(taken.events).toEqual([{ type: 'ResultCollected', data: { cell: '07', caseNo: 'case-1' } }]);
    expect(enrolled(taken.state)).toMatchObject({ collected: { cell: '07' }, stowed: [{ cell: '08' }] });
    expect(given(...both, collect('case-1')).when(collect('case-1')).refusal?.code).toBe('wrong-code');
    expect(enrolled(when({ type: 'remove', cell: '08' }).state).stowed).toMatchObject([{ cell: '07' }]);
    expect(when({ type: 'remove', cell: '09' }).refusal?.code).toBe('not-found');
  });

  it('lets nobody try all codes: after five wrong ones none is right for an hour', () => {
    const { when } = given(...locker, stow('07', 'case-1'), ...wrong(4));
    expect(when(collect('case-1')).refusal).toBeUndefined();
    const guessed = given(...locker, stow('07', 'case-1'), ...wrong(5));
    expect(guessed.when(collect('case-1', 59)).refusal?.code).toBe('too-many-codes');
    expect(guessed.when(collect('case-1', 60)).refusal).toBeUndefined();
  });

  it('keeps what lies in it when it gets new certificates; no other device has cells', () => {
    const [enrolment] = locker;
    const again = given(...locker, stow('07', 'case-1'), { type: 'revoke' }, enrolment);
    expect(enrolled(again.state)).toMatchObject({ status: 'enrolled', stowed: [{ cell: '07' }] });
    expect(given(enrol, certify('first')).when(stow('07', 'case-1')).refusal?.code).toBe('not-found');
  });
});

describe('B18: a camera', () => {
  const camera: DeviceCommand = {
    type: 'enrol',
    profile: { kind: 'camera', zone: 'A', place: { kind: 'hall' }, feed: 'https://nvr.example/1' },
  };
  const watch: DeviceCommand = { type: 'watch', purpose: 'complaint', about: 'S1' };

  it('knows who looked at it and why, also after it was enrolled again', () => {
    const watched = given(camera, certify('first'), watch);
    const seen = [{ at: START, by: 'admin', purpose: 'complaint', about: 'S1' }];
    expect(enrolled(watched.state).viewings).toEqual(seen);
    const again = given(camera, certify('first'), watch, { type: 'revoke' }, camera);
    expect(enrolled(again.state).viewings).toEqual(seen);
    expect(given(enrol, certify('first')).when(watch).refusal?.code).toBe('not-found');
  });

  it('lists the last two hundred who looked', () => {
    const { state } = given(camera, ...Array.from({ length: 201 }, () => watch));
    expect(enrolled(state).viewings).toHaveLength(200);
  });
});

describe('a message that was refused', () => {
  const refuse = (message: string, code = 'window-not-open'): DeviceCommand => ({
    type: 'note-refusal',
    message,
    refusal: { code, message: '窗口没有开放' },
  });

  it('is told the same ever after', () => {
    const { state, when } = given(enrol, certify('first'), refuse('m1'));
    expect(refusalOf(enrolled(state), 'm1')).toEqual({ code: 'window-not-open', message: '窗口没有开放' });
    expect(refusalOf(enrolled(state), 'm2')).toBeUndefined();
    expect(when(refuse('m1', 'other')).events).toEqual([]);
  });

  it('is kept among the last two hundred', () => {
    const many = Array.from({ length: 201 }, (_, index) => refuse(`m${index}`));
    const device = enrolled(given(enrol, certify('first'), ...many).state);
    expect(['m0', 'm1', 'm200'].map((id) => refusalOf(device, id) !== undefined)).toEqual([
      false,
      true,
      true,
    ]);
  });
});

describe('what it says of itself', () => {
  it('is written down when it tells something new, and every half hour as a sign of life', () => {
    const { when } = given(enrol, certify('first'), report(0));
    expect(when(report(10)).events).toEqual([]);
    expect(when(report(10, { spool: 7 })).events).toEqual([]);
    for (const change of [{ paper: 'low' }, { version: '1.0.1' }, { online: false }])
      expect(typesOf(when(report(10, change)).events)).toEqual(['DeviceReported']);
    expect(typesOf(when(report(30)).events)).toEqual(['DeviceReported']);
  });

  it('C46: gives the share of the time in which it was there', () => {
    const { state } = given(enrol, certify('first'), report(0), report(30), report(60, { online: false }));
    expect(uptimeOf(enrolled(state), after(120))).toBe(0.5);
    const silent = given(enrol, certify('first'), report(0));
    expect(isOnline(enrolled(silent.state), after(89))).toBe(true);
    expect(isOnline(enrolled(silent.state), after(90))).toBe(false);
  });

  it('tells what somebody has to see to: the line, the paper, the messages kept, the certificate', () => {
    const needs = (change: object, minutes = 1) => {
      const { state } = given(enrol, certify('first')).when(report(0, change));
      return needsOf(enrolled(state), after(minutes));
    };
    expect(needs({ paper: 'ok' })).toEqual([]);
    expect(needs({ paper: 'low' })).toEqual(['paper-low']);
    expect(needs({ paper: 'out', spool: 20 })).toEqual(['paper-out', 'backlog']);
    expect(needs({ online: false, paper: 'low' })).toEqual(['offline', 'paper-low']);
    expect(needs({}, 90)).toEqual(['offline']);
    const day = 24 * 60;
    expect(needs({}, 700 * day)).toEqual(['offline', 'certificate']);
    expect(needsOf(enrolled(given(enrol).state), after(0))).toEqual([]);
    const revoked = given(enrol, certify('first'), report(0, { paper: 'out' }), { type: 'revoke' });
    expect(needsOf(enrolled(revoked.state), after(1))).toEqual([]);
  });

  it('costs at most one commit in half an hour while nothing changes, however often it is said', () => {
    const minutes = fc.array(fc.integer({ min: 0, max: 600 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(minutes, (said) => {
        const sorted = said.toSorted((one, other) => one - other);
        let { state } = given(enrol, certify('first'));
        let written = 0;
        for (const minute of sorted) {
          const command = report(minute);
          const decided = deviceAggregate.decider.decide(command, state);
          if (!decided.ok) throw new Error(decided.refusal.code);
          written += decided.value.length;
          const meta = { at: after(minute), actor, version: 0 };
          state = decided.value.reduce(
            (now, event) => deviceAggregate.decider.evolve(now, event, meta),
            state,
          );
        }
        const span = (sorted.at(-1) ?? 0) - (sorted[0] ?? 0);
        expect(written).toBeLessThanOrEqual(1 + Math.floor(span / 30));
        const share = uptimeOf(enrolled(state), after(600));
        expect(share === undefined || (share >= 0 && share <= 1)).toBe(true);
      }),
    );
  });
});
