import { createRoute, z } from '@hono/zod-openapi';
import { etag } from 'hono/etag';
import { ListParams, pageOf, TenantParam } from '../../shared/contracts/common.ts';
import {
  ConsultationActs,
  ConsultationBody,
  ConsultationFile,
  ConsultationView,
  type ConsultationActName,
} from '../../shared/contracts/consultations.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import type { ConsultationAct } from '../../shared/domain/consultation/consultation.ts';
import type { MatterCode, VaultRef } from '../../shared/kernel/ids.ts';
import { allow, bodyOf, jsonOf, PROBLEMS, REFUSALS, type App } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { nameOf } from '../runtime/digest.ts';
import { envelopeOf, etagOf, isUnchanged } from '../runtime/envelope.ts';
import { loadHall, type Hall } from '../runtime/hall.ts';
import { listOf } from '../runtime/lists.ts';
import { notFound, RefusedError } from '../runtime/problems.ts';
import { Texts } from '../runtime/texts.ts';
import {
  ANSWERING,
  ASKING,
  ConsultationParams,
  consultations,
  dutyContext,
  isStaff,
  READING,
} from './consultation-stream.ts';
import { presentConsultation, presentFile, type Reader } from './present.ts';
import { CONSULTATION_LIST, OPEN_CONSULTATIONS, ownConsultations, type ConsultationRow } from './views.ts';

const params = z.object({ tenant: TenantParam });

const readerOf = (deps: Deps, actor: Actor, { calendar }: Pick<Hall, 'calendar'>): Reader => ({
  isStaff: isStaff(actor),
  calendar,
  now: deps.clock.now(),
});

const ask = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'post',
    path: '/v1/{tenant}/consultations',
    operationId: 'askQuestion',
    summary: '咨询；咨询台可代记',
    ...allow(deps, ...ASKING),
    request: { params, body: bodyOf(ConsultationBody) },
    responses: { 201: jsonOf(ConsultationFile, '已收到，答复期限自此计算'), ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const { question, phone, matter } = c.req.valid('json');
    const actor = c.get('actor');
    if (isStaff(actor) && phone === undefined) {
      const errors = [{ path: 'phone', message: '代记的咨询须留下联系电话' }];
      throw new RefusedError({ code: 'bad-input', message: '填写有误', errors });
    }
    const hall = await loadHall(deps, actor.tenant);
    const envelope = envelopeOf(c, deps, actor, c.req.valid('json'));
    // Named after the request's key: a repetition meets its own question.
    const no = nameOf(deps.secret, 'consultation', envelope.key).slice(0, 16);
    const texts = new Texts(`text:consultation:${no}` as VaultRef);
    const command = {
      ...dutyContext(hall, envelope.at),
      type: 'ask',
      question: texts.written('question', question),
      ...(phone === undefined ? {} : { phone: texts.written('phone', phone) }),
      ...(matter === undefined ? {} : { matter: matter as MatterCode }),
      days: hall.settings.consultationDays,
    } as const;
    const stood = await consultations.perform(deps, actor, no, { envelope, command, texts });
    c.header('etag', etagOf(stood.version));
    c.header('location', `/v1/${actor.tenant}/consultations/${no}`);
    const file = await presentFile(stood, deps.vault.for(actor.tenant), readerOf(deps, actor, hall));
    return c.json(file, 201);
  });
};

