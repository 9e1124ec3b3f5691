import { z } from '@hono/zod-openapi';
import { TenantParam } from '../../shared/contracts/common.ts';
import { evaluationAggregate } from '../../shared/domain/evaluation/evaluation.ts';
import type { FollowUpAct } from '../../shared/domain/evaluation/follow-up-acts.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import type { Envelope } from '../../shared/ports/handle-command.ts';
import { commitWritten } from '../runtime/commit-written.ts';
import type { Deps } from '../runtime/deps.ts';
import { loadHall } from '../runtime/hall.ts';
import { notFound } from '../runtime/problems.ts';
import type { EvaluationRow } from '../runtime/served-rows.ts';
import type { Texts } from '../runtime/texts.ts';
import { streamOf } from './present.ts';

export const EvaluationParams = z.object({
  tenant: TenantParam,
  id: z.string().regex(/^(case|ticket)\.[0-9A-Za-z.-]{1,80}$/, '不是评价编号'),
});

/** 电子监察 and 有诉即办 follow bad ratings up. */
export const FOLLOWERS = ['supervisor', 'grievance'] as const;

/** The evaluations of a service act, from their own stream. */
export const getEvaluation = async (deps: Deps, tenant: TenantCode, id: string): Promise<EvaluationRow> => {
  const stream = streamOf(id);
  const { state, position } = await deps.streams.load(tenant, evaluationAggregate, stream);
  if (state.given.length === 0) throw notFound();
  return { id: stream, version: position.version, state };
};

/** Does one act on a bad rating; what was written goes into the vault before it. */
export const followUp = async (
  deps: Deps,
  actor: Actor,
  id: string,
  envelope: Envelope,
  act: FollowUpAct,
  texts: Texts,
): Promise<EvaluationRow> => {
  const { tenant, sub: by } = actor;
  const stream = streamOf(id);
  const { calendar, settings } = await loadHall(deps, tenant);
  const written = { envelope, command: { ...act, by, calendar, settings }, texts };
  const { state, version } = await commitWritten(deps, tenant, evaluationAggregate, stream, written);
  return { id: stream, version, state };
};
