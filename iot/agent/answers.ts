import type { z } from 'zod';
import { DownCall, DownEvaluation, DownTicket } from '../../shared/contracts/mqtt.ts';

const ANSWERS = { ticket: DownTicket, call: DownCall, evaluation: DownEvaluation } as const;
type AnsweredKind = keyof typeof ANSWERS;

export type Answer = z.infer<(typeof ANSWERS)[AnsweredKind]>;

/** What the hall answers on `down/{kind}`; undefined when it is no answer that this program understands. */
export const answerOf = (kind: string, payload: unknown): Answer | undefined =>
  Object.hasOwn(ANSWERS, kind) ? ANSWERS[kind as AnsweredKind].safeParse(payload).data : undefined;
