import type { UpEvaluation } from '../../shared/contracts/mqtt.ts';
import { dayOf } from '../../shared/kernel/instant.ts';
import type { Deps } from '../runtime/deps.ts';
import {
  actorOfDevice,
  envelopeOfMessage,
  mustBe,
  saidAt,
  type EvaluationAnswer,
  type Speaker,
} from '../runtime/device-message.ts';
import { evaluate } from './evaluate.ts';

/** `up/evaluation` of an evaluator: of what was done at its window, on the day when it was rated. */
export const evaluateByDevice = async (
  deps: Pick<Deps, 'streams' | 'secret' | 'vault' | 'clock'>,
  speaker: Speaker,
  message: UpEvaluation,
): Promise<EvaluationAnswer> => {
  mustBe(speaker, 'evaluator');
  const { act, grade, tags, comment } = message;
  const envelope = envelopeOfMessage(deps, speaker, message);
  const body = { act, grade, tags, comment, anonymous: false, again: false };
  const day = dayOf(saidAt(message, envelope.at));
  await evaluate(deps, actorOfDevice(speaker), body, day, envelope);
  return { act };
};
