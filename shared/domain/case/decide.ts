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
import { acknowledgeCard, orderCard, raiseCards, replyCard, urge } from './supervise.ts';
import { guard } from './guards.ts';
import { moveDues } from './move-dues.ts';
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
import { ok } from '../../kernel/result.ts';
import { refusal, refused, type Decision } from './refusals.ts';
import { withCards } from './settle.ts';
import type { CaseState, OpenedCase } from './state.ts';

type CommandOf<Act extends CaseAct> = Extract<CaseCommand, { type: Act }>;

const ACTS: { readonly [Act in CaseAct]: (command: CommandOf<Act>, state: OpenedCase) => Decision } = {
  accept,
  'deem-accepted': deemAccepted,
  'request-supplement': requestSupplement,
  supplement,
  decline,
  withdraw,
  lapse,
  claim,
  review,
  verify,
  'start-procedure': startProcedure,
  'finish-procedure': finishProcedure,
  extend,
  forward,
  decide: decideCase,
  produce,
  deliver,
  'move-dues': moveDues,
  'raise-cards': raiseCards,
  urge,
  'order-card': orderCard,
  'acknowledge-card': acknowledgeCard,
  'reply-card': replyCard,
};

/** One function per act; the table has them all or does not compile. */
const act = <Act extends CaseAct>(type: Act, command: CommandOf<Act>, state: OpenedCase): Decision =>
  ACTS[type](command, state);

/** The rules of a case: what the command makes of it, or which rule refuses it. Pure. */
export const decide = (command: CaseCommand, state: CaseState): Decision => {
  if (command.type === 'receive') {
    return state.status === 'none' ? receive(command) : refused(refusal('wrong-status', '该办件已收件'));
  }
  if (state.status === 'none') return refused(refusal('not-found', '没有该办件'));
  const why = guard(command.type, state, command.actor, command.now);
  if (why) return refused(why);
  const decided = act(command.type, command, state);
  return decided.ok ? ok(withCards(command, state, decided.value)) : decided;
};
