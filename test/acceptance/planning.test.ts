import { describe, expect, it } from 'vitest';
import { PlanningView } from '../../shared/contracts/planning.ts';
import { instantAt, type Day } from '../../shared/kernel/instant.ts';
import { bearerOf, inProcess } from '../support/in-process.ts';
import { HALL, somebody, walkerOf } from '../support/walk.ts';

const supervisor = somebody('supervisor.1', 'supervisor');
const kiosk = somebody('kiosk.1', 'device');
const issuer = somebody('issuer.1', 'issuer');
const general = bearerOf({ sub: 'general.1', name: '陈晓燕', tenant: HALL, roles: ['clerk', 'chief'] });
const clerk = bearerOf({ sub: 'clerk.4', name: '孙晓燕', tenant: HALL, roles: ['clerk'], windows: ['B01'] });
const at = (day: string, time: string) => instantAt(day as Day, time);

describe('窗口设置的依据', () => {
  it('D24: windows are weighed by matter types, daily volume, approval times and their load', async () => {
    const hall = await inProcess();
    const { must, call, matterWhere, applicationFor } = walkerOf(hall);
    const matter = await matterWhere(
      ({ steps, caseType, department }) =>
        steps === '审核合一' && caseType === '即办件' && department === '县市场监督管理局',
    );
    hall.setNow(at('2026-11-19', '10:00'));
    const { body } = await must(201, general, 'POST', '/cases', applicationFor(matter));
    const path = `/cases/${String(body['caseNo'])}`;

    hall.setNow(at('2026-11-20', '09:00'));
    for (let people = 0; people < 3; people += 1)
      await must(201, kiosk, 'POST', '/tickets', { service: 'shichang' });
    for (const act of ['open', 'call-next', 'start'])
      await must(200, clerk, 'POST', `/windows/B01/${act}`, {});
    hall.setNow(at('2026-11-20', '09:21'));
    await must(200, clerk, 'POST', '/windows/B01/finish', {});
    await must(200, general, 'POST', `${path}/decide`, { outcome: 'approved', opinion: '同意' });
    await must(200, issuer, 'POST', `${path}/produce`, {});
    await must(200, issuer, 'POST', `${path}/deliver`, { method: 'counter', signedBy: '测试甲乙' });

    hall.setNow(at('2026-11-23', '09:00'));
    const read = async (query = '') =>
      PlanningView.parse((await must(200, supervisor, 'GET', `/queues/B/planning${query}`)).body);
    const plan = await read();
    expect(plan).toMatchObject({ from: '2026-11-16', to: '2026-11-20', days: 5 });
    expect(plan.services.find(({ code }) => code === 'shichang')).toMatchObject({
      numbersPerDay: 0.6,
      peakPerHour: 3,
      serviceMinutes: 21,
      windows: 14,
      casesPerDay: 0.2,
      matterTypes: [{ type: matter.type, cases: 1 }],
      approvalDays: 1,
    });
    // 21 minutes of five days of seven hours.
    expect(plan.windows[0]).toEqual({ id: 'B01', servedPerDay: 0.2, busyPercent: 1 });
    expect((await read('?from=2026-11-21&to=2026-11-22')).days).toBe(0);
    const tooLong = await call(supervisor, 'GET', '/queues/B/planning?from=2026-11-01&to=2026-11-20');
    expect(tooLong.status).toBe(422);
    await must(404, supervisor, 'GET', '/queues/Q/planning');
  });
});
