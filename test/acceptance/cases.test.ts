import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { CaseView, ClockExplanation, InboxItem, TrackView } from '../../shared/contracts/cases.ts';
import type { MatterView } from '../../shared/contracts/matter.ts';
import {
  accountOf,
  AGENT,
  applicationFor,
  catalogue,
  COMPANY,
  COUNTY,
  eventually,
  hallOf,
  PERSON,
  problemOf,
  staff,
  TOWNSHIP,
  type HallCalls,
} from '../support/hall.ts';
import { startStack, type Identity, type Stack } from '../support/stack.ts';

let stack: Stack;
let hall: HallCalls;
let matters: readonly MatterView[];

beforeAll(async () => {
  stack = await startStack();
  hall = hallOf(stack);
  matters = await catalogue(stack);
});
afterAll(() => stack.stop());

const clerk = staff('clerk');
const issuer = staff('issuer');
const general = accountOf('general.1');
const citizen = accountOf('citizen.1');

const pick = (holds: (matter: MatterView) => boolean): MatterView => {
  const found = matters.find(holds);
  if (!found) throw new Error('no such matter in the catalogue');
  return found;
};
const requiredOf = ({ materials }: MatterView) =>
  materials.filter(({ required }) => required).map(({ name }) => name);
const isPromised = ({ caseType, promisedDays }: MatterView) => caseType === '承诺件' && promisedDays > 0;
/** 一审一核 with time to spare, at least two required materials. */
const plain = () =>
  pick((matter) => matter.steps === '一审一核' && matter.promisedDays >= 5 && requiredOf(matter).length >= 2);
const office = ({ department }: MatterView, tenant = COUNTY) => ({
  reviewer: staff('reviewer', { tenant, department }),
  verifier: staff('reviewer', { tenant, department, nth: 1 }),
  chief: staff('chief', { tenant, department }),
});
const approve = { outcome: 'approved', opinion: '同意' };
const pass = { result: 'pass', opinion: '经审查，材料齐全' };
const Inbox = z.object({ items: z.array(InboxItem), next: z.string().optional() });
const Log = z.object({
  items: z.array(
    z.object({
      version: z.int(),
      actor: z.object({ sub: z.string() }),
      events: z.array(z.object({ type: z.string() })),
      prev: z.string(),
      hash: z.string(),
    }),
  ),
});

const read = async (who: Identity, caseNo: string): Promise<CaseView> =>
  CaseView.parse((await hall.get(who, `/cases/${caseNo}`)).body);

/** Hall time is set on a local stack; what is deployed lives in real time. */
const today = (): string =>
  stack.isBehindGateway ? new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) : '2026-11-23';
/** Which days count is proven where hall time is set; in real time any of them may be a holiday. */
const dueOn = (day: string): unknown =>
  stack.isBehindGateway ? expect.stringMatching(/^\d{4}-\d\d-\d\d$/) : day;

/** Days from a Monday on, weekends left out: there is no holiday in the weeks that these tests touch. */
const workdaysAfter = (day: string, count: number): string => {
  const date = new Date(`${day}T00:00:00Z`);
  for (let left = count; left > 0;) {
    date.setUTCDate(date.getUTCDate() + 1);
    if (date.getUTCDay() % 6 !== 0) left -= 1;
  }
  return date.toISOString().slice(0, 10);
};

