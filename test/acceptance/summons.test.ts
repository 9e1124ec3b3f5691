import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { evaluate } from '../../functions/clock/evaluate.ts';
import { CaseView } from '../../shared/contracts/cases.ts';
import type { MatterView } from '../../shared/contracts/matter.ts';
import { ResidenceView } from '../../shared/contracts/supervision.ts';
import { caseAggregate } from '../../shared/domain/case/case.ts';
import type { CaseNo, TenantCode } from '../../shared/kernel/ids.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { inProcess, type InProcess } from '../support/in-process.ts';
import { HALL, somebody, walkerOf, type Walker } from '../support/walk.ts';

const Departments = z.array(z.object({ name: z.string(), mode: z.string() }));
const AWAY = Departments.parse(
  JSON.parse(readFileSync(new URL('../../data/departments.json', import.meta.url), 'utf8')),
)
  .filter(({ mode }) => mode === '综合窗口接件')
  .map(({ name }) => name);

const clerk = somebody('clerk', 'clerk');
const supervisor = somebody('supervisor', 'supervisor');

let hall: InProcess;
let walker: Walker;
let matter: MatterView;
beforeEach(async () => {
  // The hall rests from 12:00 to 14:00.
  hall = await inProcess({ start: '2026-11-23T03:50:00.000Z' });
  walker = walkerOf(hall);
  const found = await walker.matterWhere(
    ({ department, steps }) => AWAY.includes(department) && steps !== '审核合一',
  );
  matter = found;
});

const open = async (): Promise<CaseView> => {
  const { body } = await walker.must(201, clerk, 'POST', '/cases', walker.applicationFor(matter));
  return CaseView.parse(body);
};

/** What the case's execution does when it wakes up. */
const wakeUp = async (caseNo: string): Promise<void> => {
  const tenant = HALL as TenantCode;
  const { state } = await hall.deps.streams.load(tenant, caseAggregate, caseNo);
  if (state.status === 'none') throw new Error(`no case ${caseNo}`);
  await evaluate(hall.deps, { tenant, caseNo: caseNo as CaseNo, stretch: state.stretch });
};

describe('事进人不进', () => {
  it('E17: the handler has twenty minutes of the hall’s working time to come, and checks in', async () => {
    const reviewer = somebody('away', 'reviewer', matter.department);
    const { caseNo, summons } = await open();
    expect(summons).toEqual({ due: '2026-11-23T06:10:00.000Z' });
    hall.setNow('2026-11-23T06:10:00.000Z' as Instant);
    const { body } = await walker.must(200, reviewer, 'POST', `/cases/${caseNo}/check-in`, {});
    expect(CaseView.parse(body).summons).toMatchObject({ arrivedAt: '2026-11-23T06:10:00.000Z' });
    const again = await walker.call(reviewer, 'POST', `/cases/${caseNo}/check-in`, {});
    expect(again.status).toBe(409);
  });

  it('E17: whoever does not come is recorded as late by the clock', async () => {
    const { caseNo } = await open();
    hall.setNow('2026-11-23T06:10:00.001Z' as Instant);
    await wakeUp(caseNo);
    const { body } = await walker.must(200, clerk, 'GET', `/cases/${caseNo}`);
    expect(CaseView.parse(body).summons).toMatchObject({ missedAt: '2026-11-23T06:10:00.001Z' });
  });

  it('E41: from ten cases in a month on the unit is proposed for staff in the hall', async () => {
    const residence = async () => {
      const { body } = await walker.must(200, supervisor, 'GET', '/supervision/residence?month=2026-11');
      return z.object({ items: z.array(ResidenceView) }).parse(body).items;
    };
    const cases: CaseView[] = [];
    for (let count = 0; count < 9; count += 1) cases.push(await open());
    const unit = { unit: matter.department, onTime: 0, late: 0, complaints: 0 };
    expect(await residence()).toEqual([{ ...unit, cases: 9 }]);
    cases.push(await open());
    hall.setNow('2026-11-23T06:10:00.001Z' as Instant);
    for (const { caseNo } of cases.slice(0, 3)) await wakeUp(caseNo);
    expect(await residence()).toEqual([{ ...unit, cases: 10, late: 3, proposes: 'cases' }]);
  });
});
