import { createRoute, type z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { BundleActBodies, BundleView, type BundleActName } from '../../shared/contracts/bundles.ts';
import type { BundleAct, BundleContext } from '../../shared/domain/bundle/commands.ts';
import { bundleAggregate } from '../../shared/domain/bundle/decide.ts';
import type { OpenedBundle } from '../../shared/domain/bundle/state.ts';
import type { Actor, Role } from '../../shared/kernel/actor.ts';
import type { TenantCode, VaultRef } from '../../shared/kernel/ids.ts';
import { allow, bodyOf, jsonOf, REFUSALS, type App, type AppEnv } from '../runtime/app.ts';
import { commitWritten } from '../runtime/commit-written.ts';
import type { Deps } from '../runtime/deps.ts';
import { nameOf } from '../runtime/digest.ts';
import { envelopeOf, etagOf } from '../runtime/envelope.ts';
import { BundleParams, getBundle } from '../runtime/get-bundle.ts';
import { loadHall } from '../runtime/hall.ts';
import { notFound } from '../runtime/problems.ts';
import { Texts } from '../runtime/texts.ts';
import { presentBundle } from './present-bundle.ts';

type ActCommand<Act extends BundleActName> = Omit<
  Extract<BundleAct, { type: Act }>,
  keyof BundleContext | 'type'
>;

interface ActInput<Act extends BundleActName> {
  readonly body: z.infer<(typeof BundleActBodies)[Act]>;
  readonly texts: Texts;
  readonly actor: Actor;
  readonly tenant: TenantCode;
  readonly state: OpenedBundle;
}

export interface BundleActRoute<Act extends BundleActName> {
  readonly act: Act;
  readonly roles: readonly Role[];
  readonly summary: string;
  readonly toCommand: (input: ActInput<Act>) => ActCommand<Act> | Promise<ActCommand<Act>>;
}

const runAct = async <Act extends BundleActName>(
  c: Context<AppEnv>,
  deps: Deps,
  { act, toCommand }: BundleActRoute<Act>,
  no: string,
  body: z.infer<(typeof BundleActBodies)[Act]>,
) => {
  const actor = c.get('actor');
  const { tenant } = actor;
  const { state } = await getBundle(deps, actor, no);
  const { calendar } = await loadHall(deps, tenant);
  const envelope = envelopeOf(c, deps, actor, body);
  const texts = new Texts(`text:${no}:${nameOf(deps.secret, envelope.key)}` as VaultRef);
  const data = await toCommand({ body, texts, actor, tenant, state });
  const command = { ...data, type: act, now: envelope.at, actor, calendar } as unknown as BundleAct;
  const written = { envelope, command, texts };
  const { state: after, version, at } = await commitWritten(deps, tenant, bundleAggregate, no, written);
  if (after.status === 'none') throw notFound();
  c.header('etag', etagOf(version));
  return c.json(presentBundle(after, { tenant, version, now: at, calendar }), 200);
};

/** Registers `POST …/bundles/{no}/{act}`: role, shape, command, commit, answer. */
export const registerBundleAct = <Act extends BundleActName>(
  app: App,
  deps: Deps,
  route: BundleActRoute<Act>,
): void => {
  const { act, roles, summary } = route;
  const description = createRoute({
    method: 'post',
    path: `/v1/{tenant}/bundles/{no}/${act}`,
    operationId: act === 'call-review' || act === 'sign-review' ? act : `${act}-bundle`,
    summary,
    ...allow(deps, ...roles),
    request: { params: BundleParams, body: bodyOf(BundleActBodies[act]) },
    responses: { 200: jsonOf(BundleView, '联办件'), ...REFUSALS },
  });
  app.openapi(description, async (c) => {
    const body = c.req.valid('json') as z.infer<(typeof BundleActBodies)[Act]>;
    return await runAct(c, deps, route, c.req.valid('param').no, body);
  });
};