describe('a case of the model 一审一核, from application to delivery', () => {
  test('E03, D25: walks through reception, review, decision and issuing, each step by another person, with its paper and an unbroken trace', async () => {
    const matter = plain();
    const { reviewer, chief } = office(matter);
    const answer = await hall.post(clerk, '/cases', applicationFor(matter));
    expect(answer.status, answer.text).toBe(201);
    const accepted = CaseView.parse(answer.body);
    const { caseNo } = accepted;
    expect(answer.headers.get('location')).toBe(`/v1/${COUNTY}/cases/${caseNo}`);
    expect(answer.headers.get('etag')).toBe(`"${accepted.version}"`);
    expect(accepted).toMatchObject({ status: 'accepted', tenant: COUNTY, matter: { code: matter.code } });
    expect(accepted.clock).toMatchObject({
      running: true,
      card: 'green',
      remainingDays: matter.promisedDays,
    });
    expect(accepted.clock?.promisedDue).toEqual(dueOn(workdaysAfter(today(), matter.promisedDays)));
    expect(await hall.document(clerk, caseNo, 'acceptance')).toContain('受理通知书');

    await eventually(async () => {
      const { items } = Inbox.parse((await hall.get(reviewer, '/inbox?limit=200')).body);
      expect(items.map((item) => item.caseNo)).toContain(caseNo);
    });
    expect((await hall.act(reviewer, caseNo, 'claim')).status).toBe('in-review');
    expect((await hall.act(reviewer, caseNo, 'review', pass)).next).not.toContain('decide');

    const decided = await hall.act(chief, caseNo, 'decide', approve);
    expect(decided).toMatchObject({ status: 'decided', outcome: 'approved' });
    expect(decided.clock?.running).toBe(false);
    expect(await hall.document(issuer, caseNo, 'approval')).toContain(matter.name);

    expect((await hall.act(issuer, caseNo, 'produce', {})).status).toBe('produced');
    const closed = await hall.act(issuer, caseNo, 'deliver', { method: 'counter', signedBy: '测试甲乙' });
    expect(closed).toMatchObject({ status: 'closed', next: [] });
    for (const kind of ['receipt', 'acceptance', 'approval', 'delivery', 'completion', 'archive']) {
      expect(await hall.document(clerk, caseNo, kind)).toContain('<html lang="zh-CN"');
    }

    const log = await hall.get(clerk, `/cases/${caseNo}/log`);
    const { items } = Log.parse(log.body);
    expect(items.map(({ version }) => version)).toEqual(items.map((_, at) => at));
    expect(items.slice(1).map(({ prev }) => prev)).toEqual(items.slice(0, -1).map(({ hash }) => hash));
    expect(items.flatMap(({ events }) => events.map(({ type }) => type))).toEqual([
      'CaseReceived',
      'CaseAccepted',
      'CaseClaimed',
      'CaseReviewed',
      'CaseDecided',
      'ResultProduced',
      'ResultDelivered',
      'CaseClosed',
    ]);
    for (const secret of [PERSON.name, PERSON.idNo, PERSON.phone, '测试用表', COMPANY.phone]) {
      expect(log.text).not.toContain(secret);
    }
    await eventually(async () => {
      const left = Inbox.parse((await hall.get(chief, '/inbox?limit=200')).body);
      expect(left.items.map((item) => item.caseNo)).not.toContain(caseNo);
    });
  });

  test('A17: who reviewed does not decide, who accepted does not review', async () => {
    const matter = plain();
    const { reviewer, chief } = office(matter);
    const both = { ...chief, sub: 'both', roles: ['clerk', 'chief'] };
    const { caseNo } = await hall.apply(both, applicationFor(matter));
    expect(await hall.refused(both, caseNo, 'review', pass)).toMatchObject({
      type: 'separation-of-duties',
      status: 409,
    });
    await hall.act(reviewer, caseNo, 'review', pass);
    expect((await hall.refused(reviewer, caseNo, 'decide', approve)).type).toBe('separation-of-duties');
  });

  test('C60: nobody decides without a recorded authorisation', async () => {
    const matter = plain();
    const { reviewer, verifier } = office(matter);
    const { caseNo } = await hall.apply(clerk, applicationFor(matter));
    await hall.act(reviewer, caseNo, 'review', pass);
    expect((await hall.refused(verifier, caseNo, 'decide', approve)).type).toBe('not-authorised');
  });

  test('another department is not competent', async () => {
    const matter = plain();
    const { caseNo } = await hall.apply(clerk, applicationFor(matter));
    const elsewhere = office(pick(({ department }) => department !== matter.department)).reviewer;
    expect((await hall.refused(elsewhere, caseNo, 'review', pass)).type).toBe('not-competent');
  });

  test('第38条: a refusal gives its reasons and is delivered without a certificate', async () => {
    const matter = plain();
    const { reviewer, chief } = office(matter);
    const { caseNo } = await hall.apply(clerk, applicationFor(matter));
    await hall.act(reviewer, caseNo, 'review', pass);
    const refused = { outcome: 'refused', opinion: '不符合条件' };
    expect((await hall.refused(chief, caseNo, 'decide', refused)).type).toBe('reasons-missing');
    const decided = await hall.act(chief, caseNo, 'decide', { ...refused, reasons: '场所面积不足' });
    expect(decided).toMatchObject({ status: 'decided', outcome: 'refused' });
    const paper = await hall.document(issuer, caseNo, 'refusal');
    expect(paper).toContain('场所面积不足');
    expect(paper).toContain('行政复议');
    expect((await hall.refused(issuer, caseNo, 'produce')).type).toBe('wrong-status');
    expect(
      (await hall.act(issuer, caseNo, 'deliver', { method: 'post', tracking: 'EMS1234567' })).status,
    ).toBe('closed');
  });
});

