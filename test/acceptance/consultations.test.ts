import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { evaluate } from '../../functions/clock/evaluate.ts';
import { noticesOf } from '../../functions/notify/reactions.ts';
import { sendNotice } from '../../functions/notify/send-notice.ts';
import { ConsultationFile, ConsultationView } from '../../shared/contracts/consultations.ts';
import { SettingsView } from '../../shared/contracts/halls.ts';
import { GuideChangeView } from '../../shared/contracts/matter.ts';
import { FindingView, OtherLimitFile, OtherLimitView } from '../../shared/contracts/supervision.ts';
import { DEFAULT_SETTINGS } from '../../shared/domain/tenant/hall.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { instantAt, type Day } from '../../shared/kernel/instant.ts';
import type { NoticeMessage } from '../../shared/ports/notices.ts';
import { inProcess, type InProcess } from '../support/in-process.ts';
import { HALL, somebody, walkerOf, type Walker } from '../support/walk.ts';

const citizen = somebody('citizen.1', 'citizen');
const other = somebody('citizen.2', 'citizen');
const guide = somebody('guide.1', 'guide');
const reviewer = somebody('minzheng.1', 'reviewer', '县民政局');
const stranger = somebody('linye.1', 'reviewer', '县林业局');
const supervisor = somebody('supervisor.1', 'supervisor');
const admin = somebody('admin.1', 'admin');
const Questions = z.object({ items: z.array(ConsultationView) });
const Limits = z.object({ items: z.array(OtherLimitView) });
const Findings = z.object({ items: z.array(FindingView) });
const TEXT = '我父亲的户口迁出后还能在本县办婚姻登记吗';
const PHONE = '13800000001';

let hall: InProcess;
let walk: Walker;
beforeEach(async () => {
  hall = await inProcess();
  walk = walkerOf(hall);
});

const ask = async (who = citizen, key = 'one') =>
  ConsultationFile.parse(
    (
      await walk.call(
        who,
        'POST',
        '/consultations',
        { question: TEXT, phone: PHONE },
        { 'idempotency-key': key },
      )
    ).body,
  );
const limitsOf = async () =>
  Limits.parse((await walk.must(200, supervisor, 'GET', '/supervision/limits')).body).items;
const wakeAt = async (aggregate: 'consultation' | 'matter', id: string, day: string) => {
  hall.setNow(instantAt(day as Day, '00:00'));
  await evaluate(hall.deps, { tenant: HALL as TenantCode, aggregate, id, stretch: 0 });
};

