import { readFileSync } from 'node:fs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { redatePage } from '../../functions/clock/redate.ts';
import { noticesOf } from '../../functions/notify/reactions.ts';
import type { NotifyDeps } from '../../functions/notify/prepared-notice.ts';
import { giveUpNotice, sendNotice } from '../../functions/notify/send-notice.ts';
import { dayText, momentText } from '../../functions/runtime/documents/wording.ts';
import { CaseView } from '../../shared/contracts/cases.ts';
import { noticeAggregate } from '../../shared/domain/notice/notice.ts';
import { erasePerson } from '../../shared/ports/disclose.ts';
import { caseAggregate } from '../../shared/domain/case/case.ts';
import type { ActorRecord } from '../../shared/kernel/actor.ts';
import type { Subject, TenantCode } from '../../shared/kernel/ids.ts';
import type { Day, Instant } from '../../shared/kernel/instant.ts';
import { NoticeProviderError, type NoticeMessage, type NoticeRef } from '../../shared/ports/notices.ts';
import { PERSON, staff } from '../support/hall.ts';
import { Streams } from '../../shared/ports/handle-command.ts';
import { bearerOf, inProcess, type InProcess } from '../support/in-process.ts';
import { HALL, somebody, walkerOf, type Walker } from '../support/walk.ts';

const AWAY = z
  .array(z.object({ name: z.string(), mode: z.string() }))
  .parse(JSON.parse(readFileSync(new URL('../../data/departments.json', import.meta.url), 'utf8')))
  .filter(({ mode }) => mode === '综合窗口接件')
  .map(({ name }) => name);

const tenant = HALL as TenantCode;
const MONDAY = '2026-11-23T01:00:00.000Z' as Instant;

let hall: InProcess;
let walk: Walker;
let out: NoticeMessage[];
let deps: NotifyDeps;

const clerk = somebody('411323.clerk.1', 'clerk');

beforeAll(async () => {
  hall = await inProcess();
  walk = walkerOf(hall);
});

beforeEach(() => {
  hall.setNow(MONDAY);
  out = [];
  deps = {
    ...hall.deps,
    provider: {
      send: (message) => {
        out.push(message);
        return Promise.resolve();
      },
    },
  };
});

const refsOf = (caseNo: string): readonly NoticeRef[] =>
  hall
    .commits()
    .filter(({ stream }) => stream.aggregate === 'case' && stream.id === caseNo)
    .flatMap(noticesOf);

const sendAll = async (caseNo: string) => {
  for (const ref of refsOf(caseNo)) await sendNotice(deps, ref);
  return out.map(({ kind, to, text }) => ({ kind, to, text }));
};

const licence = () =>
  walk.matterWhere(
    ({ caseType, steps, promisedDays, type }) =>
      caseType === '承诺件' && steps === '一审一核' && promisedDays >= 5 && type === '行政许可',
  );

const open = async (change: object = {}) => {
  const matter = await licence();
  const application = { ...walk.applicationFor(matter), ...change };
  const { body } = await walk.must(201, clerk, 'POST', '/cases', application);
  return { matter, caseNo: String(body['caseNo']) };
};

/** As a function that has nothing warm yet. */
const inOwnProcess = () => ({ ...hall.deps, streams: new Streams(hall.deps.log, hall.deps.clock) });

describe('notices of a case', () => {
  it('the applicant hears of acceptance, special procedure and extension, with legal basis and days (行政许可法 第42条, 第45条)', async () => {
    const { matter, caseNo } = await open();
    const reviewer = somebody('r', 'reviewer', matter.department);
    const chief = bearerOf(staff('chief', { department: matter.department }));
    const act = (who: string, name: string, body: object) =>
      walk.must(200, who, 'POST', `/cases/${caseNo}/${name}`, body);
    await act(reviewer, 'start-procedure', { kind: '专家评审', days: 10 });
    await act(reviewer, 'finish-procedure', { result: '评审通过' });
    await act(chief, 'extend', { days: 3, reason: '需要补充核实现场情况' });
    const told = await sendAll(caseNo);
    expect(told.map(({ kind }) => kind)).toEqual(['acceptance', 'procedure', 'procedure-end', 'extension']);
    expect(new Set(told.map(({ to }) => JSON.stringify(to)))).toEqual(
      new Set([JSON.stringify({ kind: 'applicant', name: PERSON.name, phone: PERSON.phone })]),
    );
    expect(told[0]?.text).toMatch(
      /^【西峡县政务服务中心】测试甲乙：您申请的“.+”（办件编号\d+.*已于2026年11月23日 09:00受理/,
    );
    expect(told[1]?.text).toMatch(/专家评审，所需时间10个工作日.*不计入办理期限.*行政许可法》第四十五条/);
    expect(told[3]?.text).toMatch(/延长3个工作日.*理由：需要补充核实现场情况.*行政许可法》第四十二条/);
  });

  it('第32条: the one-time notice names everything that is missing', async () => {
    const matter = await licence();
    const application = { ...walk.applicationFor(matter), materials: [] };
    const { body } = await walk.must(201, clerk, 'POST', '/cases', application);
    const caseNo = String(body['caseNo']);
    const missing = matter.materials.filter(({ required }) => required).map(({ name }) => ({ name }));
    await walk.must(200, clerk, 'POST', `/cases/${caseNo}/request-supplement`, { items: missing });
    const [notice] = await sendAll(caseNo);
    expect(notice).toMatchObject({ kind: 'supplement' });
    for (const { name } of missing) expect(notice?.text).toContain(name);
  });

  it('D36: a card is told to the unit that answers for it, by name of the person in charge and without any telephone', async () => {
    const { caseNo, matter } = await open();
    hall.setNow('2026-12-31T01:00:00.000Z' as Instant);
    const supervisor = somebody('s', 'supervisor');
    await walk.must(200, supervisor, 'POST', `/supervision/${caseNo}/urge`, { note: '请尽快办理' });
    const cards = (await sendAll(caseNo)).filter(({ kind }) => kind === 'card' || kind === 'urge');
    expect(cards.map(({ kind }) => kind)).toContain('card');
    for (const { to } of cards) expect(to).toEqual({ kind: 'unit', unit: matter.department });
    expect(cards.find(({ kind }) => kind === 'urge')?.text).toContain('请尽快办理');
  });
});

