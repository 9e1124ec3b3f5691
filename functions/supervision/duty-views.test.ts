import { expect, it } from 'vitest';
import { text } from '../../shared/domain/case/case.test-support.ts';
import type { Subject, TenantCode } from '../../shared/kernel/ids.ts';
import type { Day, Instant } from '../../shared/kernel/instant.ts';
import { START } from '../../shared/ports/chain.ts';
import { applyCommit, projection } from '../../shared/ports/project.ts';
import { inMemoryLog } from '../../test/support/in-memory-log.ts';
import { inMemoryViews } from '../../test/support/in-memory-views.ts';
import { consultationLimits, LIMITS } from './duty-views.ts';

const COUNTY = '411323' as TenantCode;
const TOWNSHIPS = ['411323101' as TenantCode, '411323102' as TenantCode];
const AT = '2026-11-23T02:00:00.000Z' as Instant;
const TERMS = {
  clock: 'consultation',
  unit: '咨询导办',
  start: AT,
  days: 5,
  due: '2026-11-30' as Day,
} as const;

it('C16: a county sees the questions of two townships that have the same number', async () => {
  const log = inMemoryLog();
  const views = inMemoryViews();
  for (const tenant of TOWNSHIPS) {
    const actor = { sub: 'citizen.1' as Subject, tenant, roles: ['citizen'] } as const;
    const events = [{ type: 'ConsultationAsked', data: { question: text(), terms: TERMS } }];
    const stream = { aggregate: 'consultation', id: 'AbCdEfGhIjKlMnOp' } as const;
    const commit = await log
      .for(tenant)
      .append(stream, START, { at: AT, actor, key: 'k', digest: 'd', events });
    await applyCommit(log, views, [projection(consultationLimits)], commit);
  }
  const { items } = await views.for(COUNTY).list({ list: 'list2', partition: LIMITS, limit: 10 });
  expect(items.map(({ data }) => data['tenant'])).toEqual(TOWNSHIPS);
});