describe('a question', () => {
  it('C16: is due in two working days, marked as complex, answered by the unit, read by who asked', async () => {
    const { no, due, status, remainingDays } = await ask();
    expect([status, due, remainingDays]).toEqual(['asked', '2026-11-25', 2]);
    const note = { department: '县民政局', note: '涉及户籍政策' };
    await walk.must(200, guide, 'POST', `/consultations/${no}/mark-complex`, note);
    const refused = await walk.call(stranger, 'POST', `/consultations/${no}/answer`, { text: '不知道' });
    expect([refused.status, refused.body['type']]).toEqual([409, 'not-competent']);
    const text = '可以，一方户口在本县即可';
    await walk.must(200, reviewer, 'POST', `/consultations/${no}/answer`, { text });
    const seen = ConsultationFile.parse((await walk.must(200, citizen, 'GET', `/consultations/${no}`)).body);
    expect(seen).toMatchObject({ status: 'answered', question: TEXT, answer: text, unit: '县民政局' });
    expect([seen.phone, seen.note, seen.remainingDays]).toEqual([undefined, undefined, undefined]);
  });

  it('C16: late it shows a card to supervision and in the month’s findings; the answer takes it down', async () => {
    const { no } = await ask();
    await wakeAt('consultation', no, '2026-11-26');
    const [limit] = await limitsOf();
    expect(limit).toMatchObject({ clock: 'consultation', about: no, due: '2026-11-25', card: 'red' });
    const found = Findings.parse(
      (await walk.must(200, supervisor, 'GET', '/supervision/irregularities')).body,
    );
    expect(found.items).toMatchObject([{ about: no, irregularity: 'time', evidence: '咨询逾期未答复' }]);
    const open = Questions.parse((await walk.must(200, guide, 'GET', '/consultations?open=true')).body).items;
    expect(open.map(({ card, remainingDays }) => [card, remainingDays])).toEqual([['red', -1]]);
    await walk.must(200, guide, 'POST', `/consultations/${no}/answer`, { text: '可以' });
    expect(await limitsOf()).toEqual([]);
  });

  it('D36: its unit is told of the card, once, by the number of the question and nothing of what was asked', async () => {
    const { no } = await ask();
    await walk.must(200, guide, 'POST', `/consultations/${no}/mark-complex`, { department: '县民政局' });
    await wakeAt('consultation', no, '2026-11-26');
    const out: NoticeMessage[] = [];
    const provider = { send: (message: NoticeMessage) => Promise.resolve(void out.push(message)) };
    const refs = hall.commits().flatMap(noticesOf);
    for (const ref of [...refs, ...refs]) await sendNotice({ ...hall.deps, provider }, ref);
    expect(out.map(({ kind, to }) => [kind, to])).toEqual(
      ['yellow', 'red'].map(() => ['card', { kind: 'unit', unit: '县民政局' }]),
    );
    expect(out[1]?.text).toMatch(
      /【西峡县政务服务中心】县民政局：“红灯警示”：咨询.+的答复期限自2026年11月26日/,
    );
    expect(out[1]?.text).toContain(no);
    expect(JSON.stringify(out)).not.toContain(TEXT);
  });

  it('B23: its unit acknowledges the card and replies, supervision reads it; nobody else answers, and not twice', async () => {
    const { no } = await ask();
    await walk.must(200, guide, 'POST', `/consultations/${no}/mark-complex`, { department: '县民政局' });
    await wakeAt('consultation', no, '2026-11-26');
    const path = `/supervision/limits/consultation/${no}`;
    const say = (who: string, act: string, body: object = {}) =>
      walk.call(who, 'POST', `${path}/cards/red/${act}`, body);
    const refused = await say(stranger, 'acknowledge');
    expect([refused.status, refused.body['type']]).toEqual([409, 'not-competent']);
    expect((await say(reviewer, 'acknowledge')).status).toBe(200);
    const reply = '已联系派出所核实，今日答复';
    expect((await say(reviewer, 'reply', { reply })).status).toBe(200);
    const again = await say(guide, 'reply', { reply });
    expect([again.status, again.body['type']]).toEqual([409, 'card-answered']);
    const read = async (who: string) => OtherLimitFile.parse((await walk.must(200, who, 'GET', path)).body);
    const seen = await read(supervisor);
    expect(seen.replies.map(({ reply: text }) => text)).toEqual([reply]);
    expect(seen.item.cards.find(({ level }) => level === 'red')?.acknowledgedAt).toBeDefined();
    expect([seen.answerable, (await read(reviewer)).answerable]).toEqual([[], [1, 2]]);
    expect(seen.item.card).toBe('red');
    expect(JSON.stringify(hall.commits())).not.toContain(reply);
    await walk.must(404, supervisor, 'GET', `${path}?hall=411381`);
    await walk.must(404, reviewer, 'GET', `${path}?hall=411323101`);
  });

  it('is the person’s own and the staff’s; the desk writes down whom to call; nothing written stands in the log', async () => {
    const { no } = await ask();
    await walk.must(404, other, 'GET', `/consultations/${no}`);
    const listed = async (who: string) =>
      Questions.parse((await walk.must(200, who, 'GET', '/consultations')).body).items.map((each) => each.no);
    expect(await listed(citizen)).toEqual([no]);
    expect(await listed(other)).toEqual([]);
    expect((await ask()).no).toBe(no);
    expect((await walk.call(guide, 'POST', '/consultations', { question: TEXT })).status).toBe(422);
    const noted = await ask(guide, 'desk');
    expect(noted.phone).toBe(PHONE);
    expect(await listed(reviewer)).toEqual([noted.no, no].toSorted((a, b) => (a < b ? 1 : -1)));
    const log = JSON.stringify(hall.commits());
    expect(log).not.toContain(TEXT);
    expect(log).not.toContain(PHONE);
  });
});

