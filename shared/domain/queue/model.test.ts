import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minutesLater } from './queue.test-support.ts';
import { WINDOW_ACTS } from './commands.ts';
import { LANES } from './numbers.ts';
import { OracleQueue } from './oracle.test-support.ts';
import { queueAggregate } from './queue.ts';
import { at, metaAt, type BareCommand } from './queue.test-support.ts';
import type { QueueState } from './state.ts';
import type { QueueCommand } from './commands.ts';

const SEQUENCES = Number(process.env['QUEUE_SEQUENCES'] ?? 2_000);
const { decider } = queueAggregate;

const service = fc.constantFrom('s1', 's2', 's3', 'none');
const window = fc.constantFrom('A01', 'A02', 'A03', 'A04', 'A99');
const number = fc.constantFrom('A001', 'A002', 'A003', 'A005', 'A701', 'A901', 'A902');

const issued: fc.Arbitrary<BareCommand> = fc
  .record({
    lane: fc.constantFrom(...LANES, 'walk-in' as const),
    service,
    further: fc.option(fc.array(fc.constantFrom('s1', 's2', 's3'), { maxLength: 2 }), { nil: undefined }),
    slot: fc.option(fc.integer({ min: 0, max: 240 }), { nil: undefined }),
  })
  .map(({ lane, service: code, further, slot }) => ({
    type: 'issue',
    lane,
    service: code,
    ...(further ? { further } : {}),
    ...(lane === 'appointment' && slot !== undefined ? { slotAt: minutesLater(slot) } : {}),
  }));

const act: fc.Arbitrary<BareCommand> = fc
  .record({
    type: fc.constantFrom(...WINDOW_ACTS, ...(['call-next', 'call-next', 'open', 'skip'] as const)),
    window,
    service: fc.option(service, { nil: undefined }),
    to: fc.option(window, { nil: undefined }),
    services: fc.option(fc.uniqueArray(service, { maxLength: 3 }), { nil: undefined, freq: 3 }),
  })
  .map(({ type, window: id, service: code, to, services }): BareCommand => {
    if (type === 'open') return { type, window: id, ...(services ? { services } : {}) };
    if (type !== 'transfer') return { type, window: id };
    return { type, window: id, ...(code ? { service: code } : {}), ...(to ? { to } : {}) };
  });

const command = fc.oneof(
  { weight: 4, arbitrary: issued },
  { weight: 7, arbitrary: act },
  { weight: 1, arbitrary: number.map((no): BareCommand => ({ type: 'cancel', no })) },
);

const sequence = fc.record({
  rules: fc.record({
    priorityCalls: fc.integer({ min: 0, max: 3 }),
    maxCalls: fc.integer({ min: 1, max: 3 }),
    missedPlaces: fc.integer({ min: 0, max: 3 }),
  }),
  steps: fc.array(fc.tuple(fc.constantFrom(0, 0, 1, 5, 90), command), { minLength: 10, maxLength: 60 }),
});

const apply = (state: QueueState, told: QueueCommand, version: number) => {
  const decided = decider.decide(told, state);
  if (!decided.ok) return { state, refusal: decided.refusal.code };
  const meta = metaAt(told.now, version);
  return { state: decided.value.reduce((before, event) => decider.evolve(before, event, meta), state) };
};

/** What everybody can see: every number and every window. */
const seen = ({ tickets, windows }: QueueState) => ({
  tickets: [...tickets.values()].map(({ no, status, service: code, forWindow, calls }) =>
    [no, status, code, forWindow, calls].join(' '),
  ),
  windows: [...windows.values()].map(({ id, status, current }) => `${id} ${status} ${current ?? ''}`),
});

const told = (oracle: OracleQueue) => ({
  tickets: oracle.all
    .map(({ no, status, service: code, forWindow, calls }) => [no, status, code, forWindow, calls].join(' '))
    .sort(),
  windows: [...oracle.windows]
    .map(([id, { status, current }]) => `${id} ${status} ${current?.no ?? ''}`)
    .sort(),
});

describe('the queue and a naive oracle', () => {
  it(`tell the same in ${SEQUENCES} random sequences`, { timeout: 3_600_000 }, () => {
    fc.assert(
      fc.property(sequence, ({ rules, steps }) => {
        const oracle = new OracleQueue();
        let state = decider.initial;
        let minute = 0;
        for (const [version, [later, bare]] of steps.entries()) {
          minute += later;
          const next = at(minute, bare, rules);
          const after = apply(state, next, version);
          const refusal = oracle.run(next);
          if (after.refusal !== refusal) expect(after.refusal).toBe(refusal);
          state = after.state;
          const [mine, its] = [seen(state), told(oracle)];
          if (JSON.stringify(mine) !== JSON.stringify(its)) expect(mine).toEqual(its);
        }
      }),
      { numRuns: SEQUENCES },
    );
  });
});
