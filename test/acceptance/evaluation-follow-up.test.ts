import { describe, expect, it } from 'vitest';
import { EvaluationFile, EvaluationItem, EvaluationReport } from '../../shared/contracts/evaluations.ts';
import { instantAt, type Day } from '../../shared/kernel/instant.ts';
import { bearerOf, inProcess } from '../support/in-process.ts';
import { HALL, somebody, SYNTHETIC_PERSON, walkerOf } from '../support/walk.ts';

const citizen = somebody('citizen.1', 'citizen');
const evaluator = somebody('evaluator.1', 'device');
const supervisor = somebody('supervisor.1', 'supervisor');
const other = somebody('supervisor.2', 'supervisor');
const grievance = somebody('grievance.1', 'grievance');
const clerk = bearerOf({ sub: 'clerk.1', name: '窗口', tenant: HALL, roles: ['clerk'], windows: ['A01'] });
const COMMENT = '璎珞说话难听';

/** A hall in which a number was rated badly at window A01, and a withdrawn case well. */
const ratedHall = async () => {
  const hall = await inProcess();
  hall.setNow(instantAt('2026-11-19' as Day, '10:00'));
  const walker = walkerOf(hall);
  const { must, matterWhere, applicationFor } = walker;
  const { services } = (
    (await must(200, '', 'GET', '/zones')).body as { items: { code: string; services: { code: string }[] }[] }
  ).items.find(({ code }) => code === 'A') ?? { services: [] };
  await must(201, evaluator, 'POST', '/tickets', { service: services[0]?.code });
  for (const act of ['open', 'call-next', 'start', 'finish'])
    await must(200, clerk, 'POST', `/windows/A01/${act}`, {});
  const rating = { act: 'A001', grade: 1, tags: ['115'], comment: COMMENT };
  await must(201, evaluator, 'POST', '/evaluations', rating);
  hall.setNow(instantAt('2026-11-19' as Day, '10:05'));
  const matter = await matterWhere(({ steps }) => steps === '一审一核');
  const caseNo = String((await must(201, clerk, 'POST', '/cases', applicationFor(matter))).body['caseNo']);
  await must(200, clerk, 'POST', `/cases/${caseNo}/withdraw`, {});
  const check = SYNTHETIC_PERSON.idNo.slice(-4);
  await must(201, citizen, 'POST', '/evaluations', { act: caseNo, grade: 4, check });
  return { ...walker, hall, caseNo, department: matter.department };
};

const itemsOf = (body: object): EvaluationItem[] =>
  EvaluationItem.array().parse((body as { items: unknown }).items);

