import { beforeEach, describe, expect, it } from 'vitest';
import { applies, at, matter, text } from '../../shared/domain/case/case.test-support.ts';
import { bundleAggregate } from '../../shared/domain/bundle/decide.ts';
import { COMPLETE, opening } from '../../shared/domain/bundle/bundle.test-support.ts';
import type { BundleCommand } from '../../shared/domain/bundle/commands.ts';
import { consultationAggregate } from '../../shared/domain/consultation/consultation.ts';
import { matterAggregate } from '../../shared/domain/matter/decide.ts';
import { publishing } from '../../shared/domain/matter/matter.test-support.ts';
import type { TenantCommand } from '../../shared/domain/tenant/decide.ts';
import type { CaseNo, TenantCode } from '../../shared/kernel/ids.ts';
import type { Day, Instant } from '../../shared/kernel/instant.ts';
import { clockOffice } from '../../test/support/clock-office.ts';
import { loadHall } from '../runtime/hall.ts';

const COUNTY = '411323' as TenantCode;
const TOWN = '411323101' as TenantCode;
const MONDAY = at('2026-09-14');
const day = (name: string) => name as Day;
const snow = (date: string): TenantCommand => ({
  type: 'declare-closure',
  closure: { day: day(date), reason: '大雪' },
});
const holidays = (...days: readonly string[]): TenantCommand => ({
  type: 'publish-holiday-notice',
  override: { year: 2026, holidays: days.map((each) => ({ day: day(each), name: '调休' })), workdays: [] },
});

let office: ReturnType<typeof clockOffice>;
beforeEach(async () => {
  office = clockOffice(MONDAY);
  await office.hall(COUNTY, {
    type: 'open',
    code: COUNTY,
    profile: { name: COUNTY, place: COUNTY, level: 4 },
  });
  await office.hall(TOWN, { type: 'open', code: TOWN, profile: { name: TOWN, place: TOWN, level: 5 } });
});

const around = async (tenant: TenantCode) => {
  const { calendar, settings } = await loadHall(office.deps, tenant);
  return { now: office.now(), calendar, cards: settings.cards, days: settings.consultationDays };
};
const ask = async (no: string, tenant = COUNTY) => {
  const command = { ...(await around(tenant)), type: 'ask', question: text() } as const;
  await office.tell(tenant, consultationAggregate, no, command);
  await office.settle();
};
const questionOf = async (no: string, tenant = COUNTY) => {
  const { state } = await office.deps.streams.load(tenant, consultationAggregate, no);
  if (state.status === 'none') throw new Error('no question');
  return state;
};
const levelsOf = async (no: string) =>
  (await questionOf(no)).duty.cards.map(({ level, since, curedAt }) => [level, since, curedAt !== undefined]);
const answer = async (no: string) => {
  const command = { ...(await around(COUNTY)), type: 'answer', text: text() } as const;
  await office.tell(COUNTY, consultationAggregate, no, command);
  await office.settle();
};

describe('the clock of a consultation', () => {
  it('C16: wakes by itself at the warning and at the end, and the answer cures', async () => {
    await ask('q1');
    expect(office.machine.waiting()).toBe(1);
    await office.advance(at('2026-09-17', '00:00'));
    expect(await levelsOf('q1')).toEqual([
      ['yellow', at('2026-09-15', '17:30'), false],
      ['red', at('2026-09-17', '00:00'), false],
    ]);
    await answer('q1');
    expect((await levelsOf('q1')).every(([, , cured]) => cured)).toBe(true);
    await office.advance(at('2026-12-01'));
    expect(office.machine.waiting()).toBe(0);
    expect(await levelsOf('q1')).toHaveLength(2);
  });

  it('answered in time costs no card and nothing after it; lying open it costs no read until it is due', async () => {
    await ask('q1');
    Object.assign(office.traffic, { reads: 0, writes: 0 });
    await office.advance(at('2026-09-15', '17:29'));
    expect(office.traffic).toEqual({ reads: 0, writes: 0 });
    await answer('q1');
    await office.advance(at('2026-12-01'));
    expect(await levelsOf('q1')).toEqual([]);
  });

  it('a lost and a duplicate execution change nothing', async () => {
    await ask('q1');
    office.machine.kill();
    for (const name of ['one', 'other'])
      await office.machine.start('clock', name, {
        tenant: COUNTY,
        aggregate: 'consultation',
        id: 'q1',
        stretch: 0,
        wakeAt: at('2026-09-15', '17:30'),
      });
    await office.advance(at('2026-09-17', '00:00'));
    expect(await levelsOf('q1')).toHaveLength(2);
  });

  it('第82条: snow moves its day, in the township by the county’s holidays too; a repeated walk writes nothing', async () => {
    await ask('q1');
    await ask('q2', TOWN);
    await office.hall(COUNTY, holidays('2026-09-16'));
    await office.settle();
    await office.advance(at('2026-09-14', '10:01'));
    for (const [no, tenant] of [
      ['q1', COUNTY],
      ['q2', TOWN],
    ] as const) {
      const { duty } = await questionOf(no, tenant);
      expect(duty).toMatchObject({
        due: '2026-09-17',
        stretch: 1,
        moves: [{ reason: '2026年放假安排公布', from: '2026-09-16', to: '2026-09-17' }],
      });
    }
    const before = office.traffic.writes;
    await office.machine.start('clock', 'again', { tenant: COUNTY, wakeAt: at('2026-09-14', '10:02') });
    await office.advance(at('2026-09-14', '10:03'));
    expect(office.traffic.writes).toBe(before);
  });
});

