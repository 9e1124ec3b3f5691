import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  paginateGetExecutionHistory,
  paginateListExecutions,
  paginateListStateMachines,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type CaseView } from '../../shared/contracts/cases.ts';
import { SupervisionItem } from '../../shared/contracts/supervision.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { createCalendar } from '../../shared/time/calendar.ts';
import { instantWhenRemaining, overdueFrom } from '../../shared/time/limits.ts';
import { applicationFor, catalogue, COUNTY, eventually, hallOf, staff, TOWNSHIP } from '../support/hall.ts';
import { startStack, type Identity, type Stack } from '../support/stack.ts';

/**
 * Weaker than AWS, by name: MiniStack waits for a fraction of the time until a moment, counted from real time, whatever
 * hall time it is. An execution therefore wakes up too early, and waits again, or late. What the law asks for does not
 * depend on it: the moment at which a card is due stands in the log.
 */
const [SINCE = '', SPEED = ''] = (process.env['ONEWINDOW_HALL_TIME'] ?? '').split('@');
/** An eighth of what would fit the speed: it wakes up early at least once, on a slow machine too. */
const SCALE = 1 / (8 * Number(SPEED));
const WALK_MS = 240_000;

const Log = z.object({
  items: z.array(
    z.object({
      at: z.string(),
      version: z.int(),
      events: z.array(z.object({ type: z.string(), data: z.record(z.string(), z.unknown()) })),
    }),
  ),
});
const Board = z.object({ items: z.array(SupervisionItem) });

const calendar = createCalendar({
  hours: [
    { from: '08:30', to: '12:00' },
    { from: '14:00', to: '17:30' },
  ],
});
const DEPARTMENT = '县民政局';
const supervisor: Identity = {
  sub: 'supervisor.walk',
  name: '监察员',
  tenant: COUNTY,
  roles: ['supervisor'],
};
const office = (role: string) => staff(role, { tenant: TOWNSHIP, department: DEPARTMENT });

const sfn = new SFNClient({
  requestHandler: new NodeHttpHandler({ httpAgent: new http.Agent({ keepAlive: false }) }),
});

/** What happened in the execution that waits for the first stretch of the case. */
const historyOf = async (caseNo: string): Promise<readonly string[]> => {
  const types: string[] = [];
  for await (const { stateMachines = [] } of paginateListStateMachines({ client: sfn }, {})) {
    for (const { stateMachineArn } of stateMachines) {
      for await (const { executions = [] } of paginateListExecutions({ client: sfn }, { stateMachineArn })) {
        const own = executions.find(({ name }) => name?.startsWith(`${caseNo}-`));
        if (!own) continue;
        const { executionArn } = own;
        for await (const { events = [] } of paginateGetExecutionHistory({ client: sfn }, { executionArn }))
          types.push(...events.flatMap(({ type }) => (type === undefined ? [] : [type])));
      }
    }
  }
  return types;
};

const scaleWaits = async (): Promise<void> => {
  const response = await fetch(`${process.env['AWS_ENDPOINT_URL']}/_ministack/config`, {
    method: 'POST',
    body: JSON.stringify({ 'stepfunctions._SFN_WAIT_SCALE': SCALE }),
  });
  expect(await response.json()).toEqual({ applied: { 'stepfunctions._SFN_WAIT_SCALE': SCALE } });
};