const list = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/consultations',
    operationId: 'listConsultations',
    summary: '咨询，最近的在前；群众只见本人的',
    ...allow(deps, ...READING),
    request: {
      params,
      query: z.object({
        ...ListParams,
        open: z.literal('true').optional().meta({ description: '未答复的，期限最近的在前；群众不适用' }),
      }),
    },
    responses: { 200: jsonOf(pageOf(ConsultationView), '咨询'), ...PROBLEMS },
  });
  app.get('/v1/:tenant/consultations', etag());
  app.openapi(route, async (c) => {
    const actor = c.get('actor');
    const { limit, cursor, open } = c.req.valid('query');
    const all = open
      ? ({ list: 'list3', partition: OPEN_CONSULTATIONS } as const)
      : ({ list: 'list1', partition: CONSULTATION_LIST, descending: true } as const);
    const own = { list: 'list2', partition: ownConsultations(actor.sub), descending: true } as const;
    const { items, next } = await listOf<ConsultationRow>(deps.views.for(actor.tenant), {
      ...(isStaff(actor) ? all : own),
      limit,
      ...(cursor === undefined ? {} : { cursor }),
    });
    const reader = readerOf(deps, actor, await loadHall(deps, actor.tenant));
    const shown = items.map((row) => presentConsultation(row, reader));
    return c.json({ items: shown, ...(next === undefined ? {} : { next }) }, 200);
  });
};

const read = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/consultations/{no}',
    operationId: 'getConsultation',
    summary: '咨询与答复',
    ...allow(deps, ...READING),
    request: { params: ConsultationParams },
    responses: { 200: jsonOf(ConsultationFile, '咨询'), 304: { description: '没有变化' }, ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const actor = c.get('actor');
    const stood = await consultations.get(deps, actor, c.req.valid('param').no);
    if (!stood) throw notFound();
    c.header('etag', etagOf(stood.version));
    c.header('cache-control', 'no-store');
    if (isUnchanged(c, stood.version)) return c.body(null, 304);
    const vault = deps.vault.for(actor.tenant);
    const reader = readerOf(deps, actor, await loadHall(deps, actor.tenant));
    return c.json(await presentFile(stood, vault, reader), 200);
  });
};

type BodyOf<Act extends ConsultationActName> = z.infer<(typeof ConsultationActs)[Act]>;

const registerAct = <Act extends ConsultationActName>(
  app: App,
  deps: Deps,
  act: Act,
  summary: string,
  toAct: (body: BodyOf<Act>, texts: Texts) => ConsultationAct,
): void => {
  const route = createRoute({
    method: 'post',
    path: `/v1/{tenant}/consultations/{no}/${act}`,
    operationId: act === 'answer' ? 'answerQuestion' : 'markComplex',
    summary,
    ...allow(deps, ...ANSWERING),
    request: { params: ConsultationParams, body: bodyOf(ConsultationActs[act]) },
    responses: { 200: jsonOf(ConsultationFile, '咨询'), ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const body = c.req.valid('json') as BodyOf<Act>;
    const actor = c.get('actor');
    const hall = await loadHall(deps, actor.tenant);
    const envelope = envelopeOf(c, deps, actor, body);
    const texts = new Texts(`text:consultation:${nameOf(deps.secret, envelope.key)}` as VaultRef);
    const { department } = actor;
    const command = {
      ...dutyContext(hall, envelope.at),
      ...toAct(body, texts),
      ...(department === undefined ? {} : { department }),
    };
    const stood = await consultations.perform(deps, actor, c.req.valid('param').no, {
      envelope,
      command,
      texts,
    });
    c.header('etag', etagOf(stood.version));
    return c.json(await presentFile(stood, deps.vault.for(actor.tenant), readerOf(deps, actor, hall)), 200);
  });
};

/** 咨询 (C16): asked, marked as complex where it is, answered within the hall's limit. */
export const consultationRoutes = (app: App, deps: Deps): void => {
  ask(app, deps);
  list(app, deps);
  read(app, deps);
  registerAct(app, deps, 'mark-complex', '疑难问题，转由有关单位在期限内完整答复', (body, texts) => ({
    type: 'mark-complex',
    unit: body.department,
    ...(body.note === undefined ? {} : { note: texts.written('note', body.note) }),
  }));
  registerAct(app, deps, 'answer', '答复', (body, texts) => ({
    type: 'answer',
    text: texts.written('text', body.text),
  }));
};
