import { expect, it } from 'vitest';
import type { EvaluationGiven } from '../../shared/domain/evaluation/evaluation.ts';
import type { Subject, TenantCode } from '../../shared/kernel/ids.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { START } from '../../shared/ports/chain.ts';
import { applyCommit, projection } from '../../shared/ports/project.ts';
import { inMemoryLog } from '../../test/support/in-memory-log.ts';
import { inMemoryViews } from '../../test/support/in-memory-views.ts';
import { findingsPartition, reportedFindings } from './findings-view.ts';

const COUNTY = '411323' as TenantCode;
const TOWNSHIPS = ['411323101' as TenantCode, '411323102' as TenantCode];
const AT = '2026-11-23T02:00:00.000Z' as Instant;
const RATED: EvaluationGiven = {
  number: 1,
  channel: 'hall-tablet',
  tagVersion: '110',
  ratings: [{ side: 'front', who: 'clerk.1' as Subject, grade: 1, tags: ['110'] }],
  anonymous: true,
};

it('a county sees what was reported of the same number of two townships', async () => {
  const log = inMemoryLog();
  const views = inMemoryViews();
  for (const tenant of TOWNSHIPS) {
    const actor = { sub: 'e1' as Subject, tenant, roles: ['device'] } as const;
    const events = [{ type: 'EvaluationGiven', data: { ...RATED } }];
    const stream = { aggregate: 'evaluation', id: 'ticket A001 2026-11-23' } as const;
    const commit = await log
      .for(tenant)
      .append(stream, START, { at: AT, actor, key: 'k', digest: 'd', events });
    await applyCommit(log, views, [projection(reportedFindings)], commit);
  }
  const query = { list: 'list1', partition: findingsPartition('2026-11'), limit: 10 } as const;
  const { items } = await views.for(COUNTY).list(query);
  expect(items.map(({ data }) => data['tenant'])).toEqual(TOWNSHIPS);
});