describe('the clock of a case of a township, where a day of the hall takes some seconds', () => {
  let stack: Stack;
  let township: ReturnType<typeof hallOf>;
  let county: ReturnType<typeof hallOf>;

  beforeAll(async () => {
    stack = await startStack();
    township = hallOf(stack, TOWNSHIP);
    county = hallOf(stack, COUNTY);
    await scaleWaits();
  });
  afterAll(async () => {
    sfn.destroy();
    await stack.stop();
  });

  const eventsOf = async (caseNo: string) => {
    const { body } = await township.get(office('chief'), `/cases/${caseNo}/log`);
    return Log.parse(body).items.flatMap(({ at, version, events }) =>
      events.map((event) => ({ at, version, ...event })),
    );
  };
  const cardsOf = async (caseNo: string) =>
    (await eventsOf(caseNo)).filter(
      ({ type, data }) => type === 'CardRaised' && data['clock'] === 'handling',
    );
  const boardItem = async (who: Identity, hall: typeof county, caseNo: string) => {
    const answer = await hall.get(who, '/supervision?limit=200');
    return Board.parse(answer.body).items.find((item) => item.caseNo === caseNo);
  };

  const open = async (): Promise<CaseView> => {
    const matters = await catalogue(stack, TOWNSHIP);
    const matter = matters
      .filter(({ caseType, steps }) => caseType === '承诺件' && steps === '一审一核')
      .filter(({ department, promisedDays }) => department === DEPARTMENT && promisedDays >= 5)
      .sort((one, other) => one.promisedDays - other.promisedDays)[0];
    if (!matter) throw new Error('no matter to tell a story with');
    const opened = await township.apply(staff('clerk', { tenant: TOWNSHIP }), applicationFor(matter));
    expect(opened.status).toBe('accepted');
    return opened;
  };

  test(
    'C65: goes from green over yellow to red, each at the instant of shared/time; its county urges, the unit answers, the decision cures',
    async () => {
      await sleep(Math.max(0, Date.parse(SINCE) - Date.now()));
      const { caseNo } = await open();
      expect(await cardsOf(caseNo)).toEqual([]);
      const cards = await eventually(async () => {
        const raised = await cardsOf(caseNo);
        expect(raised.map(({ data }) => data['level']).slice(0, 2)).toEqual(['yellow', 'red']);
        return raised.slice(0, 2);
      }, WALK_MS);
      const accepted = (await eventsOf(caseNo)).find(({ type }) => type === 'CaseAccepted');
      const { promisedDays } = z.object({ promisedDays: z.int() }).parse(accepted?.data);
      const limit = { start: accepted?.at as Instant, days: promisedDays, pauses: [] };
      const warning = Math.max(1, Math.floor(promisedDays * 0.2));
      expect(cards.map(({ data }) => data['since'])).toEqual([
        instantWhenRemaining(calendar, limit, warning),
        overdueFrom(calendar, limit),
      ]);
      const waits = (await historyOf(caseNo)).filter((type) => type === 'WaitStateExited').length;
      expect(waits).toBeGreaterThan(1);

      const seen = await eventually(async () => {
        const item = await boardItem(supervisor, county, caseNo);
        expect(item?.cards.map(({ level }) => level)).toContain('red');
        return item;
      });
      expect(seen?.tenant).toBe(TOWNSHIP);
      const urged = await county.post(supervisor, `/supervision/${caseNo}/urge`, { note: '请尽快办理' });
      expect(urged.status, urged.text).toBe(200);
      const above = await township.post(
        { ...supervisor, tenant: TOWNSHIP },
        `/supervision/${COUNTY}${caseNo.slice(TOWNSHIP.length)}/urge`,
        {},
      );
      expect(above.status).toBe(404);
      const answered = async (act: string, body: object) =>
        township.post(office('reviewer'), `/supervision/${caseNo}/cards/red/${act}`, body);
      expect((await answered('acknowledge', {})).status).toBe(200);
      expect((await answered('reply', { reply: '已安排专人办理' })).status).toBe(200);

      await township.act(office('reviewer'), caseNo, 'review', { result: 'pass', opinion: '材料齐全' });
      await township.act(office('chief'), caseNo, 'decide', { outcome: 'approved', opinion: '同意' });
      const cured = (await eventsOf(caseNo)).filter(({ type }) => type === 'CardCured');
      const numbers = cards.map(({ data }) => data['no']);
      expect(cured.map(({ data }) => data['no'])).toEqual(expect.arrayContaining(numbers));
      await eventually(async () => {
        expect(await boardItem(supervisor, county, caseNo)).toBeUndefined();
      });
    },
    WALK_MS + 60_000,
  );
});
