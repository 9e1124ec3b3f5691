import { describe, expect, it } from 'vitest';
import {
  applies,
  at,
  chief,
  decides,
  does,
  issuer,
  matter,
  reviewer,
  reviews,
  text,
} from '../../shared/domain/case/case.test-support.ts';
import type { HallLevel } from '../../shared/domain/tenant/hall.ts';
import type { CaseNo, TenantCode } from '../../shared/kernel/ids.ts';
import type { Day } from '../../shared/kernel/instant.ts';
import { clockOffice } from '../../test/support/clock-office.ts';

const COUNTY = '411323' as TenantCode;
const TOWN = '411323101' as TenantCode;
const MONDAY = at('2026-09-14');

const noOf = (tenant: TenantCode, serial: number): CaseNo =>
  `${tenant}20260914${String(serial).padStart(6, '0')}` as CaseNo;

const opening = (code: TenantCode, level: HallLevel) =>
  ({ type: 'open', code, profile: { name: code, place: code, level } }) as const;

const snow = (day: string) =>
  ({ type: 'declare-closure', closure: { day: day as Day, reason: '大雪' } }) as const;

const openHalls = async () => {
  const office = clockOffice(MONDAY);
  await office.hall(COUNTY, opening(COUNTY, 4));
  await office.hall(TOWN, opening(TOWN, 5));
  return office;
};

/** A promise of three days ends before the day that is closed later on, one of eight after it. */
const apply = async (
  office: Awaited<ReturnType<typeof openHalls>>,
  tenant: TenantCode,
  serial: number,
  days: number,
) => {
  const caseNo = noOf(tenant, serial);
  const limits = matter({ promisedDays: days, statutoryDays: days === 3 ? 4 : 20 });
  await office.act(tenant, caseNo, applies({ caseNo, matter: limits }));
};

const movedIn = (office: Awaited<ReturnType<typeof openHalls>>) =>
  office
    .commits()
    .filter(({ events }) => events.some(({ type }) => type === 'DuesMoved'))
    .map(({ stream }) => stream.id);

describe('a calendar that changes while clocks run', () => {
  it('10,000 running clocks: one write for each that is affected, none for the others, each exactly once after a kill', async () => {
    const office = await openHalls();
    for (let serial = 0; serial < 10_000; serial += 1)
      await apply(office, COUNTY, serial, serial % 4 === 0 ? 3 : 8);
    await office.settle();
    expect(office.machine.waiting()).toBe(10_000);
    await office.hall(COUNTY, snow('2026-09-22'));
    await office.settle();
    const before = office.traffic.writes;
    office.breakAfter(3_333);
    await expect(office.advance(at('2026-09-14', '10:01'))).rejects.toThrow('killed');
    expect(office.traffic.writes - before).toBe(3_333);

    office.breakAfter(Number.POSITIVE_INFINITY);
    office.machine.kill();
    for (const { tenant, stream } of office.commits().filter(({ version }) => version === 0))
      if (stream.aggregate === 'case') await office.restart(tenant, stream.id as CaseNo);
    await office.settle();
    const moved = movedIn(office);
    expect(office.traffic.writes - before).toBe(7_500);
    expect(moved).toHaveLength(7_500);
    expect(new Set(moved).size).toBe(7_500);
    const state = await office.caseOf(COUNTY, noOf(COUNTY, 1));
    expect(state.moves).toEqual([
      {
        at: expect.any(String) as string,
        reason: '闭馆：大雪（2026-09-22）',
        from: { promisedDue: '2026-09-23', statutoryDue: '2026-10-16' },
        to: { promisedDue: '2026-09-24', statutoryDue: '2026-10-19' },
      },
    ]);
    expect(state.clock?.epoch).toBe(1);
    expect((await office.caseOf(COUNTY, noOf(COUNTY, 0))).clock?.epoch).toBe(0);
  }, 120_000);

  it('the walk alone moves them too, a repeated one writes nothing, and the wait goes on under the new epoch', async () => {
    const office = await openHalls();
    for (let serial = 0; serial < 250; serial += 1) await apply(office, COUNTY, serial, 8);
    await office.settle();
    await office.hall(COUNTY, snow('2026-09-22'));
    await office.settle();
    await office.advance(at('2026-09-14', '10:01'));
    expect(movedIn(office)).toHaveLength(250);
    expect(office.machine.waiting()).toBe(250);
    const before = office.traffic.writes;
    await office.machine.start('clock', 'again', { tenant: COUNTY, wakeAt: at('2026-09-14', '10:02') });
    await office.advance(at('2026-09-14', '10:03'));
    expect(office.traffic.writes).toBe(before);
    await office.advance(at('2026-09-24', '09:00'));
    const { cards } = await office.caseOf(COUNTY, noOf(COUNTY, 0));
    expect(cards.map(({ level, since }) => [level, since])).toEqual([['yellow', at('2026-09-23', '17:30')]]);
  });

  it('a year’s notice of the county moves the cases of its townships; snow in the town is the town’s own', async () => {
    const office = await openHalls();
    await apply(office, COUNTY, 1, 8);
    await apply(office, TOWN, 2, 8);
    await office.settle();
    await office.hall(TOWN, snow('2026-09-15'));
    await office.settle();
    await office.advance(at('2026-09-14', '10:01'));
    expect(movedIn(office)).toEqual([noOf(TOWN, 2)]);
    const holidays = ['2026-09-21', '2026-09-22'].map((day) => ({ day: day as Day, name: '调休' }));
    await office.hall(COUNTY, {
      type: 'publish-holiday-notice',
      override: { year: 2026, holidays, workdays: [] },
    });
    await office.settle();
    await office.advance(at('2026-09-14', '10:03'));
    expect(movedIn(office).toSorted()).toEqual([noOf(COUNTY, 1), noOf(TOWN, 2), noOf(TOWN, 2)].toSorted());
    const { moves } = await office.caseOf(TOWN, noOf(TOWN, 2));
    expect(moves.map(({ reason }) => reason)).toEqual(['闭馆：大雪（2026-09-15）', '2026年放假安排公布']);
  });
});

