import type { Context } from 'hono';
import { postingAggregate, type Posting, type PostingCommand } from '../../shared/domain/posting/posting.ts';
import { dayOf, type Day } from '../../shared/kernel/instant.ts';
import type { AppEnv } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { envelopeOf, etagOf } from '../runtime/envelope.ts';
import { RefusedError } from '../runtime/problems.ts';

/** Runs a command on the stream of one member of staff: what is recorded after it, and the day of it. */
export const change = async (
  c: Context<AppEnv>,
  deps: Deps,
  sub: string,
  body: unknown,
  command: PostingCommand,
): Promise<{ readonly state: Posting; readonly version: number; readonly today: Day }> => {
  const actor = c.get('actor');
  const envelope = envelopeOf(c, deps, actor, body);
  const result = await deps.streams.execute(actor.tenant, postingAggregate, sub, envelope, command);
  if (!result.ok) throw new RefusedError(result.refusal);
  const { state, version, at } = result.value;
  c.header('etag', etagOf(version));
  return { state, version, today: dayOf(at) };
};