describe('a change of the law', () => {
  it('C10, E34: announced it is on the board, late it has a card, published in the hall and on the site it is done', async () => {
    const matter = await walk.matterWhere(({ caseType }) => caseType === '承诺件');
    const path = `/matters/${matter.code}`;
    const body = {
      kinds: ['条件'],
      reason: '条件调整',
      basis: '条例修订',
      published: '2026-11-23',
      onSite: true,
    };
    const announced = await walk.must(200, admin, 'POST', `${path}/announce-change`, body);
    expect(GuideChangeView.parse(announced.body)).toMatchObject({ due: '2026-11-26', inHall: false });
    const again = await walk.call(admin, 'POST', `${path}/announce-change`, body);
    expect([again.status, again.body['type']]).toEqual([409, 'change-open']);
    await wakeAt('matter', matter.code, '2026-11-27');
    const subject = '条件调整';
    const out: string[] = [];
    const provider = { send: ({ text }: NoticeMessage) => Promise.resolve(void out.push(text)) };
    for (const ref of hall.commits().flatMap(noticesOf)) await sendNotice({ ...hall.deps, provider }, ref);
    expect(out.at(-1)).toContain(`事项${matter.code}的变更“${subject}”的落实期限自`);
    expect(await limitsOf()).toMatchObject([{ clock: 'change', about: matter.code, subject, card: 'red' }]);
    const said = await walk.must(
      200,
      admin,
      'POST',
      `/supervision/limits/change/${matter.code}/cards/red/reply`,
      { reply: '新指南今日公布' },
    );
    expect(OtherLimitFile.parse(said.body).replies).toEqual([{ no: 2, reply: '新指南今日公布' }]);
    const site = { address: 'https://minzheng.example/notice/1' };
    await walk.must(200, admin, 'POST', `${path}/note-site`, site);
    expect(await limitsOf()).toHaveLength(1);
    const exported = await walk.must(200, admin, 'GET', '/catalogue/export?format=json');
    const record = z.array(z.looseObject({ code: z.string() })).parse(JSON.parse(exported.text));
    const own = record.find(({ code }) => code === matter.code);
    const version = { ...own, promisedDays: 1, reason: '条件调整', basis: '条例修订' };
    await walk.must(200, admin, 'PUT', path, version);
    expect(await limitsOf()).toEqual([]);
    const done = GuideChangeView.parse((await walk.must(200, supervisor, 'GET', `${path}/change`)).body);
    expect(done).toMatchObject({ inHall: true, ...{ site: site.address } });
    expect(done.endedAt).toBeDefined();
  });
});

describe('the settings of a hall', () => {
  it('C16, E17: are read with what the hall has not set itself, changed one by one within their bounds', async () => {
    const numbers = Object.keys(DEFAULT_SETTINGS).filter((name) => name !== 'cards');
    const read = async () => SettingsView.parse((await walk.must(200, supervisor, 'GET', '/settings')).body);
    expect(Object.keys(SettingsView.shape).toSorted()).toEqual(numbers.toSorted());
    const before = await read();
    const set = { summonsMinutes: 30, bookingSlotMinutes: 20, consultationDays: 1 };
    await walk.must(200, admin, 'PUT', '/settings', set);
    expect(await read()).toEqual({ ...before, ...set });
    const wrong = await walk.call(admin, 'PUT', '/settings', { bookingSlotMinutes: 1 });
    expect([wrong.status, wrong.body['type']]).toEqual([422, 'bad-input']);
    expect((await ask()).due).toBe('2026-11-24');
  });
});
