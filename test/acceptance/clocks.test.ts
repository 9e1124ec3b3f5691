import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Day, Instant } from '../../shared/kernel/instant.ts';
import { createCalendar } from '../../shared/time/calendar.ts';
import { instantWhenRemaining, overdueFrom } from '../../shared/time/limits.ts';
import type { CaseView } from '../../shared/contracts/cases.ts';
import { applicationFor, catalogue, eventually, hallOf, staff, type HallCalls } from '../support/hall.ts';
import { startLocal, type Identity, type LocalStack } from '../support/stack.ts';

const Log = z.object({
  items: z.array(
    z.object({
      at: z.string(),
      events: z.array(z.object({ type: z.string(), data: z.record(z.string(), z.unknown()) })),
    }),
  ),
});
const Raised = z.object({ no: z.int(), level: z.string(), clock: z.string(), since: z.string() });

const TWO_DAYS_A_SECOND = 172_800;

const calendar = createCalendar({
  hours: [
    { from: '08:30', to: '12:00' },
    { from: '14:00', to: '17:30' },
  ],
});

let stack: LocalStack | undefined;
afterEach(async () => {
  await stack?.stop();
  stack = undefined;
});

const eventsOf = async (hall: HallCalls, who: Identity, caseNo: string) => {
  const { body } = await hall.get(who, `/cases/${caseNo}/log`);
  return Log.parse(body).items.flatMap(({ at, events }) => events.map((event) => ({ at, ...event })));
};

const cardsOf = async (hall: HallCalls, who: Identity, caseNo: string) =>
  (await eventsOf(hall, who, caseNo))
    .filter(({ type }) => type === 'CardRaised')
    .map(({ data }) => Raised.parse(data))
    .filter(({ clock }) => clock === 'handling');

/** A case with a promise of twenty working days, at a counter, accepted. */
const openCase = async (
  hall: HallCalls,
  running: LocalStack,
): Promise<{ opened: CaseView; department: string }> => {
  const matters = await catalogue(running);
  const matter = matters.find(
    ({ caseType, steps, promisedDays, department }) =>
      caseType === '承诺件' && steps === '一审一核' && promisedDays === 20 && department === '县教育体育局',
  );
  if (!matter) throw new Error('no matter to tell a story with');
  const opened = await hall.apply(staff('clerk'), applicationFor(matter));
  expect(opened.status).toBe('accepted');
  return { opened, department: matter.department };
};

