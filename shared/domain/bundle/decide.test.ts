import { describe, expect, it } from 'vitest';
import {
  after,
  ALL_GRANTED,
  by,
  citizen,
  ended,
  eventsOf,
  failed,
  numbered,
  opening,
  refusalOf,
  through,
  typesOf,
} from './bundle.test-support.ts';

const withdraw = by(citizen, { type: 'withdraw' });

describe('what the clockwork of a bundle records', () => {
  it('a case is numbered when everything before it is granted, once', () => {
    expect(typesOf(after(opening()), numbered('执照'))).toEqual(['CaseNumbered']);
    expect(typesOf(after(opening(), numbered('执照')), numbered('执照'))).toEqual([]);
    expect(refusalOf(after(opening(), numbered('执照')), numbered('食品'))).toBe('wrong-status');
    expect(typesOf(after(opening(), ...through('执照')), numbered('食品'))).toEqual(['CaseNumbered']);
  });

  it('an opening is noted once', () => {
    const opened = { type: 'record-opened', name: '执照' } as const;
    expect(typesOf(after(opening(), numbered('执照')), opened)).toEqual(['CaseOpened']);
    expect(typesOf(after(opening(), numbered('执照'), opened), opened)).toEqual([]);
  });

  it('the end of a case is noted once, with what it issued', () => {
    const result = { name: '营业执照', number: '1' };
    const end = { ...ended('执照'), result } as const;
    expect(eventsOf(after(opening(), numbered('执照')), end)).toMatchObject([
      { type: 'CaseEnded', data: { outcome: 'approved', result } },
    ]);
    expect(typesOf(after(opening(), ...through('执照')), ended('执照'))).toEqual([]);
    expect(refusalOf(after(opening()), ended('执照'))).toBe('wrong-status');
  });

  it.each(['refused', 'declined', 'withdrawn'] as const)(
    'a %s case stops what waits for it and nothing else',
    (outcome) => {
      expect(eventsOf(after(opening(), numbered('执照')), ended('执照', outcome)).at(-1)).toEqual({
        type: 'CasesBlocked',
        data: { names: ['食品', '招牌'] },
      });
    },
  );

  it('C25 一次办结: the last end is the one reply for all of it', () => {
    expect(after(...ALL_GRANTED)).toMatchObject({ status: 'concluded', outcome: 'approved' });
    const partly = after(opening(), ...through('执照', 'refused'), ...through('烟草'));
    expect(partly).toMatchObject({ status: 'concluded', outcome: 'partly' });
    const none = after(opening(), ...through('执照', 'refused'), ...through('烟草', 'withdrawn'));
    expect(none).toMatchObject({ status: 'concluded', outcome: 'refused' });
  });

  it('the joint clock stops with the last end', () => {
    expect(after(...ALL_GRANTED).clock?.endedAt).toBeDefined();
  });

  it('a failed opening is counted; with a number or when it could not even get one', () => {
    expect(after(opening(), failed('执照')).cases[0]).toMatchObject({ attempts: 1, status: 'planned' });
    expect(after(opening(), numbered('执照'), failed('执照')).cases[0]).toMatchObject({
      attempts: 1,
      failure: { code: 'not-delegated' },
    });
  });

  it('nothing fails that is not to be opened now', () => {
    expect(typesOf(after(opening()), failed('食品'))).toEqual([]);
    expect(typesOf(after(opening(), ...through('执照')), failed('执照'))).toEqual([]);
  });

  it('a failed opening that nobody wants any more is given up', () => {
    const calledOff = after(opening(), numbered('执照'), withdraw);
    expect(typesOf(calledOff, failed('执照'))).toEqual(['CaseDropped', 'BundleConcluded']);
  });

  it('a token is kept once; also when the case is over, so that a lost answer can be told again from the log', () => {
    const awaiting = { type: 'await-case', name: '执照', token: 't' } as const;
    expect(typesOf(after(opening()), awaiting)).toEqual(['CaseAwaited']);
    expect(typesOf(after(opening(), awaiting), awaiting)).toEqual([]);
    expect(typesOf(after(opening(), ...through('执照')), awaiting)).toEqual(['CaseAwaited']);
  });

  it('of a case that is none nothing is recorded', () => {
    expect(refusalOf(after(opening()), failed('别的'))).toBe('not-found');
  });
});
