import { z } from 'zod';
import { ZoneView } from '../../shared/contracts/halls.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import type { Identity, Stack } from '../../test/support/stack.ts';

export interface SimulatedZone {
  readonly code: string;
  readonly services: readonly [string, ...string[]];
  /** Those that are open on this day. */
  readonly windows: readonly string[];
}

export interface SimulatedHall {
  readonly tenant: TenantCode;
  readonly zones: readonly SimulatedZone[];
}

const Zones = z.object({ items: z.array(ZoneView) });
/** Of the windows of a zone; the rest stay closed on an ordinary day. */
const OPEN_SHARE = 0.25;

const POSTED_ON = '2026-11-02';

/** The hall answered something that the simulation did not foresee. */
export class UnexpectedAnswerError extends Error {
  override readonly name = 'UnexpectedAnswerError';
}

export const adminOf = (tenant: TenantCode): Identity => ({
  sub: 'simulator.admin',
  name: '模拟',
  tenant,
  roles: ['admin'],
});

/** A call by the admin of the hall that must succeed. */
export const asAdmin = async (
  stack: Stack,
  tenant: TenantCode,
  method: string,
  path: string,
  body?: object,
): Promise<unknown> => {
  const token = await stack.token(adminOf(tenant));
  const options = { token, ...(body === undefined ? {} : { body }) };
  const answer = await stack.api(method, `/v1/${tenant}${path}`, options);
  if (answer.status >= 300)
    throw new UnexpectedAnswerError(`${method} ${path}: ${answer.status} ${answer.text}`);
  return answer.body;
};

const simulated = ({ code, services, windows }: z.infer<typeof ZoneView>): SimulatedZone[] => {
  const [first, ...rest] = services.map((service) => service.code);
  const open = windows.slice(0, Math.ceil(windows.length * OPEN_SHARE)).map(({ id }) => id);
  return first === undefined || open.length === 0
    ? []
    : [{ code, services: [first, ...rest], windows: open }];
};

/** Who works at a window in the simulation. */
export const clerkOf = (tenant: TenantCode, window: string): Identity => ({
  sub: `simulator.${window}`,
  name: '模拟',
  tenant,
  roles: ['clerk'],
  windows: [window],
});

/** E38: only whoever is posted and trained opens a window. */
const postClerk = async (stack: Stack, tenant: TenantCode, window: string): Promise<void> => {
  const { sub, name, roles } = clerkOf(tenant, window);
  const path = `/staff/${sub}`;
  await asAdmin(stack, tenant, 'PUT', path, { name, roles, windows: [window], from: POSTED_ON });
  const training = { kind: 'pre-job', on: POSTED_ON, topic: '岗前培训' };
  await asAdmin(stack, tenant, 'POST', `${path}/training`, training);
};

/** The hall with its zones and a clerk for each window that opens. */
export const openHall = async (stack: Stack, tenant: TenantCode): Promise<SimulatedHall> => {
  const { items } = Zones.parse(await asAdmin(stack, tenant, 'GET', '/zones'));
  const hall = { tenant, zones: items.flatMap(simulated) };
  for (const window of hall.zones.flatMap(({ windows }) => windows)) await postClerk(stack, tenant, window);
  return hall;
};
