import { createRoute, z } from '@hono/zod-openapi';
import { EarlierCase, EarlierCasesBody } from '../../shared/contracts/earlier-cases.ts';
import { TenantParam } from '../../shared/contracts/common.ts';
import { allow, bodyOf, jsonOf, PROBLEMS, type App } from '../runtime/app.ts';
import type { CaseRow } from '../runtime/case-row.ts';
import type { Deps } from '../runtime/deps.ts';
import { personKeyOf } from '../runtime/digest.ts';
import { listOf } from '../runtime/lists.ts';
import { applicantPartition } from './views.ts';

/** More than anybody reads at a counter. */
const MOST_RECENT = 20;

const presentEarlier = ({ state }: CaseRow): z.infer<typeof EarlierCase> => {
  const { received, status, receivedAt, materials, produced } = state;
  const { caseNo, matter } = received;
  return {
    caseNo,
    matter: { code: matter.code, name: matter.name },
    status,
    receivedAt,
    materials: materials.filter(({ provided }) => provided).map(({ name }) => name),
    ...(produced
      ? { result: { name: produced.name, ...(produced.validUntil && { validUntil: produced.validUntil }) } }
      : {}),
  };
};

/**
 * Earlier cases of the applicant in front of the counter, the latest first: what is filled in from them and which papers
 * need not be brought again (C29, D33). Asked by POST, because an identity number stands in no address.
 */
export const earlierCasesRoute = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'post',
    path: '/v1/{tenant}/earlier-cases',
    operationId: 'earlierCases',
    summary: '同一申请人以前的办件，最近的在前',
    ...allow(deps, 'clerk'),
    request: { params: z.object({ tenant: TenantParam }), body: bodyOf(EarlierCasesBody) },
    responses: { 200: jsonOf(z.object({ items: z.array(EarlierCase) }), '以前的办件'), ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const { tenant } = c.get('actor');
    const { idType, idNo } = c.req.valid('json');
    const { items } = await listOf<CaseRow>(deps.views.for(tenant), {
      list: 'list3',
      partition: applicantPartition(personKeyOf(deps.secret, idType, idNo)),
      limit: MOST_RECENT,
      descending: true,
    });
    return c.json({ items: items.map(presentEarlier) }, 200);
  });
};