describe('a case of the model 审核合一', () => {
  test('E29: one authorised person accepts and decides at the counter, the issuer hands over', async () => {
    const matter = pick(
      ({ steps, caseType, department }) =>
        steps === '审核合一' && caseType === '即办件' && department === '县市场监督管理局',
    );
    const { caseNo, status, clock } = await hall.apply(general, applicationFor(matter));
    expect(status).toBe('accepted');
    expect(clock).toMatchObject({ promisedDue: dueOn('2026-11-23'), remainingDays: 0 });
    expect((await hall.act(general, caseNo, 'decide', approve)).status).toBe('decided');
    await hall.act(issuer, caseNo, 'produce', {});
    expect(
      (await hall.act(issuer, caseNo, 'deliver', { method: 'counter', signedBy: '测试甲乙' })).status,
    ).toBe('closed');
  });
});

describe('intake', () => {
  test('C15: what is missing is told at once and once; the supplement leads to acceptance', async () => {
    const matter = plain();
    const required = requiredOf(matter);
    const { caseNo, status, notice } = await hall.apply(clerk, applicationFor(matter, { materials: [] }));
    expect(status).toBe('received');
    expect(notice).toMatchObject({ kind: 'receipt', missing: required });
    expect((await hall.refused(clerk, caseNo, 'accept')).type).toBe('materials-missing');

    const items = required.map((name) => ({ name }));
    const partly = await hall.refused(clerk, caseNo, 'request-supplement', { items: items.slice(1) });
    expect(partly.type).toBe('one-time-notice');
    expect(partly.errors?.map(({ message }) => message)).toEqual(required.slice(0, 1));
    expect((await hall.act(clerk, caseNo, 'request-supplement', { items })).status).toBe(
      'supplement-requested',
    );
    const paper = await hall.document(clerk, caseNo, 'supplement');
    for (const name of required) expect(paper).toContain(name);

    const materials = required.map((name) => ({ name, provided: true }));
    expect((await hall.act(clerk, caseNo, 'supplement', { materials: materials.slice(1) })).status).toBe(
      'supplement-requested',
    );
    expect((await hall.act(clerk, caseNo, 'supplement', { materials: materials.slice(0, 1) })).status).toBe(
      'received',
    );
    const again = await hall.refused(clerk, caseNo, 'request-supplement', {
      items: items.map((item) => ({ ...item, note: '不清楚' })),
    });
    expect(again.type).toBe('one-time-notice');
    expect((await hall.act(clerk, caseNo, 'accept')).status).toBe('accepted');
  });

  test('a case that is not to be accepted is declined in writing', async () => {
    const matter = plain();
    const { caseNo } = await hall.apply(clerk, applicationFor(matter, { materials: [] }));
    const declined = await hall.act(clerk, caseNo, 'decline', {
      reason: '不属于本机关职权',
      competentAgency: '南阳市市场监督管理局',
    });
    expect(declined).toMatchObject({ status: 'declined', next: [] });
    expect(declined.clock).toBeUndefined();
    expect(await hall.document(clerk, caseNo, 'decline')).toContain('南阳市市场监督管理局');
  });

  test('an application can be withdrawn until the decision', async () => {
    const matter = plain();
    const { caseNo } = await hall.apply(clerk, applicationFor(matter));
    expect((await hall.act(clerk, caseNo, 'withdraw', { reason: '材料需要重做' })).status).toBe('withdrawn');
    expect(await hall.document(clerk, caseNo, 'withdrawal')).toContain('撤回');
    expect((await hall.refused(clerk, caseNo, 'withdraw')).type).toBe('wrong-status');
  });

  test('E33: a deferrable material may come after acceptance, and before the decision it must', async () => {
    const matter = pick(
      ({ steps, promisedDays, materials }) =>
        steps === '一审一核' &&
        promisedDays >= 3 &&
        materials.some(({ required, mayDefer }) => required && mayDefer),
    );
    const { reviewer, chief } = office(matter);
    const late = matter.materials.find(({ required, mayDefer }) => required && mayDefer)?.name ?? '';
    const by = workdaysAfter(today(), 1);
    const materials = requiredOf(matter).map((name) =>
      name === late ? { name, provided: false, promise: { by } } : { name, provided: true },
    );
    const { caseNo, status } = await hall.apply(clerk, applicationFor(matter, { materials }));
    expect(status).toBe('accepted');
    expect(await hall.document(clerk, caseNo, 'deferral')).toContain(late);
    await hall.act(reviewer, caseNo, 'review', pass);
    expect((await hall.refused(chief, caseNo, 'decide', approve)).type).toBe('deferred-missing');
    await hall.act(clerk, caseNo, 'supplement', { materials: [{ name: late, provided: true }] });
    expect((await hall.act(chief, caseNo, 'decide', approve)).status).toBe('decided');
  });

  test('a material that may not be deferred is not', async () => {
    const matter = pick(
      ({ promisedDays, materials }) =>
        promisedDays >= 3 && materials.some(({ required, mayDefer }) => required && !mayDefer),
    );
    const fixed = matter.materials.find(({ required, mayDefer }) => required && !mayDefer)?.name ?? '';
    const materials = [{ name: fixed, provided: false, promise: { by: workdaysAfter(today(), 1) } }];
    const answer = await hall.post(clerk, '/cases', applicationFor(matter, { materials }));
    expect(problemOf(answer).type).toBe('deferral-not-allowed');
  });

  test('C53: an agent brings an entrustment, which can be read again', async () => {
    const matter = pick((one) => one.steps === '一审一核' && isPromised(one) && one.inPerson !== true);
    const entrustment = await hall.upload(clerk, '授权委托书.pdf', Buffer.from('%PDF-1.7 授权委托书'));
    const { caseNo } = await hall.apply(clerk, applicationFor(matter, { agent: { ...AGENT, entrustment } }));
    const answer = await hall.get(clerk, `/files/${entrustment}?case=${caseNo}`);
    expect(answer.status, answer.text).toBe(200);
    const { download } = z.object({ download: z.object({ url: z.string() }) }).parse(answer.body);
    expect(await (await fetch(download.url)).text()).toBe('%PDF-1.7 授权委托书');
    const missing = await hall.post(
      clerk,
      '/cases',
      applicationFor(matter, { agent: { ...AGENT, entrustment: 'none' } }),
    );
    expect(problemOf(missing)).toMatchObject({ status: 422, errors: [{ path: 'agent.entrustment' }] });
  });

  test('a wrong ID number is told by its field', async () => {
    const matter = pick(({ audience }) => audience.includes('个人'));
    const applicant = { ...PERSON, idNo: '411323199001010017' };
    const answer = await hall.post(clerk, '/cases', applicationFor(matter, { applicant }));
    expect(problemOf(answer)).toMatchObject({
      type: 'bad-input',
      status: 422,
      errors: [{ path: 'applicant.idNo' }],
    });
  });

  test("what a citizen hands in online is received, and nobody else's", async () => {
    const matter = pick(
      (one) => one.audience.includes('个人') && one.channels.includes('网上') && isPromised(one),
    );
    const { caseNo, status } = await hall.apply(citizen, applicationFor(matter, { channel: 'online' }));
    expect(status).toBe('received');
    expect((await read(citizen, caseNo)).next).toEqual(expect.arrayContaining(['supplement', 'withdraw']));
    expect(problemOf(await hall.get(accountOf('citizen.2'), `/cases/${caseNo}`)).type).toBe('not-found');
    expect((await hall.act(clerk, caseNo, 'accept')).status).toBe('accepted');
  });
});