describe('what clocks cost', () => {
  it('10,000 open cases that nobody touches: no write and no read until a limit asks for something', async () => {
    const office = await openHalls();
    for (let serial = 0; serial < 10_000; serial += 1) await apply(office, COUNTY, serial, 8);
    await office.settle();
    Object.assign(office.traffic, { reads: 0, writes: 0 });
    const { transitions } = office.machine;
    await office.advance(at('2026-09-22', '17:29'));
    expect(office.traffic).toEqual({ reads: 0, writes: 0 });
    expect(office.machine.transitions).toBe(transitions);
  }, 120_000);

  it('at most eight transitions for a case that closes in time, received online, paused and warned of once', async () => {
    const office = await openHalls();
    const caseNo = noOf(COUNTY, 7);
    const run = async (...commands: readonly Parameters<typeof office.act>[2][]) => {
      for (const command of commands) {
        await office.advance(command.now);
        await office.act(COUNTY, caseNo, command);
        await office.settle();
      }
    };
    const clerk = { ...reviewer, sub: 'clerk', roles: ['clerk'] } as unknown as typeof reviewer;
    await run(
      applies({ caseNo, atCounter: false, channel: 'online' }),
      does(clerk, 'accept', {}, at('2026-09-15')),
      does(reviewer, 'start-procedure', { kind: '听证', days: 5 }, at('2026-09-16')),
      does(reviewer, 'finish-procedure', { result: text() }, at('2026-09-18')),
      reviews(reviewer, 'pass', at('2026-09-21')),
    );
    await office.advance(at('2026-09-28', '18:00'));
    expect((await office.caseOf(COUNTY, caseNo)).cards.map(({ level }) => level)).toEqual(['yellow']);
    await run(
      decides(chief, {}, at('2026-09-29')),
      does(issuer, 'produce', {}, at('2026-09-29', '11:00')),
      does(issuer, 'deliver', { method: 'counter', signedBy: text() }, at('2026-09-30')),
    );
    await office.advance(at('2026-12-01'));
    const { status, cards } = await office.caseOf(COUNTY, caseNo);
    expect([status, cards.length]).toEqual(['closed', 1]);
    expect(office.machine.waiting()).toBe(0);
    expect(office.machine.transitions).toBeLessThanOrEqual(8);
  });
});
