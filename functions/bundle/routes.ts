import { createRoute, z } from '@hono/zod-openapi';
import { BundleItem, BundleView } from '../../shared/contracts/bundles.ts';
import { ListParams, pageOf, TenantParam } from '../../shared/contracts/common.ts';
import { paperNamer } from '../../shared/domain/theme/merge.ts';
import { allow, jsonOf, PROBLEMS, STAFF, type App } from '../runtime/app.ts';
import { departmentAuthorisation } from '../runtime/authorisation.ts';
import type { Deps } from '../runtime/deps.ts';
import { etagOf, isUnchanged } from '../runtime/envelope.ts';
import { BundleParams, getBundle } from '../runtime/get-bundle.ts';
import { loadHall } from '../runtime/hall.ts';
import { listOf } from '../runtime/lists.ts';
import { PersonView, showPerson } from '../runtime/person.ts';
import { bundleApplicationRoute, bundleMaterials } from './application.ts';
import { registerBundleAct } from './bundle-acts.ts';
import { RUNNING_BUNDLES } from '../runtime/bundle-list.ts';
import { ATTENTION_LIST, type BundleRow } from './bundle-view.ts';
import { presentBundle } from './present-bundle.ts';
import { bundleTextRoutes } from './text-routes.ts';
import { themeRoutes } from './theme-routes.ts';
import { loadTheme } from './themes.ts';

const readBundle = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/bundles/{no}',
    operationId: 'getBundle',
    summary: '联办件：合并进度',
    ...allow(deps, ...STAFF, 'citizen'),
    request: { params: BundleParams },
    responses: { 200: jsonOf(BundleView, '联办件'), 304: { description: '没有变化' }, ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const actor = c.get('actor');
    const { state, position } = await getBundle(deps, actor, c.req.valid('param').no);
    const { tenant } = actor;
    const { version } = position;
    c.header('etag', etagOf(version));
    if (isUnchanged(c, version)) return c.body(null, 304);
    const { calendar } = await loadHall(deps, tenant);
    return c.json(presentBundle(state, { tenant, version, now: deps.clock.now(), calendar }), 200);
  });
};

/** 一张表: what was filled in once for all matters, with the person, in full. */
const readPerson = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/bundles/{no}/person',
    operationId: 'getBundlePerson',
    summary: '联办件的申请人信息与表单（查看留痕）',
    ...allow(deps, 'clerk', 'reviewer', 'chief', 'issuer', 'citizen'),
    request: { params: BundleParams },
    responses: { 200: jsonOf(PersonView, '申请人信息'), ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const actor = c.get('actor');
    const { state } = await getBundle(deps, actor, c.req.valid('param').no);
    c.header('cache-control', 'no-store');
    return c.json(await showPerson(deps, actor, state.opened.person, 'bundle:read'), 200);
  });
};

/** What runs, and what the lead has to act on: an opening that failed does not lie in silence. */
const listBundles = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/bundles',
    operationId: 'listBundles',
    summary: '在办联办件；attention 为须处理的',
    ...allow(deps, ...STAFF),
    request: {
      params: z.object({ tenant: TenantParam }),
      query: z.object({ ...ListParams, attention: z.enum(['true', 'false']).default('false') }),
    },
    responses: { 200: jsonOf(pageOf(BundleItem), '联办件'), ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const { limit, cursor, attention } = c.req.valid('query');
    const page = await listOf<BundleRow>(deps.views.for(c.get('actor').tenant), {
      ...(attention === 'true'
        ? { list: 'list2', partition: ATTENTION_LIST }
        : { list: 'list1', partition: RUNNING_BUNDLES }),
      limit,
      ...(cursor ? { cursor } : {}),
    });
    const items = page.items.map((row) => BundleItem.parse(row));
    return c.json({ items, ...(page.next ? { next: page.next } : {}) }, 200);
  });
};

const APPLICANT = ['clerk', 'citizen'] as const;

const applicantActs = (app: App, deps: Deps): void => {
  registerBundleAct(app, deps, {
    act: 'withdraw',
    roles: APPLICANT,
    summary: '撤回联办申请',
    toCommand: ({ body: { reason }, texts }) => (reason ? { reason: texts.written('reason', reason) } : {}),
  });
  registerBundleAct(app, deps, {
    act: 'supplement',
    roles: APPLICANT,
    summary: '补交材料，一次补交供各事项共用',
    toCommand: async ({ body: { materials }, tenant, state }) => {
      const { theme, applicant } = state.opened;
      const { samePapers } = await loadTheme(deps, tenant, theme.code);
      const paper = paperNamer(samePapers);
      return { materials: await bundleMaterials(deps, tenant, materials, applicant.personKey, paper) };
    },
  });
  registerBundleAct(app, deps, {
    act: 'decide-remainder',
    roles: APPLICANT,
    summary: '部分事项未获准予时，选择其余事项继续或撤回',
    toCommand: ({ body: { decision } }) => ({ decision }),
  });
};

const leadActs = (app: App, deps: Deps): void => {
  registerBundleAct(app, deps, {
    act: 'extend',
    roles: ['chief'],
    summary: '延长联办时限一次',
    toCommand: async ({ body: { days, reason }, texts, actor }) => ({
      days,
      reason: texts.written('reason', reason),
      ...(await departmentAuthorisation(deps, actor)),
    }),
  });
  registerBundleAct(app, deps, {
    act: 'call-review',
    roles: ['chief'],
    summary: '牵头部门召集会审',
    toCommand: ({ body: { topic, departments }, texts }) => ({
      topic: texts.written('topic', topic),
      ...(departments ? { departments } : {}),
    }),
  });
  registerBundleAct(app, deps, {
    act: 'sign-review',
    roles: ['chief'],
    summary: '首席代表签署会审意见',
    toCommand: async ({ body: { agrees, opinion }, texts, actor }) => ({
      agrees,
      opinion: texts.written('opinion', opinion),
      ...(await departmentAuthorisation(deps, actor)),
    }),
  });
  registerBundleAct(app, deps, {
    act: 'retry-opening',
    roles: ['clerk', 'chief'],
    summary: '排除原因后重新开办',
    toCommand: ({ body: { name } }) => ({ name }),
  });
  registerBundleAct(app, deps, {
    act: 'drop-case',
    roles: ['clerk', 'chief'],
    summary: '放弃无法开办的事项',
    toCommand: ({ body: { name } }) => ({ name }),
  });
};

const issuingActs = (app: App, deps: Deps): void => {
  registerBundleAct(app, deps, {
    act: 'deliver',
    roles: ['issuer'],
    summary: '各事项结果一次送达',
    toCommand: ({ body: { method, signedBy, tracking }, texts }) => ({
      method,
      ...(signedBy ? { signedBy: texts.written('signedBy', signedBy) } : {}),
      ...(tracking ? { tracking } : {}),
    }),
  });
};

/** 一件事、联办件: themes and bundles. */
export const bundleRoutes = (app: App, deps: Deps): void => {
  themeRoutes(app, deps);
  bundleApplicationRoute(app, deps);
  listBundles(app, deps);
  readBundle(app, deps);
  readPerson(app, deps);
  bundleTextRoutes(app, deps);
  applicantActs(app, deps);
  leadActs(app, deps);
  issuingActs(app, deps);
};
