import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { GrievanceFile, GrievanceView } from '../../shared/contracts/grievances.ts';
import { inProcess, type InProcess } from '../support/in-process.ts';
import { somebody, walkerOf, type Walker } from '../support/walk.ts';

const citizen = somebody('citizen.1', 'citizen');
const other = somebody('citizen.2', 'citizen');
const handler = somebody('grievance.1', 'grievance');
const supervisor = somebody('supervisor.1', 'supervisor');
const List = z.object({ items: z.array(GrievanceView) });
const TEXT = '上周三在窗口办低保，让我跑了三趟';
const PHONE = '13800000001';
const BODY = { category: 'many-trips', text: TEXT, phone: PHONE };

describe('a complaint', () => {
  let hall: InProcess;
  let walk: Walker;

  beforeEach(async () => {
    hall = await inProcess();
    walk = walkerOf(hall);
  });

  const submit = async (key = 'one') =>
    GrievanceFile.parse(
      (await walk.call(citizen, 'POST', '/grievances', BODY, { 'idempotency-key': key })).body,
    );
  const act = async (no: string, name: string, body: object, who = handler) =>
    GrievanceFile.parse((await walk.must(200, who, 'POST', `/grievances/${no}/${name}`, body)).body);

  it('C43: is accepted, handed over, urged, answered, revisited and mended; the person follows it', async () => {
    const { no, status, text, next } = await submit();
    expect({ status, text, next }).toEqual({ status: 'submitted', text: TEXT, next: [] });
    expect((await act(no, 'accept', {})).next).toEqual(['transfer']);
    await act(no, 'transfer', { department: '县民政局', note: '请于两日内答复' });
    await act(no, 'supervise', { note: '请尽快办理' });
    await act(no, 'supervise', { note: '已催两次' }, supervisor);
    await act(no, 'answer', { text: '材料已由部门间核验，不需再跑' });
    await act(no, 'revisit', { satisfied: true, note: '本人表示满意' });
    const file = await act(no, 'rectify', { measure: '该事项改为部门间核验，修改办事指南' });
    expect(file).toMatchObject({ status: 'rectified', phone: PHONE, satisfied: true, next: [] });
    const seen = GrievanceFile.parse((await walk.must(200, citizen, 'GET', `/grievances/${no}`)).body);
    expect(seen.phone).toBeUndefined();
    expect(seen.steps.map((step) => step.text).filter(Boolean)).toEqual([
      '材料已由部门间核验，不需再跑',
      '该事项改为部门间核验，修改办事指南',
    ]);
  });

  it('is the person’s own, and the handlers’; what was written stands in no log', async () => {
    const { no } = await submit();
    await walk.must(404, other, 'GET', `/grievances/${no}`);
    await walk.must(404, handler, 'GET', '/grievances/0123456789abcdef');
    const listed = async (who: string) =>
      List.parse((await walk.must(200, who, 'GET', '/grievances')).body).items.map((one) => one.no);
    expect(await listed(citizen)).toEqual([no]);
    expect(await listed(other)).toEqual([]);
    expect(await listed(supervisor)).toEqual([no]);
    const log = JSON.stringify(hall.commits());
    expect(log).not.toContain(TEXT);
    expect(log).not.toContain(PHONE);
  });

  it('sent twice is one complaint, and a step out of order is refused', async () => {
    const first = await submit();
    expect((await submit()).no).toBe(first.no);
    expect((await submit('two')).no).not.toBe(first.no);
    const early = await walk.call(handler, 'POST', `/grievances/${first.no}/answer`, { text: '已办' });
    expect([early.status, early.body['type']]).toEqual([409, 'wrong-status']);
  });
});
