import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { TenantParam } from '../../shared/contracts/common.ts';
import {
  CardLevelText,
  OtherLimitFile,
  OtherLimitView,
  ReplyBody,
} from '../../shared/contracts/supervision.ts';
import type { CardAnswer } from '../../shared/domain/case/card-answers.ts';
import { answers } from '../../shared/domain/case/cards.ts';
import { consultationAggregate } from '../../shared/domain/consultation/consultation.ts';
import { matterAggregate } from '../../shared/domain/matter/decide.ts';
import type { DomainEvent } from '../../shared/domain/decider.ts';
import type { Duty, DutyAnswer } from '../../shared/domain/supervision/duty.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import type { TenantCode, VaultRef } from '../../shared/kernel/ids.ts';
import type { Refusal } from '../../shared/kernel/result.ts';
import type { AggregateOf } from '../../shared/ports/handle-command.ts';
import { allow, bodyOf, jsonOf, PROBLEMS, REFUSALS, type App, type AppEnv } from '../runtime/app.ts';
import { commitWritten } from '../runtime/commit-written.ts';
import type { Deps } from '../runtime/deps.ts';
import { nameOf } from '../runtime/digest.ts';
import { envelopeOf, etagOf, isUnchanged } from '../runtime/envelope.ts';
import { loadHall } from '../runtime/hall.ts';
import { notFound } from '../runtime/problems.ts';
import { Texts } from '../runtime/texts.ts';
import { limitView, repliesOf } from './present-card.ts';

/** Who has questions to answer or changes to follow. */
const ANSWERING = ['guide', 'clerk', 'reviewer', 'chief', 'admin'] as const;
export const LIMIT_READERS = ['supervisor', ...ANSWERING] as const;

const LimitParams = z.object({
  tenant: TenantParam,
  clock: OtherLimitView.shape.clock,
  about: z.string().min(1).max(50),
});
type Named = Pick<z.infer<typeof LimitParams>, 'clock' | 'about'>;
const CardParams = LimitParams.extend({ level: CardLevelText });
const DONE = { 200: jsonOf(OtherLimitFile, '时限与监察牌'), ...REFUSALS };

interface Stood {
  readonly version: number;
  readonly duty: Duty;
  readonly subject?: string;
}

type Write = Parameters<typeof commitWritten<unknown, DutyAnswer, DomainEvent, Refusal>>[4];

/** How the duty of a stream is read and its cards are answered. */
const dutyIn = <State, Event extends DomainEvent, R extends Refusal>(
  aggregate: AggregateOf<State, DutyAnswer, Event, R>,
  dutyOf: (state: State) => Omit<Stood, 'version'> | undefined,
) => {
  const stood = (state: State, version: number): Stood => {
    const found = dutyOf(state);
    if (!found) throw notFound();
    return { ...found, version };
  };
  return {
    load: async ({ streams }: Deps, tenant: TenantCode, id: string): Promise<Stood> => {
      const { state, position } = await streams.load(tenant, aggregate, id);
      return stood(state, position.version);
    },
    answer: async (deps: Deps, tenant: TenantCode, id: string, written: Write): Promise<Stood> => {
      const { state, version } = await commitWritten(deps, tenant, aggregate, id, written);
      return stood(state, version);
    },
  };
};

const DUTIES = {
  consultation: dutyIn(consultationAggregate, (state) =>
    state.status === 'none' ? undefined : { duty: state.duty },
  ),
  change: dutyIn(matterAggregate, ({ change }) => change && { duty: change.duty, subject: change.reason }),
} as const;

const fileOf = async (
  deps: Deps,
  actor: Actor,
  tenant: TenantCode,
  about: string,
  { version, duty, subject }: Stood,
): Promise<OtherLimitFile> => ({
  item: { ...limitView({ tenant, about, ...(subject !== undefined && { subject }) }, duty), version },
  replies: await repliesOf(duty.cards, deps.vault.for(tenant)),
  answerable:
    tenant === actor.tenant ? duty.cards.filter((card) => answers(actor, card)).map(({ no }) => no) : [],
});

const read = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/supervision/limits/{clock}/{about}',
    operationId: 'getLimit',
    summary: '办件以外的一项时限：监察牌与回复',
    ...allow(deps, ...LIMIT_READERS),
    request: { params: LimitParams, query: z.object({ hall: TenantParam.optional() }) },
    responses: {
      200: jsonOf(OtherLimitFile, '时限与监察牌'),
      304: { description: '没有变化' },
      ...PROBLEMS,
    },
  });
  app.openapi(route, async (c) => {
    const actor = c.get('actor');
    const { clock, about } = c.req.valid('param');
    const { hall = actor.tenant } = c.req.valid('query');
    const isBelow = hall.startsWith(actor.tenant) && actor.roles.includes('supervisor');
    if (hall !== actor.tenant && !isBelow) throw notFound();
    const stood = await DUTIES[clock].load(deps, hall, about);
    c.header('etag', etagOf(stood.version));
    c.header('cache-control', 'no-store');
    if (isUnchanged(c, stood.version)) return c.body(null, 304);
    return c.json(await fileOf(deps, actor, hall, about, stood), 200);
  });
};

/** Role and shape are checked; command, commit, answer. */
const say = async (
  c: Context<AppEnv>,
  deps: Deps,
  { clock, about }: Named,
  body: unknown,
  make: (texts: Texts) => CardAnswer,
): Promise<OtherLimitFile> => {
  const actor = c.get('actor');
  const { tenant } = actor;
  const { calendar, settings } = await loadHall(deps, tenant);
  const envelope = envelopeOf(c, deps, actor, body);
  const texts = new Texts(`text:limit:${nameOf(deps.secret, envelope.key)}` as VaultRef);
  const command = { ...make(texts), now: envelope.at, actor, calendar, cards: settings.cards };
  const stood = await DUTIES[clock].answer(deps, tenant, about, { envelope, command, texts });
  c.header('etag', etagOf(stood.version));
  return fileOf(deps, actor, tenant, about, stood);
};

const acknowledge = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'post',
    path: '/v1/{tenant}/supervision/limits/{clock}/{about}/cards/{level}/acknowledge',
    operationId: 'acknowledgeLimitCard',
    summary: '责任单位签收咨询、变更的监察牌',
    ...allow(deps, ...ANSWERING),
    request: { params: CardParams, body: bodyOf(z.strictObject({})) },
    responses: DONE,
  });
  app.openapi(route, async (c) => {
    const { level, ...named } = c.req.valid('param');
    return c.json(await say(c, deps, named, {}, () => ({ type: 'acknowledge-card', level })), 200);
  });
};

const reply = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'post',
    path: '/v1/{tenant}/supervision/limits/{clock}/{about}/cards/{level}/reply',
    operationId: 'replyLimitCard',
    summary: '责任单位回复咨询、变更的整改情况',
    ...allow(deps, ...ANSWERING),
    request: { params: CardParams, body: bodyOf(ReplyBody) },
    responses: DONE,
  });
  app.openapi(route, async (c) => {
    const body = c.req.valid('json');
    const { level, ...named } = c.req.valid('param');
    const file = await say(c, deps, named, body, (texts) => ({
      type: 'reply-card',
      level,
      reply: texts.written('reply', body.reply),
    }));
    return c.json(file, 200);
  });
};

/** A limit beside the cases, and what its unit answers to its cards. */
export const limitActs = (app: App, deps: Deps): void => {
  read(app, deps);
  acknowledge(app, deps);
  reply(app, deps);
};
