import type { EvaluationChannel } from '../../shared/codes/channels.ts';
import type { EvaluationBody } from '../../shared/contracts/evaluations.ts';
import {
  evaluationAggregate,
  type Evaluations,
  type EvaluateCommand,
} from '../../shared/domain/evaluation/evaluation.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import type { VaultRef } from '../../shared/kernel/ids.ts';
import type { Day } from '../../shared/kernel/instant.ts';
import type { Envelope } from '../../shared/ports/handle-command.ts';
import { commitWritten } from '../runtime/commit-written.ts';
import type { Deps } from '../runtime/deps.ts';
import { nameOf } from '../runtime/digest.ts';
import { loadHall } from '../runtime/hall.ts';
import { Texts } from '../runtime/texts.ts';
import { ratedAct, type Rated } from './acts.ts';

/** An evaluator stands at the window; a citizen says where he or she is. */
const channelOf = ({ roles }: Actor, { channel = 'mobile' }: EvaluationBody): EvaluationChannel =>
  roles.includes('device') ? 'hall-tablet' : channel;

const commandOf = (
  actor: Actor,
  body: EvaluationBody,
  { act }: Rated,
  texts: Texts,
): Omit<EvaluateCommand, 'now' | 'calendar' | 'settings'> => ({
  type: 'evaluate',
  act,
  by: actor.sub,
  channel: channelOf(actor, body),
  overall: { grade: body.grade, tags: body.tags },
  ...(body.backOffice ? { back: body.backOffice } : {}),
  ...(body.comment ? { comment: texts.written('comment', body.comment) } : {}),
  anonymous: body.anonymous,
  again: body.again,
});

/** One evaluation of a case, or of a number of that day, by whoever the actor is. */
export const evaluate = async (
  deps: Pick<Deps, 'streams' | 'secret' | 'vault'>,
  actor: Actor,
  body: EvaluationBody,
  day: Day,
  envelope: Envelope,
): Promise<{ given: Evaluations['given'][number]; version: number }> => {
  const rated = await ratedAct(deps, actor, body, day);
  const { calendar, settings } = await loadHall(deps, actor.tenant);
  const texts = new Texts(`text:evaluation:${nameOf(deps.secret, envelope.key)}` as VaultRef);
  const command = { ...commandOf(actor, body, rated, texts), now: envelope.at, calendar, settings };
  const written = { envelope, command, texts };
  const { stream } = rated;
  const { state, version } = await commitWritten(deps, actor.tenant, evaluationAggregate, stream, written);
  const given = state.given.at(-1);
  if (!given) throw new Error(`no evaluation in ${stream}`);
  return { given, version };
};
