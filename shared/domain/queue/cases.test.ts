import { describe, expect, it } from 'vitest';
import type { CaseNo } from '../../kernel/ids.ts';
import { specOf } from '../spec.test-support.ts';
import { queueAggregate } from './queue.ts';
import { at, metaOf, type BareCommand } from './queue.test-support.ts';

const { given } = specOf(queueAggregate.decider, metaOf);
const [FIRST, SECOND] = ['41132320261123000001', '41132320261123000002'] as CaseNo[] as [CaseNo, CaseNo];

const takes = (further: readonly string[] = []): BareCommand => ({
  type: 'issue',
  service: 's1',
  lane: 'walk-in',
  further,
});
const does = (type: 'open' | 'call-next' | 'finish' | 'close', window = 'A01'): BareCommand => ({
  type,
  window,
});
const links = (caseNo: CaseNo, no = 'A001'): BareCommand => ({ type: 'link-case', no, caseNo });
const after = (...commands: readonly BareCommand[]) =>
  given(...commands.map((command, minute) => at(minute, command)));
const casesOf = (events: ReturnType<ReturnType<typeof after>['when']>['events']) =>
  events.flatMap((event) => (event.type === 'ServiceFinished' ? [event.data.cases] : []));

describe('a number and the cases that were handed in under it', () => {
  it('carries each of them once, also where the clerk just calls the next one', () => {
    const called = after(takes(), takes(), does('open'), does('call-next'), links(FIRST), links(FIRST));
    const { state, events } = called.when(at(9, does('call-next')));
    expect(casesOf(events)).toEqual([[FIRST]]);
    expect(state.tickets.get('A001')).toMatchObject({ status: 'done', cases: [FIRST] });
    const named = called.when(at(9, { type: 'finish', window: 'A01', cases: [FIRST, SECOND] }));
    expect(named.state.tickets.get('A001')?.cases).toEqual([FIRST, SECOND]);
  });

  it('gets to know one that is told late, and ends no service twice with the same', () => {
    const done = after(takes(), does('open'), does('call-next'), does('finish'), links(FIRST));
    expect(done.state.tickets.get('A001')).toMatchObject({ status: 'done', cases: [FIRST] });
    const visit = after(
      takes(['s3']),
      does('open'),
      does('call-next'),
      links(FIRST),
      does('finish'),
      does('open', 'A03'),
      does('call-next', 'A03'),
      links(SECOND),
    ).when(at(20, does('finish', 'A03')));
    expect(casesOf(visit.events)).toEqual([[SECOND]]);
    expect(visit.state.tickets.get('A001')?.cases).toEqual([FIRST, SECOND]);
  });

  it('is not ended with the cases of the number before it, which the clerk had in view', () => {
    const next = after(takes(), takes(), does('open'), does('call-next'), does('call-next'));
    const ends = (no: string) => next.when(at(9, { type: 'finish', window: 'A01', no, cases: [FIRST] }));
    expect(ends('A001').refusal?.code).toBe('wrong-status');
    expect(ends('A002').state.tickets.get('A002')).toMatchObject({ status: 'done', cases: [FIRST] });
  });

  it('is a number of that day', () => {
    expect(after(takes()).when(at(1, links(FIRST, 'A002'))).refusal?.code).toBe('not-found');
  });
});
