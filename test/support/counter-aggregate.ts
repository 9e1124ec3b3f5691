import type { Decider } from '../../shared/domain/decider.ts';
import { ok, refuse, type Refusal } from '../../shared/kernel/result.ts';
import type { AggregateOf } from '../../shared/ports/handle-command.ts';

/** A small aggregate for tests of the machinery: adds, closes once, refuses to add when closed. */
export type CounterEvent =
  | { readonly type: 'Added'; readonly data: { readonly by: number } }
  | { readonly type: 'Closed'; readonly data: Readonly<Record<string, never>> };

export type CounterCommand = { readonly type: 'add'; readonly by: number } | { readonly type: 'close' };

export interface CounterState {
  readonly sum: number;
  readonly closed: boolean;
}

type CounterRefusal = Refusal<'counter-closed' | 'not-positive'>;

const decider: Decider<CounterState, CounterCommand, CounterEvent, CounterRefusal> = {
  initial: { sum: 0, closed: false },
  decide: (command, state) => {
    switch (command.type) {
      case 'add':
        if (state.closed) return refuse('counter-closed', '已关闭');
        if (command.by <= 0) return refuse('not-positive', '须为正数');
        return ok([{ type: 'Added', data: { by: command.by } }]);
      case 'close':
        return ok(state.closed ? [] : [{ type: 'Closed', data: {} }]);
    }
  },
  evolve: (state, event) => {
    switch (event.type) {
      case 'Added':
        return { ...state, sum: state.sum + event.data.by };
      case 'Closed':
        return { ...state, closed: true };
    }
  },
  upcasters: { Added: [], Closed: [] },
};

export const counter: AggregateOf<CounterState, CounterCommand, CounterEvent, CounterRefusal> = {
  name: 'window',
  decider,
};
