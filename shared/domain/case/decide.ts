import {
  claim,
  decideCase,
  extend,
  finishProcedure,
  forward,
  review,
  startProcedure,
  verify,
} from './approval.ts';
import type { CaseAct, CaseCommand } from './commands.ts';
import { guard } from './guards.ts';
import {
  accept,
  decline,
  deemAccepted,
  lapse,
  receive,
  requestSupplement,
  supplement,
  withdraw,
} from './intake.ts';
import { deliver, produce } from './issuing.ts';
import { refusal, refused, type Decision } from './refusals.ts';
import type { CaseState, OpenedCase } from './state.ts';

type ActCommand = Extract<CaseCommand, { type: CaseAct }>;

const act = (command: ActCommand, state: OpenedCase): Decision => {
  switch (command.type) {
    case 'accept':
      return accept(command, state);
    case 'deem-accepted':
      return deemAccepted(command, state);
    case 'request-supplement':
      return requestSupplement(command, state);
    case 'supplement':
      return supplement(command, state);
    case 'decline':
      return decline(command, state);
    case 'withdraw':
      return withdraw(command);
    case 'lapse':
      return lapse(command, state);
    case 'produce':
      return produce(command, state);
    case 'deliver':
      return deliver(command);
    default:
      return approve(command, state);
  }
};

type Approval =
  'claim' | 'review' | 'verify' | 'start-procedure' | 'finish-procedure' | 'extend' | 'forward' | 'decide';

const approve = (command: Extract<CaseCommand, { type: Approval }>, state: OpenedCase): Decision => {
  switch (command.type) {
    case 'claim':
      return claim();
    case 'review':
      return review(command, state);
    case 'verify':
      return verify(command);
    case 'start-procedure':
      return startProcedure(command, state);
    case 'finish-procedure':
      return finishProcedure(command, state);
    case 'extend':
      return extend(command, state);
    case 'forward':
      return forward(command, state);
    case 'decide':
      return decideCase(command, state);
    default:
      return command satisfies never;
  }
};

/** The rules of a case: what the command makes of it, or which rule refuses it. Pure. */
export const decide = (command: CaseCommand, state: CaseState): Decision => {
  if (command.type === 'receive') {
    return state.status === 'none' ? receive(command) : refused(refusal('wrong-status', '该办件已收件'));
  }
  if (state.status === 'none') return refused(refusal('not-found', '没有该办件'));
  const why = guard(command.type, state, command.actor);
  return why ? refused(why) : act(command, state);
};
