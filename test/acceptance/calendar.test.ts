import { beforeEach, describe, expect, it } from 'vitest';
import { redatePage } from '../../functions/clock/redate.ts';
import type { z } from 'zod';
import { CaseView, ClockExplanation, TrackView } from '../../shared/contracts/cases.ts';
import { CalendarView } from '../../shared/contracts/halls.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { inProcess, type InProcess } from '../support/in-process.ts';
import { HALL, somebody, SYNTHETIC_PERSON, walkerOf } from '../support/walk.ts';

let hall: InProcess;
let call: ReturnType<typeof walkerOf>['call'];
beforeEach(async () => {
  hall = await inProcess({ start: '2026-12-21T01:00:00.000Z' });
  ({ call } = walkerOf(hall));
});

const admin = somebody('admin', 'admin');
const clerk = somebody('clerk', 'clerk');

const openCase = async (): Promise<CaseView> => {
  const matter = await walkerOf(hall).matterWhere(
    ({ caseType, promisedDays }) => caseType === '承诺件' && promisedDays >= 5,
  );
  const materials = matter.materials
    .filter(({ required }) => required)
    .map(({ name }) => ({ name, provided: true }));
  const body = { matter: matter.code, applicant: SYNTHETIC_PERSON, form: {}, materials, channel: 'window' };
  return CaseView.parse((await call(clerk, 'POST', '/cases', body)).body);
};

/** What the clock's state machine does once the change has spread. */
const walk = async (): Promise<void> => {
  hall.setNow('2026-12-21T01:00:20.000Z' as Instant);
  let cursor: string | undefined;
  do {
    const ref = { tenant: HALL as TenantCode, ...(cursor === undefined ? {} : { cursor }) };
    ({ cursor } = await redatePage(hall.deps, ref));
  } while (cursor !== undefined);
};

const explained = async ({ caseNo }: CaseView): Promise<z.infer<typeof ClockExplanation>> =>
  ClockExplanation.parse((await call(clerk, 'GET', `/cases/${caseNo}/clock`)).body);

describe('the working calendar of a hall', () => {
  it('第82条: a snow day moves the days of running cases, and the applicant is told why', async () => {
    const opened = await openCase();
    const before = await explained(opened);
    expect(before.moves).toEqual([]);
    const closed = await call(admin, 'PUT', '/calendar/closures/2026-12-23', { reason: '大雪' });
    expect(CalendarView.parse(closed.body)).toMatchObject({
      closures: [{ day: '2026-12-23', reason: '大雪' }],
      changes: [{ reason: '闭馆：大雪（2026-12-23）' }],
    });
    await walk();
    const after = await explained(opened);
    expect(after.promisedDue > before.promisedDue).toBe(true);
    expect(after.statutoryDue > before.statutoryDue).toBe(true);
    expect(after.days.find(({ day }) => day === '2026-12-23')).toEqual({
      day: '2026-12-23',
      counts: false,
      kind: 'off',
      why: '闭馆：大雪',
    });
    const { promisedDue, statutoryDue } = before;
    expect(after.moves).toMatchObject([
      {
        reason: '闭馆：大雪（2026-12-23）',
        from: { promisedDue, statutoryDue },
        to: { promisedDue: after.promisedDue, statutoryDue: after.statutoryDue },
      },
    ]);
    const tracked = await hall.app.request(`/v1/track/${opened.caseNo}?check=0016`);
    const { steps, ...track } = TrackView.parse(await tracked.json());
    expect(track.promisedDue).toBe(after.promisedDue);
    expect(steps.at(-1)?.what).toBe(
      `闭馆：大雪（2026-12-23），承诺期限调整为 ${after.promisedDue}，法定期限调整为 ${after.statutoryDue}`,
    );
  });

  it('the notice of next year takes the place of the provisional one for cases that run into it', async () => {
    const opened = await openCase();
    expect((await explained(opened)).provisional).toBe(true);
    const holidays = ['01-01', '01-04', '01-05'].map((day) => ({ day: `2027-${day}`, name: '元旦' }));
    const put = await call(admin, 'PUT', '/calendar/years/2027', { holidays, workdays: [] });
    expect(put.status).toBe(200);
    await walk();
    const { moves, provisional } = await explained(opened);
    expect(moves.map(({ reason }) => reason)).toEqual(['2027年放假安排公布']);
    expect(provisional).toBe(false);
  });

  it('refuses what is no calendar', async () => {
    const foreign = { holidays: [{ day: '2026-01-01', name: '元旦' }], workdays: [] };
    expect((await call(admin, 'PUT', '/calendar/years/2027', foreign)).status).toBe(409);
    const hours = { hours: [{ from: '12:00', to: '08:30' }] };
    expect((await call(admin, 'PUT', '/calendar/hours', hours)).status).toBe(409);
    expect((await call(admin, 'PUT', '/calendar/closures/2026-02-30', { reason: '大雪' })).status).toBe(422);
  });
});