describe('the clock of a change', () => {
  const CODE = publishing().content.code;
  const change = async () => {
    const { calendar, cards, now } = await around(COUNTY);
    return { calendar, cards, now };
  };

  it('C10: three working days after the law a card goes up by itself; the new version takes it down', async () => {
    await office.tell(COUNTY, matterAggregate, CODE, { ...publishing(), now: MONDAY });
    await office.tell(COUNTY, matterAggregate, CODE, {
      ...(await change()),
      type: 'announce-change',
      kinds: ['材料'],
      reason: '减少材料',
      basis: '条例',
      published: day('2026-09-14'),
      onSite: false,
      days: 3,
    });
    await office.settle();
    await office.advance(at('2026-09-18', '00:00'));
    const changeOf = async () =>
      (await office.deps.streams.load(COUNTY, matterAggregate, CODE)).state.change?.duty.cards ?? [];
    expect((await changeOf()).map(({ level, since }) => [level, since])).toEqual([
      ['yellow', at('2026-09-16', '17:30')],
      ['red', at('2026-09-18', '00:00')],
    ]);
    const next = publishing({ content: { promisedDays: 1 } });
    await office.tell(COUNTY, matterAggregate, CODE, { ...next, ...(await change()) });
    await office.settle();
    expect((await changeOf()).every(({ curedAt }) => curedAt !== undefined)).toBe(true);
    await office.advance(at('2026-12-01'));
    expect([office.machine.waiting(), (await changeOf()).length]).toEqual([0, 2]);
  });
});

describe('a calendar that changes', () => {
  it('第82条: moves the joint days of a linked case with its cases, once, and a cut-off walk goes on', async () => {
    const no = 'L1';
    const { calendar } = await around(COUNTY);
    await office.tell(COUNTY, bundleAggregate, no, {
      ...opening({ materials: COMPLETE }),
      now: MONDAY,
      calendar,
    } as BundleCommand);
    await office.settle();
    const jointOf = async () => {
      const { state } = await office.deps.streams.load(COUNTY, bundleAggregate, no);
      if (state.status === 'none' || !state.clock) throw new Error('no joint clock');
      return state.clock;
    };
    const { promisedDue, statutoryDue } = await jointOf();
    await office.hall(COUNTY, snow('2026-09-16'));
    await office.settle();
    office.breakAfter(0);
    await expect(office.advance(at('2026-09-14', '10:01'))).rejects.toThrow('killed');
    office.breakAfter(Number.POSITIVE_INFINITY);
    for (const name of ['again', 'and again'])
      await office.machine.start('clock', name, { tenant: COUNTY, wakeAt: office.now() });
    const before = office.traffic.writes;
    await office.advance(at('2026-09-14', '10:02'));
    expect(office.traffic.writes - before).toBe(1);
    const clock = await jointOf();
    expect(clock.promisedDue > promisedDue && clock.statutoryDue > statutoryDue).toBe(true);
    expect(clock.moves).toMatchObject([
      { reason: '闭馆：大雪（2026-09-16）', from: { promisedDue, statutoryDue } },
    ]);
  });

  it('that swaps a holiday moves the warning and not the day: the card goes up at the earlier moment', async () => {
    const caseNo = `${COUNTY}20260914000001` as CaseNo;
    await office.act(
      COUNTY,
      caseNo,
      applies({ caseNo, matter: matter({ promisedDays: 5, statutoryDays: 5 }) }),
    );
    await office.settle();
    const { clock } = await office.caseOf(COUNTY, caseNo);
    expect(clock?.promisedDue).toBe('2026-09-20');
    const swap: TenantCommand = {
      type: 'publish-holiday-notice',
      override: {
        year: 2026,
        holidays: [{ day: day('2026-09-18'), name: '调休' }],
        workdays: [day('2026-09-19'), day('2026-09-20')],
      },
    };
    const warned = async (): Promise<readonly Instant[]> =>
      (await office.caseOf(COUNTY, caseNo)).cards.map(({ raisedAt }) => raisedAt);
    expect(await warned()).toEqual([]);
    await office.hall(COUNTY, swap);
    await office.settle();
    await office.advance(at('2026-09-19', '17:30'));
    expect((await office.caseOf(COUNTY, caseNo)).clock?.promisedDue).toBe('2026-09-20');
    expect(await warned()).toEqual([at('2026-09-19', '17:30')]);
  });

  it('and back again: a warning that comes earlier wakes the clock earlier, and no day and no notice moves', async () => {
    await office.hall(COUNTY, {
      type: 'publish-holiday-notice',
      override: {
        year: 2026,
        holidays: [{ day: day('2026-09-18'), name: '调休' }],
        workdays: [day('2026-09-19'), day('2026-09-20')],
      },
    });
    await office.settle();
    await office.advance(at('2026-09-14', '10:30'));
    const caseNo = `${COUNTY}20260914000002` as CaseNo;
    const late = applies({ caseNo, matter: matter({ promisedDays: 5, statutoryDays: 5 }) });
    const { calendar } = await loadHall(office.deps, COUNTY);
    await office.act(COUNTY, caseNo, { ...late, now: at('2026-09-14', '10:30'), calendar });
    await office.settle();
    await office.hall(COUNTY, {
      type: 'publish-holiday-notice',
      override: { year: 2026, holidays: [], workdays: [day('2026-09-20')] },
    });
    await office.settle();
    await office.advance(at('2026-09-18', '17:30'));
    const state = await office.caseOf(COUNTY, caseNo);
    expect(state.cards.map(({ level, raisedAt }) => [level, raisedAt])).toEqual([
      ['yellow', at('2026-09-18', '17:30')],
    ]);
    expect([state.moves, state.clock?.promisedDue]).toEqual([[], '2026-09-20']);
    const anew = office.commits().filter(({ events }) => events.some(({ type }) => type === 'DuesMoved'));
    expect(anew).toHaveLength(1);
  });
});
