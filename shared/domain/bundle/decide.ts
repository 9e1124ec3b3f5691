import { ok, refuse } from '../../kernel/result.ts';
import type { Decider } from '../decider.ts';
import { act } from './acts.ts';
import type { BundleCommand, BundleRecord } from './commands.ts';
import { endOfCase } from './ending.ts';
import type { BundleEvent } from './events.ts';
import { evolveBundle } from './evolve.ts';
import { open } from './opening.ts';
import { moveJointDues } from './move-dues.ts';
import type { BundleRefusal, Decision } from './refusals.ts';
import {
  caseNamed,
  hasEnded,
  initialBundle,
  isCalledOff,
  isReady,
  type BundleCase,
  type BundleState,
  type OpenedBundle,
} from './state.ts';

const nothing: Decision = ok([]);
const refused = (message: string): Decision => refuse('wrong-status', message);

/** The number is what makes an opening happen once: it is given under the bundle's own lock, the version. */
const numberCase = (
  { name, caseNo }: Extract<BundleRecord, { type: 'number-case' }>,
  state: OpenedBundle,
  found: BundleCase,
): Decision => {
  if (found.caseNo !== undefined) return nothing;
  return isReady(state, found)
    ? ok([{ type: 'CaseNumbered', data: { name, caseNo } }])
    : refused('在先事项尚未准予，或申请已撤回，不能开办此件');
};

const recordFailure = (
  { name, code, message }: Extract<BundleRecord, { type: 'record-failure' }>,
  state: OpenedBundle,
  found: BundleCase,
): Decision => {
  if (found.status !== 'opening' && !isReady(state, found)) return nothing;
  if (isCalledOff(state)) return ok(endOfCase(state, { type: 'CaseDropped', data: { name } }, name, false));
  return ok([{ type: 'OpeningFailed', data: { name, code, message } }]);
};

const record = (command: BundleRecord, state: OpenedBundle): Decision => {
  if (command.type === 'move-dues') return moveJointDues(command, state);
  const found = caseNamed(state, command.name);
  if (!found) return refuse('not-found', '联办件中没有这一事项');
  switch (command.type) {
    case 'number-case':
      return numberCase(command, state, found);
    case 'record-opened':
      return found.status === 'opening'
        ? ok([{ type: 'CaseOpened', data: { name: command.name } }])
        : nothing;
    case 'record-failure':
      return recordFailure(command, state, found);
    case 'record-end': {
      if (hasEnded(found)) return nothing;
      if (found.caseNo === undefined) return refused('此件尚未开办');
      const { name, outcome, result } = command;
      const data = { name, outcome, ...(result ? { result } : {}) };
      return ok(endOfCase(state, { type: 'CaseEnded', data }, name, outcome === 'approved'));
    }
    case 'await-case':
      return found.tokens.includes(command.token)
        ? nothing
        : ok([{ type: 'CaseAwaited', data: { name: command.name, token: command.token } }]);
    default:
      return command satisfies never;
  }
};

const isRecord = (command: Exclude<BundleCommand, { type: 'open' }>): command is BundleRecord =>
  !('actor' in command);

const decide = (command: BundleCommand, state: BundleState): Decision => {
  if (command.type === 'open') {
    return state.status === 'none' ? open(command) : refused('该联办件已收件');
  }
  if (state.status === 'none') return refuse('not-found', '没有该联办件');
  return isRecord(command) ? record(command, state) : act(command, state);
};

const decider: Decider<BundleState, BundleCommand, BundleEvent, BundleRefusal> = {
  initial: initialBundle,
  decide,
  evolve: evolveBundle,
  upcasters: {
    BundleOpened: [],
    BundleAccepted: [],
    MaterialsAdded: [],
    CaseNumbered: [],
    CaseOpened: [],
    OpeningFailed: [],
    OpeningRetried: [],
    CaseDropped: [],
    CaseEnded: [],
    CasesBlocked: [],
    BundleWithdrawn: [],
    RemainderDecided: [],
    LimitExtended: [],
    JointDuesMoved: [],
    ReviewCalled: [],
    ReviewSigned: [],
    ReviewConcluded: [],
    BundleDelivered: [],
    CaseAwaited: [],
    BundleConcluded: [],
  },
};

/** 联办件: one stream per application for a theme. */
export const bundleAggregate = { name: 'bundle', decider } as const;
