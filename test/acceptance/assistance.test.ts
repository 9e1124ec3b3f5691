import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AssistanceFile, AssistanceView } from '../../shared/contracts/assistance.ts';
import { instantAt, type Day } from '../../shared/kernel/instant.ts';
import { inProcess, type InProcess } from '../support/in-process.ts';
import { somebody, walkerOf, type Walker } from '../support/walk.ts';

const citizen = somebody('citizen.1', 'citizen');
const stranger = somebody('citizen.2', 'citizen');
const guide = somebody('guide.1', 'guide');
const clerk = somebody('clerk.1', 'clerk');
const colleague = somebody('clerk.2', 'clerk');

const at = (day: string, time: string) => instantAt(day as Day, time);
const TODAY = '2026-11-23';
const SATURDAY = '2026-11-28';
const PHONE = '13800000001';
const PLACE = '白羽街道示例路璎珞巷 1 号';
const Items = z.object({ items: z.array(AssistanceView) });

describe('帮办代办、延时、节假日、上门', () => {
  let hall: InProcess;
  let walk: Walker;

  beforeEach(async () => {
    hall = await inProcess();
    walk = walkerOf(hall);
  });

  const wish = (kind: string, wanted: string, more: object = {}) => ({
    kind,
    wanted,
    reason: '急需用证，白天走不开',
    name: '测试甲乙',
    phone: PHONE,
    ...more,
  });
  const ask = async (body: object, who = citizen) =>
    AssistanceFile.parse((await walk.must(201, who, 'POST', '/assistance', body)).body);
  const act = (no: string, name: string, body: object = {}, who = guide) =>
    walk.call(who, 'POST', `/assistance/${no}/${name}`, body);
  const listed = async (who: string, query = '') =>
    Items.parse((await walk.must(200, who, 'GET', `/assistance${query}`)).body).items;

  it('D21: service after hours is asked for, arranged, given, and the result recorded with its case', async () => {
    const { no, feeFen } = await ask(wish('overtime', at(TODAY, '18:00')));
    expect(feeFen).toBe(0);
    expect((await listed(guide, '?open=true')).map((item) => item.no)).toEqual([no]);
    expect((await act(no, 'arrange', { clerk: 'nobody' })).body['type']).toBe('not-posted');
    expect((await act(no, 'arrange', { clerk: 'clerk.1' })).body).toMatchObject({
      status: 'arranged',
      clerk: 'clerk.1',
      at: at(TODAY, '18:00'),
    });
    hall.setNow(at(TODAY, '18:20'));
    const matter = await walk.matterWhere(({ steps }) => steps === '一审一核');
    const { body } = await walk.must(201, clerk, 'POST', '/cases', walk.applicationFor(matter));
    const cases = [String(body['caseNo'])];
    expect((await act(no, 'finish', { outcome: 'done' }, colleague)).status).toBe(403);
    const unknown = await act(no, 'finish', { outcome: 'done', cases: ['X1'] }, clerk);
    expect(unknown.body['errors']).toEqual([{ path: 'cases.0', message: '没有这个办件' }]);
    const note = '下班后受理';
    expect((await act(no, 'finish', { outcome: 'done', cases, note }, clerk)).status).toBe(200);
    const seen = AssistanceFile.parse((await walk.must(200, citizen, 'GET', `/assistance/${no}`)).body);
    expect(seen).toMatchObject({ status: 'done', cases, note, endedAt: at(TODAY, '18:20') });
    expect(await listed(guide, '?open=true')).toEqual([]);
  });

  it('D21: a holiday is booked for what cannot wait; on a working day people take a number', async () => {
    const refused = await walk.call(citizen, 'POST', '/assistance', wish('holiday', at(TODAY, '18:00')));
    expect([refused.status, refused.body['type']]).toEqual([409, 'wrong-time']);
    const { no } = await ask(wish('holiday', at(SATURDAY, '09:30')));
    const declined = await act(no, 'decline', { reason: '当日停电检修，请改约周日' });
    expect(declined.body).toMatchObject({ status: 'declined', declined: '当日停电检修，请改约周日' });
    expect((await act(no, 'arrange', { clerk: 'clerk.1' })).body['type']).toBe('wrong-status');
  });

  it('C13: help, overtime, holiday and visits leave a record each, with who came and what came of it', async () => {
    const wishes = [
      wish('helper', at('2026-11-24', '10:00')),
      wish('overtime', at('2026-11-24', '18:00')),
      wish('holiday', at(SATURDAY, '09:30')),
      wish('home', at('2026-11-25', '15:00'), { place: PLACE }),
    ];
    for (const body of wishes) {
      const { no } = await ask(body, clerk);
      await act(no, 'arrange', { clerk: 'clerk.2' });
      await act(no, 'finish', { outcome: 'not-done', note: '敲门无人应答' }, colleague);
    }
    const records = await listed(guide);
    expect(records.map(({ kind }) => kind).toSorted()).toEqual(['helper', 'holiday', 'home', 'overtime']);
    for (const record of records) expect(record).toMatchObject({ clerk: 'clerk.2', status: 'not-done' });
  });

  it('is for whoever asked and for those who see to it, and nobody else', async () => {
    const { no } = await ask(wish('helper', at('2026-11-24', '10:00')));
    await walk.must(404, stranger, 'GET', `/assistance/${no}`);
    await walk.must(404, stranger, 'POST', `/assistance/${no}/withdraw`, {});
    expect(await listed(stranger)).toEqual([]);
    expect(await listed(citizen)).toMatchObject([{ no, status: 'asked' }]);
    expect((await act(no, 'withdraw', {}, citizen)).body['status']).toBe('withdrawn');
  });

  it('第51条: name, telephone, address and words stay out of the log', async () => {
    const { no } = await ask(wish('home', at('2026-11-25', '15:00'), { place: PLACE }));
    await act(no, 'arrange', { clerk: 'clerk.1' });
    const own = hall.commits().filter(({ stream }) => stream.aggregate === 'assistance');
    const text = JSON.stringify(own.map(({ events }) => events));
    expect(own).toHaveLength(2);
    for (const told of ['测试甲乙', PHONE, '璎珞', '急需']) expect(text).not.toContain(told);
    expect((await walk.must(200, guide, 'GET', `/assistance/${no}`)).body).toMatchObject({
      place: PLACE,
      phone: PHONE,
    });
    expect(JSON.stringify(await listed(guide))).not.toContain(PHONE);
  });

  it('the same key asks once', async () => {
    const headers = { 'idempotency-key': 'wish-1' };
    const once = () =>
      walk.must(201, citizen, 'POST', '/assistance', wish('helper', at('2026-11-24', '10:00')), headers);
    const [first, again] = [await once(), await once()];
    expect(again.body['no']).toBe(first.body['no']);
    expect(await listed(guide)).toHaveLength(1);
  });
});