describe('evaluations for supervision', () => {
  it('are listed without what anybody wrote, by grade, days and department, page after page', async () => {
    const { must, call, caseNo, department } = await ratedHall();
    const all = await must(200, supervisor, 'GET', '/evaluations');
    expect(all.text).not.toContain(COMMENT);
    expect(all.text).not.toContain(SYNTHETIC_PERSON.name);
    expect(itemsOf(all.body)).toMatchObject([
      { act: caseNo, caseNo, department, grade: 4, hasComment: false },
      {
        act: 'A001',
        window: 'A01',
        grade: 1,
        hasComment: true,
        followUp: { next: 'verify', due: '2026-11-20' },
      },
    ]);
    const only = async (query: string) =>
      itemsOf((await must(200, supervisor, 'GET', `/evaluations?${query}`)).body).map(({ act }) => act);
    expect(await only('grade=1')).toEqual(['A001']);
    expect(await only(`department=${encodeURIComponent(department)}`)).toEqual([caseNo]);
    expect(await only('from=2026-11-20&to=2026-11-30')).toEqual([]);
    expect(await only('from=2026-09-01&to=2026-11-30')).toEqual([caseNo, 'A001']);
    expect(await only('followUp=open')).toEqual(['A001']);
    const first = await must(200, supervisor, 'GET', '/evaluations?limit=1');
    const { next } = first.body as { next: string };
    expect(await only(`limit=1&cursor=${encodeURIComponent(next)}`)).toEqual(['A001']);
    expect((await call(supervisor, 'GET', '/evaluations?cursor=x')).status).toBe(422);
    expect((await call(supervisor, 'GET', '/evaluations?from=2024-01-01&to=2026-01-01')).status).toBe(422);
    await must(403, clerk, 'GET', '/evaluations');
    const tag = all.headers.get('etag') ?? '';
    expect((await call(supervisor, 'GET', '/evaluations', undefined, { 'if-none-match': tag })).status).toBe(
      304,
    );
  });

  it('C66: a bad rating is verified, put right, answered and called back; its words only in the file', async () => {
    const { must, call, hall } = await ratedHall();
    const id = 'ticket.A.2026-11-19.A001';
    const file = EvaluationFile.parse((await must(200, supervisor, 'GET', `/evaluations/${id}`)).body);
    expect(file.comments).toEqual([{ number: 1, grade: 1, text: COMMENT }]);
    const act = (who: string, name: string, body: object) =>
      must(200, who, 'POST', `/evaluations/${id}/${name}`, body);
    expect((await call(supervisor, 'POST', `/evaluations/${id}/answer`, { text: '已办' })).body['type']).toBe(
      'wrong-status',
    );
    await act(grievance, 'verify', { outcome: 'disputed', unit: '综合窗口', note: '本人称并无此事' });
    await must(403, grievance, 'POST', `/evaluations/${id}/recheck`, { outcome: 'invalid', note: '无效' });
    await act(other, 'recheck', { outcome: 'simple', note: '监控可见属实' });
    await act(grievance, 'rectify', { measure: '批评教育，学习礼仪' });
    await act(grievance, 'answer', { text: '已批评教育，向您致歉' });
    const done = await act(grievance, 'revisit', { reached: true, satisfied: true, note: '表示理解' });
    const closed = EvaluationFile.parse(done.body);
    expect(closed.followUp).toEqual({ outcome: 'simple', isLate: false, unit: '综合窗口' });
    expect(closed.steps.map(({ step, text, who }) => [step, text, who])).toEqual([
      ['verify', '本人称并无此事', 'grievance.1姓名'],
      ['recheck', '监控可见属实', 'supervisor.2姓名'],
      ['rectify', '批评教育，学习礼仪', 'grievance.1姓名'],
      ['answer', '已批评教育，向您致歉', 'grievance.1姓名'],
      ['revisit', '表示理解', 'grievance.1姓名'],
    ]);
    expect(itemsOf((await must(200, supervisor, 'GET', '/evaluations?followUp=open')).body)).toEqual([]);
    expect(JSON.stringify(hall.commits())).not.toContain('批评教育');
    await must(404, supervisor, 'GET', '/evaluations/case.41132320261119009999');
    await must(404, supervisor, 'POST', '/evaluations/case.41132320261119009999/answer', { text: '无' });
  });

  it('an act rests on what was seen: an older version is refused', async () => {
    const { must, call } = await ratedHall();
    const path = '/evaluations/ticket.A.2026-11-19.A001/verify';
    const body = { outcome: 'simple', note: '属实' };
    expect((await call(supervisor, 'POST', path, body, { 'if-match': '"7"' })).status).toBe(412);
    await must(200, supervisor, 'POST', path, body, { 'if-match': '"0"' });
  });

  it('a day after its limit an unverified one is late', async () => {
    const { must, hall } = await ratedHall();
    hall.setNow(instantAt('2026-11-23' as Day, '09:00'));
    const [item] = itemsOf((await must(200, supervisor, 'GET', '/evaluations?followUp=open')).body);
    expect(item?.followUp).toMatchObject({ next: 'verify', isLate: true });
  });

  it('E39: figures of the hall, of each window, department and person', async () => {
    const { must, department } = await ratedHall();
    const { body } = await must(200, supervisor, 'GET', '/evaluations/figures');
    const report = EvaluationReport.parse(body);
    expect(report).toMatchObject({
      from: '2026-11-01',
      to: '2026-11-19',
      hall: { endedActs: 2, all: 2, valid: 2, bad: 1, activeRate: 1, validRate: 1, satisfaction: 0.5 },
      windows: [{ name: 'A01', endedActs: 1, all: 1, bad: 1, satisfaction: 0, promptRate: 0 }],
      departments: [{ name: department, endedActs: 1, all: 1, bad: 0, satisfaction: 1 }],
      people: [{ name: 'clerk.1', endedActs: 2, all: 2, bad: 1 }],
    });
    expect(report.hall.correctedRate).toBeUndefined();
  });

  it('are counted for a month at most, so that no question reads a whole year', async () => {
    const { call } = await ratedHall();
    const figures = (from: string, to: string) =>
      call(supervisor, 'GET', `/evaluations/figures?from=${from}&to=${to}`);
    expect((await figures('2026-10-01', '2026-10-31')).status).toBe(200);
    const { status, body } = await figures('2026-10-01', '2026-11-01');
    expect([status, body['type'], body['errors']]).toEqual([
      422,
      'bad-input',
      [{ path: 'from', message: '不能晚于截止日，最长 31 天' }],
    ]);
  });

  it('非常不满意 goes out as 5 to GB/T 39046 and as 1 to the 好差评 interface', async () => {
    const { must } = await ratedHall();
    const codes = async (receiver: string) => {
      const { body } = await must(200, supervisor, 'GET', `/evaluations/export?receiver=${receiver}`);
      return (body as { items: { act: string; gradeCode: string; channel: string }[] }).items.map(
        ({ gradeCode, channel }) => [gradeCode, channel],
      );
    };
    expect(await codes('gbt39046')).toEqual([
      ['5', '4'],
      ['2', '2'],
    ]);
    expect(await codes('review')).toEqual([
      ['1', '4'],
      ['4', '2'],
    ]);
    const csv = await must(200, supervisor, 'GET', '/evaluations/export?receiver=review', undefined, {
      accept: 'text/csv',
    });
    expect(csv.text).toContain('非常不满意');
    expect(csv.text).not.toContain(COMMENT);
  });

  it('are handed on some at a time, the oldest first: a list by next, a table by its Link', async () => {
    const { must, caseNo } = await ratedHall();
    const path = '/evaluations/export?receiver=review&limit=1&from=2026-10-01';
    const first = await must(200, supervisor, 'GET', path);
    const { items, next } = first.body as { items: object[]; next: string };
    expect(items).toMatchObject([{ act: 'A001', region: HALL }]);
    const second = await must(200, supervisor, 'GET', `${path}&cursor=${encodeURIComponent(next)}`);
    expect(second.body['items']).toMatchObject([{ act: caseNo }]);
    const accept = { accept: 'text/csv' };
    const table = await must(200, supervisor, 'GET', path, undefined, accept);
    const [, link] = /^<(.*)>; rel="next"$/.exec(table.headers.get('link') ?? '') ?? [];
    const last = await must(200, supervisor, 'GET', `/evaluations/export${link}`, undefined, accept);
    expect([table, last].map(({ text }) => [text.includes('A001'), text.includes(caseNo)])).toEqual([
      [true, false],
      [false, true],
    ]);
    expect(last.headers.get('link') ?? '').not.toContain(caseNo);
  });
});
