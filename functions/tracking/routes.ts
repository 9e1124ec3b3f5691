import { createRoute, z } from '@hono/zod-openapi';
import { parseCaseNo } from '../../shared/codes/case-no.ts';
import { TrackView } from '../../shared/contracts/cases.ts';
import { caseAggregate } from '../../shared/domain/case/case.ts';
import type { OpenedCase } from '../../shared/domain/case/state.ts';
import { jsonOf, PROBLEMS, type App } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { etagOf, isUnchanged } from '../runtime/envelope.ts';
import { loadHall } from '../runtime/hall.ts';
import { notFound } from '../runtime/problems.ts';
import { presentTrack } from './present-track.ts';

const endsWith = (masked: string, check: string): boolean =>
  masked.slice(-4).toUpperCase() === check.toUpperCase();

/** The last four of the ID number or of the phone, the applicant's or the agent's. */
const knows = ({ received: { applicant, agent } }: OpenedCase, check: string): boolean =>
  [applicant, agent].some((party) => party && (endsWith(party.idNo, check) || endsWith(party.phone, check)));

/**
 * `GET /v1/track/{caseNo}?check=`: public progress, masked. A wrong check and an unknown number answer alike, so that
 * nobody learns which cases there are.
 */
export const trackingRoutes = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/track/{caseNo}',
    operationId: 'track',
    summary: '凭编号查询进度',
    request: {
      params: z.object({ caseNo: z.string().min(1).max(50) }),
      query: z.object({ check: z.string().regex(/^[0-9A-Za-z]{4}$/, '应为证件号或手机号末四位') }),
    },
    responses: {
      200: jsonOf(TrackView, '进度'),
      304: { description: '没有变化' },
      404: PROBLEMS[404],
      422: PROBLEMS[422],
    },
  });
  app.openapi(route, async (c) => {
    const { caseNo } = c.req.valid('param');
    const parsed = parseCaseNo(caseNo);
    if (!parsed) throw notFound();
    const { state, position } = await deps.streams.load(parsed.tenant, caseAggregate, caseNo);
    if (state.status === 'none' || !knows(state, c.req.valid('query').check)) throw notFound();
    c.header('etag', etagOf(position.version));
    c.header('cache-control', 'no-store');
    if (isUnchanged(c, position.version)) return c.body(null, 304);
    return c.json(presentTrack(state, await loadHall(deps, parsed.tenant), deps.clock.now()), 200);
  });
};
