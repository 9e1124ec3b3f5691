import { describe, expect, it } from 'vitest';
import { ScreenView } from '../../shared/contracts/screen.ts';
import { instantAt, type Day } from '../../shared/kernel/instant.ts';
import { bearerOf, inProcess } from '../support/in-process.ts';
import { HALL, somebody, SYNTHETIC_PERSON, walkerOf } from '../support/walk.ts';

const TOWNSHIP = '411323101';
const supervisor = somebody('supervisor.1', 'supervisor');
const evaluator = somebody('evaluator.1', 'device');
const clerk = bearerOf({ sub: 'clerk.1', name: '窗口', tenant: HALL, roles: ['clerk'], windows: ['A01'] });
const at = (time: string) => instantAt('2026-11-19' as Day, time);

describe('大厅态势', () => {
  it('A25: an empty hall has its windows closed and nothing else', async () => {
    const { must } = walkerOf(await inProcess());
    const screen = ScreenView.parse((await must(200, supervisor, 'GET', '/screen')).body);
    expect(screen.queue).toMatchObject({ waiting: 0, issued: 0, served: 0, hours: [] });
    expect(screen.queue.windows).toMatchObject({ busy: 0, free: 0, paused: 0 });
    expect(screen.queue.windows.closed).toBeGreaterThan(0);
    expect(screen).toMatchObject({
      hall: HALL,
      cases: { received: 0, accepted: 0, ended: 0, departments: [] },
      cards: {},
      satisfaction: { day: { valid: 0, bad: 0 }, month: { valid: 0, bad: 0 } },
      bundles: { running: 0, attention: 0 },
    });
  });

  it('A25: shows who waits, what windows do, when people came, the cases of the day and what people say', async () => {
    const hall = await inProcess();
    const { must, call, matterWhere, applicationFor } = walkerOf(hall);
    const zones = (await must(200, '', 'GET', '/zones')).body as {
      items: { code: string; services: { code: string; name: string }[] }[];
    };
    const service = zones.items.find(({ code }) => code === 'A')?.services[0];
    hall.setNow(at('09:10'));
    for (let people = 0; people < 3; people += 1)
      await must(201, evaluator, 'POST', '/tickets', { service: service?.code });
    hall.setNow(at('10:05'));
    await must(201, evaluator, 'POST', '/tickets', { service: service?.code });
    for (const act of ['open', 'call-next', 'start'])
      await must(200, clerk, 'POST', `/windows/A01/${act}`, {});
    hall.setNow(at('10:11'));
    for (const act of ['finish', 'call-next']) await must(200, clerk, 'POST', `/windows/A01/${act}`, {});
    await must(201, evaluator, 'POST', '/evaluations', { act: 'A001', grade: 2, tags: ['214'] });
    const matter = await matterWhere(({ steps }) => steps === '一审一核');
    await must(201, clerk, 'POST', '/cases', applicationFor(matter));
    const answer = await must(200, supervisor, 'GET', '/screen');
    const screen = ScreenView.parse(answer.body);
    expect(screen.queue).toMatchObject({ waiting: 2, issued: 4, served: 1, meanServiceMinutes: 6 });
    expect(screen.queue.windows).toMatchObject({ busy: 1, free: 0, paused: 0 });
    expect(screen.queue.hours).toEqual([
      { hour: 9, arrivals: 3 },
      { hour: 10, arrivals: 1 },
    ]);
    expect(screen.queue.services.find(({ name }) => name === service?.name)).toMatchObject({
      waiting: 2,
      served: 1,
      serviceMinutes: 6,
    });
    expect(screen.cases).toEqual({
      received: 1,
      accepted: 1,
      ended: 0,
      departments: [{ department: matter.department, received: 1, accepted: 1, ended: 0 }],
    });
    expect(screen.satisfaction.day).toEqual({ valid: 1, bad: 1, share: 0 });
    expect(answer.text).not.toContain(SYNTHETIC_PERSON.name);
    expect(answer.text).not.toContain('clerk.1');
    const tag = answer.headers.get('etag') ?? '';
    expect((await call(supervisor, 'GET', '/screen', undefined, { 'if-none-match': tag })).status).toBe(304);
    await must(200, clerk, 'POST', '/windows/A01/start', {});
    await must(200, clerk, 'POST', '/windows/A01/finish', {});
    expect((await call(supervisor, 'GET', '/screen', undefined, { 'if-none-match': tag })).status).toBe(200);
  });

  it('A25: satisfaction of the month is that of its earlier days and of today', async () => {
    const hall = await inProcess();
    const { must, matterWhere, applicationFor } = walkerOf(hall);
    const matter = await matterWhere(({ steps }) => steps === '一审一核');
    const check = SYNTHETIC_PERSON.idNo.slice(-4);
    const rate = async (grade: number) => {
      const { body } = await must(201, clerk, 'POST', '/cases', applicationFor(matter));
      const act = String(body['caseNo']);
      await must(200, clerk, 'POST', `/cases/${act}/withdraw`, {});
      await must(201, somebody('citizen.1', 'citizen'), 'POST', '/evaluations', { act, grade, check });
    };
    hall.setNow(instantAt('2026-11-18' as Day, '16:00'));
    await rate(2);
    hall.setNow(at('09:00'));
    await rate(5);
    const { satisfaction } = ScreenView.parse((await must(200, supervisor, 'GET', '/screen')).body);
    expect(satisfaction).toEqual({
      day: { valid: 1, bad: 0, share: 1 },
      month: { valid: 2, bad: 1, share: 0.5 },
    });
  });

  it('what is counted from lists is at most half a minute old', async () => {
    const hall = await inProcess();
    const { must, matterWhere, applicationFor } = walkerOf(hall);
    hall.setNow(at('09:00'));
    const received = async () =>
      ScreenView.parse((await must(200, supervisor, 'GET', '/screen')).body).cases.received;
    expect(await received()).toBe(0);
    const matter = await matterWhere(({ steps }) => steps === '一审一核');
    await must(201, clerk, 'POST', '/cases', applicationFor(matter));
    hall.setNow(at('09:01'));
    expect(await received()).toBe(1);
  });

  it('a county sees its townships, a township sees neither the county nor its neighbour', async () => {
    const hall = await inProcess();
    const county = walkerOf(hall);
    const { body } = await county.must(200, supervisor, 'GET', `/screen?hall=${TOWNSHIP}`);
    expect(ScreenView.parse(body).hall).toBe(TOWNSHIP);
    await county.must(404, supervisor, 'GET', '/screen?hall=411324');
    const own = bearerOf({ sub: 's', name: '', tenant: TOWNSHIP, roles: ['supervisor'] });
    await walkerOf(hall, TOWNSHIP).must(404, own, 'GET', `/screen?hall=${HALL}`);
    await walkerOf(hall, TOWNSHIP).must(404, own, 'GET', '/screen?hall=411323102');
  });
});
