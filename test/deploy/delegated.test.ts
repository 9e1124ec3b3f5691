import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { CaseView, InboxItem } from '../../shared/contracts/cases.ts';
import {
  applicationFor,
  catalogue,
  COUNTY,
  eventually,
  hallOf,
  PERSON,
  problemOf,
  staff,
  TOWNSHIP,
} from '../support/hall.ts';
import { startStack, type Identity, type Stack } from '../support/stack.ts';

/**
 * 通办 between two halls, each reached by the functions in a session of its own. Weaker than AWS, by name: MiniStack gives
 * the sessions and does not look at their policies; infra/templates.test.ts holds to which keys they are pinned.
 */
let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.stop());

const Inbox = z.object({ items: z.array(InboxItem) });
const Log = z.object({
  items: z.array(z.object({ events: z.array(z.object({ type: z.string(), data: z.unknown() })) })),
});
const clerk = staff('clerk', { tenant: TOWNSHIP });
const admin: Identity = { sub: 'admin.deployed', name: '管理员', tenant: COUNTY, roles: ['admin'] };

test('C68: a township receives for its county under a recorded delegation, the county decides, and neither sees the other’s cases', async () => {
  const county = hallOf(stack, COUNTY);
  const township = hallOf(stack, TOWNSHIP);
  const matter = (await catalogue(stack)).find(
    ({ steps, audience }) => steps === '一审一核' && audience.includes('个人'),
  );
  if (!matter) throw new Error('no matter to tell a story with');
  const send = () => township.post(clerk, '/cases', { ...applicationFor(matter), handledBy: COUNTY });
  const delegate = async (method: string, path: string, body: unknown) => {
    const answer = await stack.api(method, `/v1/${COUNTY}/delegations/${path}`, {
      token: await stack.token(admin),
      body,
    });
    expect(answer.status, answer.text).toBe(200);
  };

  expect(problemOf(await send()).type).toBe('not-delegated');
  await delegate('PUT', 'deployed', { to: TOWNSHIP, matters: [matter.code], from: '2026-01-01' });
  // Facts of another hall may be five seconds old (ADR 005).
  const { caseNo, tenant } = await eventually(async () => {
    const answer = await send();
    expect(answer.status, answer.text).toBe(201);
    return CaseView.parse(answer.body);
  });
  expect(tenant).toBe(COUNTY);
  expect(caseNo.startsWith(COUNTY)).toBe(true);

  const reviewer = staff('reviewer', { department: matter.department });
  await eventually(async () => {
    const { items } = Inbox.parse((await county.get(reviewer, '/inbox?limit=200')).body);
    expect(items.map((item) => item.caseNo)).toContain(caseNo);
  });
  const { items } = Log.parse((await county.get(reviewer, `/cases/${caseNo}/log`)).body);
  expect(items[0]?.events[0]?.data).toMatchObject({
    receivedBy: { tenant: TOWNSHIP, delegation: 'deployed' },
  });
  // The person lies in the vault of the hall that handles the case, readable there and nowhere else.
  const person = await county.get(staff('clerk'), `/cases/${caseNo}/person`);
  expect(person.text).toContain(PERSON.name);
  expect((await township.get(clerk, `/cases/${caseNo}/person`)).status).toBe(404);
  expect(
    (await stack.api('GET', `/v1/${COUNTY}/cases/${caseNo}`, { token: await stack.token(clerk) })).status,
  ).toBe(404);

  await delegate('POST', 'deployed/revoke', { reason: '期满' });
  await eventually(async () => expect(problemOf(await send()).type).toBe('not-delegated'));
});