describe('notices of what happens around a case', () => {
  it('第82条: a day that the calendar moves is told with the day before, the new one and the reason', async () => {
    const { caseNo } = await open();
    const dueOf = async () =>
      CaseView.parse((await walk.must(200, clerk, 'GET', `/cases/${caseNo}`)).body).clock?.promisedDue;
    const before = await dueOf();
    const admin = somebody('admin', 'admin');
    await walk.must(200, admin, 'PUT', '/calendar/closures/2026-11-24', { reason: '大雪' });
    hall.setNow('2026-11-23T01:00:20.000Z' as Instant);
    await redatePage(inOwnProcess(), { tenant });
    const notice = (await sendAll(caseNo)).find(({ kind }) => kind === 'dues');
    expect(notice?.to).toMatchObject({ kind: 'applicant' });
    const [was, is] = [before, await dueOf()].map((day) => dayText(day as Day));
    expect(is).not.toBe(was);
    expect(notice?.text).toContain('因工作日调整（闭馆：大雪（2026-11-24））');
    expect(notice?.text).toContain(`承诺期限由${was}调整为${is}`);
    expect(notice?.text).not.toContain('告知期限');
  });

  it('E17: the unit without staff in the hall hears by when its handler is to be there', async () => {
    const matter = await walk.matterWhere(
      ({ department, steps }) => AWAY.includes(department) && steps !== '审核合一',
    );
    const { body } = await walk.must(201, clerk, 'POST', '/cases', walk.applicationFor(matter));
    const { caseNo, summons } = CaseView.parse(body);
    const notice = (await sendAll(caseNo)).find(({ kind }) => kind === 'summons');
    expect(notice?.to).toMatchObject({ kind: 'unit', unit: matter.department });
    expect(notice?.text).toContain(caseNo);
    expect(notice?.text).toContain(`请${matter.department}经办人于${momentText(summons?.due as Instant)}前`);
    expect(notice?.text).not.toContain(PERSON.name);
  });
});

describe('a notice', () => {
  it('goes out once, however often its event is told', async () => {
    const { caseNo } = await open();
    const [ref] = refsOf(caseNo);
    if (!ref) throw new Error('no notice');
    expect(await sendNotice(deps, ref)).toBe('sent');
    expect(await sendNotice(deps, ref)).toBe('sent-before');
    expect(out.map(({ id }) => id)).toEqual([`${caseNo}.${ref.version}.${ref.event}`]);
  });

  it('is sent again under the same id when the record of it was lost, so that the provider knows it', async () => {
    const { caseNo } = await open();
    const [ref] = refsOf(caseNo);
    if (!ref) throw new Error('no notice');
    const dying: NotifyDeps = {
      ...deps,
      provider: {
        send: async (message) => {
          await deps.provider.send(message);
          throw new NoticeProviderError('the process ended');
        },
      },
    };
    await expect(sendNotice(dying, ref)).rejects.toThrow('the process ended');
    await sendNotice(deps, ref);
    expect(new Set(out.map(({ id }) => id)).size).toBe(1);
  });

  it('leaves nothing of the person in the queue, in the log and in its record', async () => {
    const { caseNo } = await open();
    await sendAll(caseNo);
    const queued = JSON.stringify(refsOf(caseNo));
    const logged = JSON.stringify(hall.commits().filter(({ stream }) => stream.aggregate === 'notice'));
    expect(logged).toContain('NoticeSent');
    for (const secret of [PERSON.name, PERSON.phone, PERSON.idNo])
      expect(queued + logged).not.toContain(secret);
    const read = hall
      .commits()
      .filter(({ stream, actor }) => stream.aggregate === 'person' && actor.sub === 'notices');
    expect(read.at(-1)?.events[0]).toMatchObject({ data: { purpose: 'notice:acceptance' } });
  });

  it('that nobody could deliver is recorded as failed, and sent all the same when it is tried later', async () => {
    const { caseNo } = await open();
    const [ref] = refsOf(caseNo);
    if (!ref) throw new Error('no notice');
    const faultOf = async () =>
      [...(await deps.streams.load(tenant, noticeAggregate, caseNo)).state.values()].map(
        ({ fault }) => fault,
      );
    await giveUpNotice(deps, ref);
    expect(await faultOf()).toEqual(['provider']);
    expect(await sendNotice(deps, ref)).toBe('sent');
    expect(await faultOf()).toEqual([undefined]);
  });

  it('个人信息保护法 第47条: finds nobody after the person was erased, and says so', async () => {
    const { caseNo } = await open();
    const [ref] = refsOf(caseNo);
    if (!ref) throw new Error('no notice');
    const { state } = await deps.streams.load(tenant, caseAggregate, caseNo);
    if (state.status === 'none') throw new Error('no case');
    const by: ActorRecord = { sub: 'admin' as Subject, roles: ['admin'], tenant };
    await erasePerson(deps, tenant, state.received.person, { by, reason: 'requested', at: MONDAY });
    expect(await sendNotice(deps, ref)).toBe('nobody-left');
    expect(out).toEqual([]);
  });
});
