import { createRoute, z } from '@hono/zod-openapi';
import { parseBundleNo } from '../../shared/codes/bundle-no.ts';
import { parseCaseNo } from '../../shared/codes/case-no.ts';
import { ClockExplanation, TrackView } from '../../shared/contracts/cases.ts';
import { caseAggregate } from '../../shared/domain/case/case.ts';
import { bundleAggregate } from '../../shared/domain/bundle/decide.ts';
import type { CaseReceived } from '../../shared/domain/case/events.ts';
import { explainClock } from '../../shared/domain/case/explain-clock.ts';
import { jsonOf, PROBLEMS, type App } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { etagOf, isUnchanged } from '../runtime/envelope.ts';
import { loadHall } from '../runtime/hall.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { notFound, RefusedError } from '../runtime/problems.ts';
import { presentBundleTrack } from './present-bundle-track.ts';
import { presentTrack } from './present-track.ts';

const endsWith = (masked: string, check: string): boolean =>
  masked.slice(-4).toUpperCase() === check.toUpperCase();

/** Both a case's and a bundle's. */
type Parties = Pick<CaseReceived, 'applicant' | 'agent'>;

/** The last four of the ID number or of the phone, the applicant's or the agent's. */
const knows = ({ applicant, agent }: Parties, check: string): boolean =>
  [applicant, agent].some((party) => party && (endsWith(party.idNo, check) || endsWith(party.phone, check)));

/** What may be shown of a stream, and the version it is shown at. */
interface Tracked {
  readonly version: number;
  readonly present: () => Promise<z.infer<typeof TrackView>>;
}

const knownCase = async (deps: Deps, tenant: TenantCode, no: string, check: string) => {
  const { state, position } = await deps.streams.load(tenant, caseAggregate, no);
  if (state.status === 'none' || !knows(state.received, check)) throw notFound();
  return { state, version: position.version };
};

const trackedCase = async (deps: Deps, tenant: TenantCode, no: string, check: string): Promise<Tracked> => {
  const { state, version } = await knownCase(deps, tenant, no, check);
  return {
    version,
    present: async () => presentTrack(state, await loadHall(deps, tenant), deps.clock.now()),
  };
};

const trackedBundle = async (deps: Deps, tenant: TenantCode, no: string, check: string): Promise<Tracked> => {
  const { state, position } = await deps.streams.load(tenant, bundleAggregate, no);
  if (state.status === 'none' || !knows(state.opened, check)) throw notFound();
  return {
    version: position.version,
    present: async () => presentBundleTrack(state, await loadHall(deps, tenant), deps.clock.now()),
  };
};

/** A case by its number, all linked cases by the one number of their bundle. */
const trackedOf = (deps: Deps, no: string, check: string): Promise<Tracked> => {
  const bundle = parseBundleNo(no);
  if (bundle) return trackedBundle(deps, bundle.tenant, no, check);
  const single = parseCaseNo(no);
  if (!single) throw notFound();
  return trackedCase(deps, single.tenant, no, check);
};

const request = {
  params: z.object({ caseNo: z.string().min(1).max(50) }),
  query: z.object({ check: z.string().regex(/^[0-9A-Za-z]{4}$/, '应为证件号或手机号末四位') }),
};

const track = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/track/{caseNo}',
    operationId: 'track',
    summary: '凭编号查询进度',
    request,
    responses: {
      200: jsonOf(TrackView, '进度'),
      304: { description: '没有变化' },
      404: PROBLEMS[404],
      422: PROBLEMS[422],
    },
  });
  app.openapi(route, async (c) => {
    const { caseNo } = c.req.valid('param');
    const { version, present } = await trackedOf(deps, caseNo, c.req.valid('query').check);
    c.header('etag', etagOf(version));
    c.header('cache-control', 'no-store');
    if (isUnchanged(c, version)) return c.body(null, 304);
    return c.json(await present(), 200);
  });
};

/** The applicant without an account, or a court, follows the limit of a single case (行政许可法 第42条). */
const trackClock = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/track/{caseNo}/clock',
    operationId: 'trackClock',
    summary: '凭编号查看时限逐日说明',
    request,
    responses: { 200: jsonOf(ClockExplanation, '逐日说明'), 404: PROBLEMS[404], 422: PROBLEMS[422] },
  });
  app.openapi(route, async (c) => {
    const { caseNo } = c.req.valid('param');
    const tenant = parseCaseNo(caseNo)?.tenant;
    if (!tenant) throw notFound();
    const { state } = await knownCase(deps, tenant, caseNo, c.req.valid('query').check);
    const { clock } = state;
    if (!clock) throw new RefusedError({ code: 'not-found', message: '尚未受理，时限没有开始' });
    const { calendar } = await loadHall(deps, tenant);
    const { days, moves, ...dues } = explainClock({ ...state, clock }, calendar, deps.clock.now());
    c.header('cache-control', 'no-store');
    return c.json({ days: [...days], ...dues, moves: [...moves] }, 200);
  });
};

/**
 * `GET /v1/track/{caseNo}?check=`: public progress, masked, and its limit day by day. A wrong check and an unknown number
 * answer alike, so that nobody learns which cases there are.
 */
export const trackingRoutes = (app: App, deps: Deps): void => {
  track(app, deps);
  trackClock(app, deps);
};
