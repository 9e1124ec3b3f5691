import { createRoute, type z } from '@hono/zod-openapi';
import { GrievanceActs, GrievanceFile, type GrievanceAct } from '../../shared/contracts/grievances.ts';
import type { GrievanceCommand } from '../../shared/domain/grievance/grievance.ts';
import type { VaultRef } from '../../shared/kernel/ids.ts';
import { allow, bodyOf, jsonOf, REFUSALS, type App } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { nameOf } from '../runtime/digest.ts';
import { envelopeOf, etagOf } from '../runtime/envelope.ts';
import { Texts } from '../runtime/texts.ts';
import { GrievanceParams, grievances, HANDLERS } from './grievance-stream.ts';
import { presentFile } from './present.ts';

type BodyOf<Act extends GrievanceAct> = z.infer<(typeof GrievanceActs)[Act]>;

interface ActRoute<Act extends GrievanceAct> {
  readonly act: Act;
  readonly summary: string;
  readonly roles?: typeof HANDLERS;
  readonly toCommand: (body: BodyOf<Act>, texts: Texts) => GrievanceCommand;
}

const note = (text: string | undefined, texts: Texts) =>
  text === undefined ? {} : { note: texts.written('note', text) };

const register = <Act extends GrievanceAct>(
  app: App,
  deps: Deps,
  { act, summary, roles, toCommand }: ActRoute<Act>,
): void => {
  const route = createRoute({
    method: 'post',
    path: `/v1/{tenant}/grievances/{no}/${act}`,
    operationId: `${act}Grievance`,
    summary,
    ...allow(deps, ...(roles ?? (['grievance'] as const))),
    request: { params: GrievanceParams, body: bodyOf(GrievanceActs[act]) },
    responses: { 200: jsonOf(GrievanceFile, '诉求'), ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const body = c.req.valid('json') as BodyOf<Act>;
    const actor = c.get('actor');
    const { no } = c.req.valid('param');
    const envelope = envelopeOf(c, deps, actor, body);
    const texts = new Texts(`text:grievance:${nameOf(deps.secret, envelope.key)}` as VaultRef);
    const stood = await grievances.perform(deps, actor, no, {
      envelope,
      command: toCommand(body, texts),
      texts,
    });
    c.header('etag', etagOf(stood.version));
    return c.json(await presentFile(stood, deps.vault.for(actor.tenant), { isHandler: true }), 200);
  });
};

/** 受理、转办、督办、反馈、回访、整改 (C43). */
export const actRoutes = (app: App, deps: Deps): void => {
  register(app, deps, {
    act: 'accept',
    summary: '受理诉求',
    toCommand: (body, texts) => ({ type: 'accept', ...note(body.note, texts) }),
  });
  register(app, deps, {
    act: 'transfer',
    summary: '转办',
    toCommand: (body, texts) => ({
      type: 'transfer',
      department: body.department,
      ...note(body.note, texts),
    }),
  });
  register(app, deps, {
    act: 'supervise',
    summary: '督办，可以多次',
    roles: HANDLERS,
    toCommand: (body, texts) => ({ type: 'supervise', note: texts.written('note', body.note) }),
  });
  register(app, deps, {
    act: 'answer',
    summary: '反馈办理结果',
    toCommand: (body, texts) => ({ type: 'answer', text: texts.written('text', body.text) }),
  });
  register(app, deps, {
    act: 'revisit',
    summary: '回访',
    toCommand: (body, texts) => ({ type: 'revisit', satisfied: body.satisfied, ...note(body.note, texts) }),
  });
  register(app, deps, {
    act: 'rectify',
    summary: '整改',
    toCommand: (body, texts) => ({ type: 'rectify', measure: texts.written('measure', body.measure) }),
  });
};
