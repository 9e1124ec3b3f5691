import { createRoute, z } from '@hono/zod-openapi';
import { etag } from 'hono/etag';
import { InboxItem } from '../../shared/contracts/cases.ts';
import { ListParams, pageOf, TenantParam } from '../../shared/contracts/common.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import type { ListQuery, Page } from '../../shared/ports/views.ts';
import { allow, jsonOf, PROBLEMS, type App } from '../runtime/app.ts';
import type { CaseRow } from '../runtime/case-row.ts';
import type { Deps } from '../runtime/deps.ts';
import { loadHall } from '../runtime/hall.ts';
import { listOf } from '../runtime/lists.ts';
import { inboxItem, isMine } from './inbox-item.ts';
import { inboxPartition } from './views.ts';

const MAX_READS = 5;
const SCOPES = ['mine', 'department'] as const;
type Scope = (typeof SCOPES)[number];

/**
 * A full page of what is mine, others' work in between passed over a bounded number of times; or, for whoever gives work
 * out, of everything that waits there.
 */
const readPage = async (
  deps: Deps,
  actor: Actor,
  scope: Scope,
  query: Omit<ListQuery, 'cursor'>,
  cursor: string | undefined,
): Promise<Page<CaseRow>> => {
  const items: CaseRow[] = [];
  let next = cursor;
  for (let reads = 0; reads < MAX_READS; reads += 1) {
    const limit = query.limit - items.length;
    const page = await listOf<CaseRow>(deps.views.for(actor.tenant), {
      ...query,
      limit,
      ...(next ? { cursor: next } : {}),
    });
    const now = deps.clock.now();
    items.push(...page.items.filter((row) => scope === 'department' || isMine(row, actor, now)));
    next = page.next;
    if (next === undefined || items.length >= query.limit) break;
  }
  return { items, ...(next ? { next } : {}) };
};

/** Inbox of a department: every case that waits for its office, the least remaining time first. */
export const inboxRoute = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/inbox',
    operationId: 'inbox',
    summary: '待办，剩余时限最少者在前',
    ...allow(deps, 'reviewer', 'chief'),
    request: {
      params: z.object({ tenant: TenantParam }),
      query: z.object({
        ...ListParams,
        department: z.string().min(1).max(100).optional(),
        scope: z
          .enum(SCOPES)
          .default('mine')
          .meta({ description: 'department：部门全部在办件，含他人已领取的，供指派' }),
      }),
    },
    responses: { 200: jsonOf(pageOf(InboxItem), '待办'), ...PROBLEMS },
  });
  app.use('/v1/:tenant/inbox', etag());
  app.openapi(route, async (c) => {
    const actor = c.get('actor');
    const { limit, cursor, scope, department = actor.department } = c.req.valid('query');
    const query = { list: 'list1', partition: inboxPartition(department), limit } as const;
    const [{ calendar, settings }, page] = await Promise.all([
      loadHall(deps, actor.tenant),
      readPage(deps, actor, scope, department ? query : { ...query, list: 'list2' }, cursor),
    ]);
    const now = deps.clock.now();
    const items = page.items.map((row) => inboxItem(row, calendar, now, settings.cards));
    return c.json({ items, ...(page.next ? { next: page.next } : {}) }, 200);
  });
};
