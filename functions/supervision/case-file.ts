import { createRoute, z } from '@hono/zod-openapi';
import { TenantParam } from '../../shared/contracts/common.ts';
import { SupervisedFile } from '../../shared/contracts/supervision.ts';
import { caseAggregate } from '../../shared/domain/case/case.ts';
import { answers } from '../../shared/domain/case/cards.ts';
import type { CaseEvent } from '../../shared/domain/case/events.ts';
import { explainClock } from '../../shared/domain/case/explain-clock.ts';
import type { OpenedCase } from '../../shared/domain/case/state.ts';
import { caseUpcasters } from '../../shared/domain/case/upcasters.ts';
import { upcast } from '../../shared/domain/upcast.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { Commit } from '../../shared/ports/event-log.ts';
import type { TenantVault } from '../../shared/ports/vault.ts';
import type { WorkingCalendar } from '../../shared/time/calendar.ts';
import { allow, jsonOf, PROBLEMS, type App } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { etagOf } from '../runtime/envelope.ts';
import { loadHall } from '../runtime/hall.ts';
import { notFound } from '../runtime/problems.ts';
import { readText } from '../runtime/texts.ts';
import { tenantOf } from './card-acts.ts';
import { repliesOf, supervisionItem } from './present-card.ts';

/** What was done, by whom: the events by name, without what they say. */
const stepOf = ({ at, actor: { name, department, roles }, events }: Commit) => ({
  at,
  roles: [...roles],
  ...(name ? { who: name } : {}),
  ...(department ? { department } : {}),
  events: events.map(({ type }) => type),
});

/** Every urging with its words. */
const urgesOf = async (commits: readonly Commit[], vault: TenantVault): Promise<SupervisedFile['urges']> => {
  const found = commits.flatMap(({ at, actor: { name }, events }) =>
    events.flatMap((stored) => {
      const event = upcast<CaseEvent>(caseUpcasters, stored);
      return event.type === 'CaseUrged' ? [{ at, who: name, note: event.data.note }] : [];
    }),
  );
  return Promise.all(
    found.map(async ({ at, who, note }) => ({
      at,
      ...(who ? { who } : {}),
      ...(note ? { note: await readText(vault, note) } : {}),
    })),
  );
};

const clockOf = (
  state: OpenedCase,
  calendar: WorkingCalendar,
  now: Instant,
): Pick<SupervisedFile, 'clock'> => {
  const { clock } = state;
  if (!clock) return {};
  const { days, moves, ...dues } = explainClock({ ...state, clock }, calendar, now);
  return { clock: { days: [...days], moves: [...moves], ...dues } };
};

/**
 * One case for supervision: its cards, what was urged and answered, who did what, and its clock day by day. Of the hall and
 * of those below it; masked.
 */
export const caseFileRoute = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/supervision/{caseNo}',
    operationId: 'supervisedCase',
    summary: '监察办件：监察牌、督办与回复、办理经过、时限逐日说明',
    ...allow(deps, 'supervisor', 'clerk', 'reviewer', 'chief', 'issuer'),
    request: { params: z.object({ tenant: TenantParam, caseNo: z.string().min(1).max(50) }) },
    responses: { 200: jsonOf(SupervisedFile, '监察办件'), ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const actor = c.get('actor');
    const { caseNo } = c.req.valid('param');
    const tenant = tenantOf(caseNo, actor.tenant);
    if (tenant !== actor.tenant && !actor.roles.includes('supervisor')) throw notFound();
    const { state, position } = await deps.streams.load(tenant, caseAggregate, caseNo);
    if (state.status === 'none') throw notFound();
    const { version } = position;
    const vault = deps.vault.for(tenant);
    const [{ calendar }, commits, replies] = await Promise.all([
      loadHall(deps, tenant),
      deps.log.for(tenant).read({ aggregate: 'case', id: caseNo }),
      repliesOf(state.cards, vault),
    ]);
    c.header('etag', etagOf(version));
    c.header('cache-control', 'no-store');
    const file: SupervisedFile = {
      item: supervisionItem({ tenant, version, state }),
      ...clockOf(state, calendar, deps.clock.now()),
      steps: commits.map(stepOf),
      urges: await urgesOf(commits, vault),
      replies,
      answerable: state.cards.filter((card) => answers(actor, card)).map(({ no }) => no),
    };
    return c.json(file, 200);
  });
};
