import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Subject, TenantCode } from '../../kernel/ids.ts';
import { epochMsOf, instantOf, type Instant } from '../../kernel/instant.ts';
import { specOf } from '../spec.test-support.ts';
import type { QueueCommand } from './commands.ts';
import { OFFLINE_LEASE, OFFLINE_NUMBERS } from './numbers.ts';
import { queueAggregate } from './queue.ts';
import { DEFAULT_QUEUE_RULES } from './rules.ts';

const zone = {
  code: 'A',
  prefix: 'A',
  services: [{ code: 'a', name: '甲' }],
  windows: [{ id: 'A01', services: ['a'] }],
};
const START = '2026-11-23T01:00:00.000Z' as Instant;
const after = (minutes: number): Instant => instantOf(epochMsOf(START) + minutes * 60_000);
const context = (now: Instant) => ({ now, zone, rules: DEFAULT_QUEUE_RULES });
const actor = { sub: '411323-kiosk' as Subject, roles: ['device'], tenant: '411323' as TenantCode } as const;
const { given } = specOf(queueAggregate.decider, (command: QueueCommand) => ({ at: command.now, actor }));

const lease = (device: string): QueueCommand => ({ type: 'lease-offline', device, ...context(START) });
const issue = (minutes: number): QueueCommand => ({
  type: 'issue',
  service: 'a',
  lane: 'walk-in',
  ...context(after(minutes)),
});
const takeIn = (no: string, device: string, taken: number, now = 60): QueueCommand => ({
  type: 'take-in',
  no,
  device,
  takenAt: after(taken),
  service: 'a',
  lane: 'walk-in',
  ...context(after(now)),
});
const FIRST = OFFLINE_NUMBERS.first;

describe('numbers that a kiosk prints while its line is cut', () => {
  it('are leased to one kiosk each, once a day', () => {
    const { state, when } = given(lease('one'), lease('two'));
    const [one, two] = [state.offline.get('one'), state.offline.get('two')];
    expect(one).toEqual({ device: 'one', first: FIRST, last: FIRST + OFFLINE_LEASE - 1 });
    expect(two?.first).toBe(FIRST + OFFLINE_LEASE);
    expect(when(lease('one')).events).toEqual([]);
  });

  it('are taken in from the kiosk that leased them and from nobody else', () => {
    const { when } = given(lease('one'), lease('two'));
    expect(when(takeIn(`A${FIRST}`, 'one', 5)).refusal).toBeUndefined();
    for (const command of [
      takeIn(`A${FIRST}`, 'two', 5),
      takeIn(`A${FIRST}`, 'three', 5),
      takeIn('A001', 'one', 5),
      takeIn(`B${FIRST}`, 'one', 5),
      takeIn(`A0${FIRST}`, 'one', 5),
      takeIn(`A${FIRST}.5`, 'one', 5),
    ])
      expect(when(command).refusal?.code, JSON.stringify(command)).toBe('not-leased');
  });

  it('are taken in once', () => {
    const { when } = given(lease('one'), takeIn(`A${FIRST}`, 'one', 5));
    expect(when(takeIn(`A${FIRST}`, 'one', 5)).refusal?.code).toBe('number-used');
  });

  it('stand where they would have stood: by the time at which they were printed', () => {
    const { state } = given(
      lease('one'),
      { type: 'open', window: 'A01', ...context(START) },
      issue(1),
      issue(10),
      takeIn(`A${FIRST}`, 'one', 5),
    );
    expect([...state.lines.values()]).toEqual(['A001', `A${FIRST}`, 'A002']);
    expect(state.tickets.get(`A${FIRST}`)?.issuedAt).toBe(after(5));
  });

  it('never meet a number that the hall gives, whatever is mixed', () => {
    const steps = fc.array(
      fc.oneof(
        fc.record({ kind: fc.constant('issue' as const), minute: fc.nat(60) }),
        fc.record({
          kind: fc.constant('take-in' as const),
          device: fc.constantFrom('one', 'two'),
          offset: fc.nat(OFFLINE_LEASE * 2),
        }),
      ),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(steps, (all) => {
        let { state } = given(lease('one'), lease('two'));
        const given_: string[] = [];
        for (const [version, step] of all.entries()) {
          const command =
            step.kind === 'issue' ? issue(step.minute) : takeIn(`A${FIRST + step.offset}`, step.device, 0);
          const decided = queueAggregate.decider.decide(command, state);
          if (!decided.ok) continue;
          for (const event of decided.value) {
            if (event.type === 'TicketIssued') given_.push(event.data.no);
            state = queueAggregate.decider.evolve(state, event, { at: command.now, actor, version });
          }
        }
        expect(new Set(given_).size).toBe(given_.length);
        expect(state.tickets.size).toBe(given_.length);
        const online = given_.filter((no) => Number(no.slice(1)) < FIRST);
        expect(online).toEqual(online.map((_, index) => `A${String(index + 1).padStart(3, '0')}`));
      }),
      { numRuns: 300 },
    );
  });
});

describe('a caller on the desk', () => {
  it('acts for whoever sits there: the clerk is rated, not the device', () => {
    const clerk = { ...actor, sub: 'wang' as Subject, roles: ['clerk'] as const };
    const device = { ...actor, device: 'caller-1' };
    const { evolve, initial } = queueAggregate.decider;
    const at = (version: number, who: typeof clerk | typeof device) => ({ at: START, actor: who, version });
    const state = [
      { event: { type: 'WindowOpened', data: { window: 'A01', services: ['a'] } }, who: clerk },
      { event: { type: 'TicketIssued', data: { no: 'A001', service: 'a', lane: 'walk-in' } }, who: device },
      { event: { type: 'TicketCalled', data: { no: 'A001', window: 'A01' } }, who: device },
      { event: { type: 'ServiceFinished', data: { no: 'A001', window: 'A01' } }, who: device },
    ].reduce((before, { event, who }, version) => evolve(before, event as never, at(version, who)), initial);
    expect(state.tickets.get('A001')?.servedBy).toBe('wang');
  });
});