describe('time', () => {
  test('第42条: the limit is extended once, by whoever is authorised, and both due days move', async () => {
    const matter = plain();
    const { reviewer, chief } = office(matter);
    const { caseNo, clock } = await hall.apply(clerk, applicationFor(matter));
    expect((await hall.refused(reviewer, caseNo, 'extend', { days: 5, reason: '案情复杂' })).type).toBe(
      'not-authorised',
    );
    const extended = await hall.act(chief, caseNo, 'extend', { days: 5, reason: '案情复杂' });
    expect(extended.clock?.promisedDue).toBe(workdaysAfter(clock?.promisedDue ?? '', 5));
    expect((extended.clock?.statutoryDue ?? '') > (clock?.statutoryDue ?? '')).toBe(true);
    expect(await hall.document(chief, caseNo, 'extension')).toContain('案情复杂');
    expect((await hall.refused(chief, caseNo, 'extend', { days: 1, reason: '再次' })).type).toBe(
      'extension-used',
    );
  });

  test('第45条: a special procedure is told in writing and stops the clock', async () => {
    const matter = plain();
    const { reviewer } = office(matter);
    const { caseNo, clock } = await hall.apply(clerk, applicationFor(matter));
    const started = await hall.act(reviewer, caseNo, 'start-procedure', {
      kind: '专家评审',
      days: 10,
      note: '组织专家',
    });
    expect(started).toMatchObject({ status: 'in-procedure', clock: { running: false } });
    expect((started.clock?.promisedDue ?? '') > (clock?.promisedDue ?? '')).toBe(true);
    expect(await hall.document(reviewer, caseNo, 'procedure')).toContain('专家评审');
    const finished = await hall.act(reviewer, caseNo, 'finish-procedure', { result: '评审通过' });
    expect(finished.clock).toMatchObject({ running: true, promisedDue: clock?.promisedDue });
  });

  test('the clock is explained day by day: the days that count are the promise', async () => {
    const matter = plain();
    const { caseNo, clock } = await hall.apply(clerk, applicationFor(matter));
    const { days, promisedDue } = ClockExplanation.parse(
      (await hall.get(clerk, `/cases/${caseNo}/clock`)).body,
    );
    expect(promisedDue).toBe(clock?.promisedDue);
    expect(days.filter(({ day, counts }) => counts && day <= promisedDue)).toHaveLength(matter.promisedDays);
    expect(days.every(({ why }) => why !== '')).toBe(true);
  });
});

