import { describe, expect, it, vi } from 'vitest';
import { Streams } from '../../shared/ports/handle-command.ts';
import { bearerOf, inProcess } from '../support/in-process.ts';
import { HALL, somebody, SYNTHETIC_PERSON, walkerOf } from '../support/walk.ts';

const citizen = somebody('citizen.1', 'citizen');
const evaluator = somebody('evaluator.1', 'device');
const clerk = bearerOf({ sub: 'clerk.1', name: '窗口', tenant: HALL, roles: ['clerk'], windows: ['A01'] });

describe('好差评 at the window and by the person', () => {
  it('一次一评: the number at a window, after it was served, once', async () => {
    const hall = await inProcess();
    const { must, call } = walkerOf(hall);
    const zones = (await must(200, '', 'GET', '/zones')).body as {
      items: { code: string; services: { code: string }[] }[];
    };
    const service = zones.items.find(({ code }) => code === 'A')?.services[0]?.code;
    await must(201, evaluator, 'POST', '/tickets', { service });
    for (const act of ['open', 'call-next', 'start'])
      await must(200, clerk, 'POST', `/windows/A01/${act}`, {});
    const rating = { act: 'A001', grade: 2, tags: ['214'], comment: '璎珞说话难听' };
    const early = await call(evaluator, 'POST', '/evaluations', rating);
    expect([early.status, early.body['type']]).toEqual([409, 'act-not-ended']);
    await must(200, clerk, 'POST', '/windows/A01/finish', {});
    await must(404, citizen, 'POST', '/evaluations', rating);
    expect((await must(201, evaluator, 'POST', '/evaluations', rating)).body).toMatchObject({
      number: 1,
      channel: 'hall-tablet',
      ratings: [{ side: 'front', grade: 2, tags: ['214'] }],
    });
    expect((await call(evaluator, 'POST', '/evaluations', rating)).body['type']).toBe('already-evaluated');
    expect(JSON.stringify(hall.commits())).not.toContain('璎珞');
  });

  it('E31: a case, when it has ended, acceptor and approver alike; never by staff', async () => {
    const hall = await inProcess();
    const { must, call, matterWhere, applicationFor } = walkerOf(hall);
    const matter = await matterWhere(({ steps }) => steps === '一审一核');
    const caseNo = String((await must(201, clerk, 'POST', '/cases', applicationFor(matter))).body['caseNo']);
    const rating = { act: caseNo, grade: 5, check: SYNTHETIC_PERSON.idNo.slice(-4) };
    expect((await call(citizen, 'POST', '/evaluations', rating)).body['type']).toBe('act-not-ended');
    await must(200, clerk, 'POST', `/cases/${caseNo}/withdraw`, {});
    await must(404, citizen, 'POST', '/evaluations', { ...rating, check: '9999' });
    await must(403, clerk, 'POST', '/evaluations', rating);
    const both = bearerOf({ sub: 'clerk.1', name: '', tenant: HALL, roles: ['citizen', 'clerk'] });
    expect((await call(both, 'POST', '/evaluations', rating)).body['type']).toBe('self-evaluation');
    expect((await must(201, citizen, 'POST', '/evaluations', rating)).body).toMatchObject({
      channel: 'mobile',
      ratings: [{ side: 'front', grade: 5 }],
    });
    await must(201, citizen, 'POST', '/evaluations', { ...rating, grade: 4, again: true });
    await must(409, citizen, 'POST', '/evaluations', { ...rating, grade: 4, again: true });
  });

  it('who may not know of a case learns nothing of it, and no queue is read for him', async () => {
    const hall = await inProcess();
    const { must, matterWhere, applicationFor } = walkerOf(hall);
    const matter = await matterWhere(({ steps }) => steps === '一审一核');
    const application = { ...applicationFor(matter), ticket: 'A001' };
    const act = String((await must(201, clerk, 'POST', '/cases', application)).body['caseNo']);
    await must(200, clerk, 'POST', `/cases/${act}/withdraw`, {});
    const load = vi.spyOn(Streams.prototype, 'load');
    const queues = () => load.mock.calls.filter(([, aggregate]) => aggregate.name === 'queue').length;
    await must(404, citizen, 'POST', '/evaluations', { act, grade: 5, check: '9999' });
    expect([load.mock.calls.length > 0, queues()]).toEqual([true, 0]);
    const check = SYNTHETIC_PERSON.idNo.slice(-4);
    await must(201, citizen, 'POST', '/evaluations', { act, grade: 5, check });
    expect(queues()).toBe(1);
    load.mockRestore();
  });
});
