import { evaluationRoutes } from '../../functions/evaluation/routes.ts';
import { queueRoutes } from '../../functions/queue/routes.ts';
import type { Deps } from '../../functions/runtime/deps.ts';
import { PROJECTIONS } from '../../functions/views/projections.ts';
import { loadAccounts, type Identity } from '../../infra/local/accounts.ts';
import { queueStream } from '../../shared/domain/queue/queue.ts';
import { dayOf } from '../../shared/kernel/instant.ts';
import { applyCommit } from '../../shared/ports/project.ts';
import { appOf, BenchError, callerOf } from '../bench/hall.ts';
import type { Meter } from './metered.ts';

/** What a number set off. */
export interface TicketTally {
  /** Over HTTP: what the clerk does. */
  readonly requests: number;
  /** Of kiosk and evaluator. */
  readonly messages: number;
  /** Of the queue, each of which is shown. */
  readonly changes: number;
  readonly commits: number;
}

const ZONE = 'A';

/** A kiosk prints a number, the clerk of the first window calls, serves and finishes, somebody evaluates. Counts from zero. */
export const walkTicket = async (
  deps: Deps,
  token: (identity: Identity) => Promise<string>,
  counted: Meter,
): Promise<TicketTally> => {
  const app = appOf(deps);
  queueRoutes(app, deps);
  evaluationRoutes(app, deps);
  const clerk = loadAccounts().find(({ sub }) => sub === 'clerk.1');
  const [window] = clerk?.windows ?? [];
  if (!clerk || window === undefined) throw new BenchError('no clerk at a window');
  const { tenant } = clerk;
  const own = callerOf(app, await token(clerk));
  const as = async (role: 'guide' | 'device') =>
    callerOf(app, await token({ sub: `cost.${role}`, name: '测试', tenant, roles: [role] }));
  const guide = await as('guide');
  const device = await as('device');
  const work = (act: string) => own('POST', `/v1/${tenant}/windows/${window}/${act}`, {});
  const { services } = (await guide('GET', `/v1/${tenant}/queues/${ZONE}`)) as {
    services: readonly { code: string }[];
  };
  await work('open');
  const stream = { aggregate: 'queue', id: queueStream(ZONE, dayOf(deps.clock.now())) } as const;
  const log = deps.log.for(tenant);
  const before = (await log.read(stream)).length;

  Object.assign(counted, { writeUnits: 0, readUnits: 0, logWrites: 0 });
  const { no } = await guide('POST', `/v1/${tenant}/tickets`, { service: services[0]?.code });
  await work('call-next');
  await work('start');
  await work('finish');
  await device('POST', `/v1/${tenant}/evaluations`, { act: no, grade: 5 });
  const { logWrites: commits } = counted;
  const changes = (await log.read(stream)).slice(before);
  for (const commit of changes) await applyCommit(deps.log, deps.views, PROJECTIONS, commit);
  return { requests: 3, messages: 2, changes: changes.length, commits };
};