describe('requests', () => {
  test('the same key and body is the same case; the same key with another body is refused', async () => {
    const matter = plain();
    const key = `key-${Math.random()}`;
    const application = applicationFor(matter);
    const [first, second] = await Promise.all(
      [0, 1].map(() => hall.post(clerk, '/cases', application, { key })),
    );
    const third = await hall.post(clerk, '/cases', application, { key });
    expect([first?.status, second?.status, third.status]).toEqual([201, 201, 201]);
    expect(second?.body).toEqual(first?.body);
    expect(third.body).toEqual(first?.body);
    const other = await hall.post(clerk, '/cases', { ...application, form: {} }, { key });
    expect(problemOf(other)).toMatchObject({ type: 'key-reused', status: 422 });
  });

  test('a repeated act gives the first answer, also after the case went on', async () => {
    const matter = plain();
    const { reviewer, chief } = office(matter);
    const { caseNo } = await hall.apply(clerk, applicationFor(matter));
    const key = `key-${Math.random()}`;
    const first = await hall.post(reviewer, `/cases/${caseNo}/review`, pass, { key });
    await hall.act(chief, caseNo, 'decide', approve);
    const again = await hall.post(reviewer, `/cases/${caseNo}/review`, pass, { key });
    expect(again.status).toBe(200);
    expect(again.body).toEqual(first.body);
  });

  test('of two decisions at once one is taken', async () => {
    const matter = plain();
    const { reviewer, chief } = office(matter);
    const { caseNo } = await hall.apply(clerk, applicationFor(matter));
    await hall.act(reviewer, caseNo, 'review', pass);
    const refuse = { outcome: 'refused', opinion: '不同意', reasons: '不符合条件' };
    const answers = await Promise.all(
      [approve, refuse].map((body) => hall.post(chief, `/cases/${caseNo}/decide`, body)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { items } = Log.parse((await hall.get(chief, `/cases/${caseNo}/log`)).body);
    expect(items.flatMap(({ events }) => events).filter(({ type }) => type === 'CaseDecided')).toHaveLength(
      1,
    );
  });

  test('a write on a stale version is refused, a read that has it is answered without a body', async () => {
    const matter = plain();
    const { reviewer } = office(matter);
    const { caseNo, version } = await hall.apply(clerk, applicationFor(matter));
    const token = await stack.token(clerk);
    const path = `/v1/${COUNTY}/cases/${caseNo}`;
    const same = await fetch(`${stack.url}${path}`, {
      headers: { authorization: `Bearer ${token}`, 'if-none-match': `"${version}"` },
    });
    expect(same.status).toBe(304);
    const claimed = await hall.post(reviewer, `/cases/${caseNo}/claim`, {}, { ifMatch: version });
    expect(claimed.status).toBe(200);
    const stale = await hall.post(reviewer, `/cases/${caseNo}/review`, pass, { ifMatch: version });
    expect(problemOf(stale)).toMatchObject({ type: 'stale-version', status: 412 });
  });

  test('who is not signed in, not allowed, or of another hall', async () => {
    const { caseNo } = await hall.apply(clerk, applicationFor(plain()));
    const path = `/v1/${COUNTY}/cases/${caseNo}`;
    for (const options of [{}, { token: 'a.b.c' }]) {
      const answer = await stack.api('GET', path, options);
      expect(answer.status).toBe(401);
      // API Gateway checks the token itself, and its answer cannot be given another body.
      if (!stack.isBehindGateway) expect(problemOf(answer).status).toBe(401);
    }
    expect((await hall.refused(clerk, caseNo, 'decide', approve)).status).toBe(403);
    const neighbour = await stack.token(staff('clerk', { tenant: TOWNSHIP }));
    expect(problemOf(await stack.api('GET', path, { token: neighbour })).type).toBe('not-found');
  });

  test.each([
    ['not JSON', 400, '{'],
    ['of unknown fields', 422, JSON.stringify({ matter: 'x', surprise: true })],
    ['empty', 400, ''],
    ['null', 422, 'null'],
  ])('a body that is %s is refused as %i', async (_, status, body) => {
    const headers = {
      authorization: `Bearer ${await stack.token(clerk)}`,
      'content-type': 'application/json',
    };
    const response = await fetch(`${stack.url}/v1/${COUNTY}/cases`, { method: 'POST', headers, body });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  });
});

describe('tracking', () => {
  test('shows progress, masked, to whoever knows the last four of the ID number or of the phone', async () => {
    const matter = pick(
      (one) => one.audience.includes('个人') && isPromised(one) && one.steps === '一审一核',
    );
    const { caseNo } = await hall.apply(clerk, applicationFor(matter));
    const track = async (check: string) => stack.api('GET', `/v1/track/${caseNo}?check=${check}`);
    for (const check of [PERSON.idNo.slice(-4), PERSON.phone.slice(-4)]) {
      const answer = await track(check);
      expect(answer.status, answer.text).toBe(200);
      expect(TrackView.parse(answer.body)).toMatchObject({ caseNo, matter: matter.name, status: 'accepted' });
      expect(answer.text).not.toContain(PERSON.name);
    }
    expect(problemOf(await track('9999')).type).toBe('not-found');
  });
});

describe('a township', () => {
  test("C69: handles a matter of the county's catalogue with its own people", async () => {
    const township = hallOf(stack, TOWNSHIP);
    const own = await catalogue(stack, TOWNSHIP);
    expect(own.map(({ code }) => code).sort()).toEqual(matters.map(({ code }) => code).sort());
    const matter = pick(({ department, promisedDays }) => department === '县民政局' && promisedDays > 0);
    const { reviewer, verifier, chief } = office(matter, TOWNSHIP);
    const townClerk = staff('clerk', { tenant: TOWNSHIP });
    const townIssuer = staff('issuer', { tenant: TOWNSHIP });
    const { caseNo, tenant } = await township.apply(townClerk, applicationFor(matter));
    expect(tenant).toBe(TOWNSHIP);
    expect(caseNo.startsWith(TOWNSHIP)).toBe(true);
    await township.act(reviewer, caseNo, 'claim');
    if (matter.steps !== '审核合一') await township.act(reviewer, caseNo, 'review', pass);
    if (matter.steps === '一审两核' || matter.steps === '特别程序')
      await township.act(verifier, caseNo, 'verify', pass);
    await township.act(chief, caseNo, 'decide', approve);
    await township.act(townIssuer, caseNo, 'produce', {});
    expect((await township.act(townIssuer, caseNo, 'deliver', { method: 'locker' })).status).toBe('closed');
  });
});
