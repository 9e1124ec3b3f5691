import { createRoute, z } from '@hono/zod-openapi';
import { NoticeView } from '../../shared/contracts/notices.ts';
import { NOTICE_NAMES } from '../../shared/domain/notice/kinds.ts';
import { noticeAggregate, type NoticeState } from '../../shared/domain/notice/notice.ts';
import { allow, jsonOf, PROBLEMS, STAFF, type App } from '../runtime/app.ts';
import { CaseParams, getCase } from '../runtime/case-acts.ts';
import type { Deps } from '../runtime/deps.ts';

const Notices = z.object({ items: z.array(NoticeView) });

const viewOf = ({ id, kind, to, fault, at }: NoticeState): NoticeView => ({
  id,
  kind,
  name: NOTICE_NAMES[kind],
  to,
  status: fault === undefined ? 'sent' : 'failed',
  ...(fault === undefined ? {} : { fault }),
  at,
});

/** 通知: what was told to whom about a case, for staff and for the applicant. */
export const notifyRoutes = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/cases/{caseNo}/notices',
    operationId: 'listNotices',
    summary: '办件的通知发送情况',
    ...allow(deps, ...STAFF, 'citizen'),
    request: { params: CaseParams },
    responses: { 200: jsonOf(Notices, '通知'), ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const actor = c.get('actor');
    const { caseNo } = c.req.valid('param');
    await getCase(deps, actor, caseNo);
    const { state } = await deps.streams.load(actor.tenant, noticeAggregate, caseNo);
    const items = [...state.values()].filter(
      ({ to }) => to === 'applicant' || !actor.roles.includes('citizen'),
    );
    return c.json({ items: items.map(viewOf) }, 200);
  });
};
