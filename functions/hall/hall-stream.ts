import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { TenantParam } from '../../shared/contracts/common.ts';
import { TENANT_STREAM, tenantAggregate, type TenantCommand } from '../../shared/domain/tenant/decide.ts';
import type { OpenHall } from '../../shared/domain/tenant/state.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import type { AppEnv } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { envelopeOf, etagOf } from '../runtime/envelope.ts';
import { notFound, RefusedError } from '../runtime/problems.ts';

export const HallParams = z.object({ tenant: TenantParam });

/** The hall from its own stream; 404 when nobody opened it. */
export const getHall = async (deps: Deps, tenant: TenantCode) => {
  const { state, position } = await deps.streams.load(tenant, tenantAggregate, TENANT_STREAM);
  if (state.status === 'none') throw notFound();
  return { hall: state, version: position.version };
};

/** Changes the caller's own hall. */
export const change = async (
  c: Context<AppEnv>,
  deps: Deps,
  body: unknown,
  command: TenantCommand,
): Promise<OpenHall> => {
  const actor = c.get('actor');
  const envelope = envelopeOf(c, deps, actor, body);
  const result = await deps.streams.execute(actor.tenant, tenantAggregate, TENANT_STREAM, envelope, command);
  if (!result.ok) throw new RefusedError(result.refusal);
  const { state, version } = result.value;
  if (state.status === 'none') throw notFound();
  c.header('etag', etagOf(version));
  return state;
};
