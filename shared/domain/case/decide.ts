import {
  assign,
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
import { answer, orderCard, raiseCards, urge } from './supervise.ts';
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
import { checkIn, missSummons, withSummons } from './summons.ts';
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
  assign,
  review,
  verify,
  'start-procedure': startProcedure,
  'finish-procedure': finishProcedure,
  extend,
  forward,
  decide: decideCase,
  produce,
  deliver,
  'check-in': checkIn,
  'miss-summons': missSummons,
  'move-dues': moveDues,
  'raise-cards': raiseCards,
  urge,
  'order-card': orderCard,
  'acknowledge-card': answer,
  'reply-card': answer,
};

/** One function per act; the table has them all or does not compile. */
const act = <Act extends CaseAct>(type: Act, command: CommandOf<Act>, state: OpenedCase): Decision =>
  ACTS[type](command, state);

/** The rules of a case: what the command makes of it, or which rule refuses it. Pure. */
export const decide = (command: CaseCommand, state: CaseState): Decision => {
  if (command.type === 'receive') {
    if (state.status !== 'none') return refused(refusal('wrong-status', '该办件已收件'));
    const received = receive(command);
    return received.ok ? ok(withSummons(command, command.matter, received.value)) : received;
  }
  if (state.status === 'none') return refused(refusal('not-found', '没有该办件'));
  const why = guard(command.type, state, command.actor, command.now);
  if (why) return refused(why);
  const decided = act(command.type, command, state);
  if (!decided.ok) return decided;
  const events = withSummons(command, state.received.matter, decided.value);
  return ok(withCards(command, state, events));
};