describe('clocks that run by themselves', () => {
  it('C38, C65: twenty working days go green, yellow, red over an expert review of ten and the National Day, each at the instant of shared/time, and is cured', async () => {
    stack = await startLocal({ now: '2026-09-18T08:31:00.000+08:00', speed: TWO_DAYS_A_SECOND });
    const hall = hallOf(stack);
    const { opened, department } = await openCase(hall, stack);
    const { caseNo } = opened;
    const reviewer = staff('reviewer', { department });
    const chief = staff('chief', { department });
    await hall.act(reviewer, caseNo, 'start-procedure', { kind: '专家评审', days: 10, note: '组织评审' });
    // Three weeks, of which National Day leaves ten working days.
    await sleep(10_500);
    await hall.act(reviewer, caseNo, 'finish-procedure', { result: '评审通过' });
    const red = await eventually(async () => {
      const cards = await cardsOf(hall, chief, caseNo);
      expect(cards.map(({ level }) => level).slice(0, 2)).toEqual(['yellow', 'red']);
      return cards;
    }, 40_000);
    const events = await eventsOf(hall, chief, caseNo);
    const momentOf = (type: string) => events.find((event) => event.type === type)?.at as Instant;
    const accepted = z
      .object({ promisedDays: z.int() })
      .parse(events.find(({ type }) => type === 'CaseAccepted')?.data);
    const pauses = [
      { from: momentOf('ProcedureStarted'), to: momentOf('ProcedureFinished'), reason: '专家评审' },
    ];
    const limit = { start: momentOf('CaseAccepted'), days: accepted.promisedDays, pauses };
    const warning = Math.max(1, Math.floor(accepted.promisedDays * 0.2));
    expect(red.slice(0, 2).map(({ since }) => since)).toEqual([
      instantWhenRemaining(calendar, limit, warning),
      overdueFrom(calendar, limit),
    ]);
    await hall.act(reviewer, caseNo, 'review', { result: 'pass', opinion: '材料齐全' });
    await hall.act(chief, caseNo, 'decide', { outcome: 'approved', opinion: '同意' });
    const after = await eventsOf(hall, chief, caseNo);
    const ofCase = await cardsOf(hall, chief, caseNo);
    const cured = after.filter(({ type }) => type === 'CardCured').map(({ data }) => data['no']);
    expect(cured).toEqual(expect.arrayContaining(ofCase.map(({ no }) => no)));
  });

  it('第82条: the stack walks through the running cases when the hall announces a snow day', async () => {
    stack = await startLocal({ now: '2026-11-23T09:00:00.000+08:00', speed: 20 });
    const hall = hallOf(stack);
    const { opened } = await openCase(hall, stack);
    const token = await stack.token(staff('admin'));
    const body = { reason: '大雪' };
    const closed = await stack.api('PUT', '/v1/411323/calendar/closures/2026-11-26', { token, body });
    expect(closed.status, closed.text).toBe(200);
    await eventually(async () => {
      const moved = (await eventsOf(hall, staff('clerk'), opened.caseNo)).filter(
        ({ type }) => type === 'DuesMoved',
      );
      expect(moved.map(({ data }) => data['reason'])).toEqual(['闭馆：大雪（2026-11-26）']);
    }, 20_000);
  });

  it('all running clocks come back after kill -9: a case that nobody touches is still accepted by law, a question that nobody answers is late (C16)', async () => {
    stack = await startLocal({ now: '2026-11-23T09:00:00.000+08:00', speed: 1 });
    const { dataDir } = stack;
    const matters = await catalogue(stack);
    const matter = matters.find(({ steps, caseType }) => steps === '一审一核' && caseType === '承诺件');
    if (!matter) throw new Error('no matter');
    const citizen: Identity = { sub: 'citizen-clock', name: '', tenant: '411323', roles: ['citizen'] };
    const opened = await hallOf(stack).apply(citizen, applicationFor(matter, { channel: 'online' }));
    expect(opened.status).toBe('received');
    const token = await stack.token(citizen);
    const body = { question: '材料可以邮寄吗', phone: '13800000001' };
    const asked = await stack.api('POST', '/v1/411323/consultations', { token, body });
    expect(asked.status, asked.text).toBe(201);
    await stack.kill9();
    stack = await startLocal({ dataDir, now: '2026-11-30T17:00:00.000+08:00', speed: 5_000 });
    const hall = hallOf(stack);
    const clerk = staff('clerk');
    await eventually(async () => {
      const accepted = (await eventsOf(hall, clerk, opened.caseNo)).find(
        ({ type }) => type === 'CaseAccepted',
      );
      expect(accepted?.data).toMatchObject({ deemed: true, acceptedAt: opened.receivedAt });
    }, 20_000);
    const due = calendar.closeOf('2026-11-30' as Day);
    const cards = (await eventsOf(hall, clerk, opened.caseNo)).filter(
      ({ type, data }) => type === 'CardRaised' && data['clock'] === 'notice',
    );
    expect(cards.map(({ data }) => data['level'])).toEqual(['yellow', 'red', 'supervised']);
    expect(Date.parse(String(cards[1]?.data['since']))).toBe(Date.parse(due) + 1);
    await eventually(async () => {
      const { body: late } = await hall.get(staff('supervisor'), '/supervision/limits');
      expect(late).toMatchObject({ items: [{ clock: 'consultation', card: 'red' }] });
    }, 20_000);
  });
});
