import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { BundleView, ThemeGuide } from '../../shared/contracts/bundles.ts';
import { CaseView } from '../../shared/contracts/cases.ts';
import { inProcess, type InProcess } from '../support/in-process.ts';
import { HALL, somebody, SYNTHETIC_PERSON, walkerOf, type Answered, type Walker } from '../support/walk.ts';

const COMPANY = {
  kind: 'organisation',
  name: '测试有限公司',
  idType: '001',
  idNo: '91411323MA0000015C',
  phone: '13800000003',
};

const LETTERS = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../data/authorisations.json'), 'utf8'),
) as { tenant: string; department: string; sub: string }[];
const chiefOf = (department: string): string =>
  somebody(
    LETTERS.find((letter) => letter.tenant === '411323' && letter.department === department)?.sub ?? '',
    'chief',
    department,
  );

const CLERK = somebody('b.clerk', 'clerk');
const ISSUER = somebody('b.issuer', 'issuer');
const OPINION = '材料与原件核对一致，拟同意。';

const bundleOf = ({ body }: Answered): BundleView => BundleView.parse(body);
const casesOf = ({ stages }: BundleView) => stages.flatMap(({ cases }) => cases);
const caseOf = (bundle: BundleView, name: string) => {
  const found = casesOf(bundle).find((each) => each.name.startsWith(name));
  if (!found) throw new Error(`no case ${name}`);
  return found;
};

describe('one thing, one visit', () => {
  let hall: InProcess;
  let walker: Walker;

  beforeAll(async () => {
    hall = await inProcess();
    walker = walkerOf(hall);
  });

  const guideOf = async (theme: string): Promise<ThemeGuide> =>
    ThemeGuide.parse((await walker.must(200, '', 'GET', `/themes/${theme}`)).body);
  const applicationFor = (
    theme: string,
    { materials }: ThemeGuide,
    applicant: object,
    change: object = {},
  ) => ({
    theme,
    applicant,
    form: { 备注: '测试' },
    materials: materials.map(({ name }) => ({ name, provided: true })),
    channel: 'window',
    ...change,
  });
  const open = async (theme: string, applicant: object, change: object = {}): Promise<BundleView> => {
    const body = applicationFor(theme, await guideOf(theme), applicant, change);
    const bundle = bundleOf(await walker.must(201, CLERK, 'POST', '/bundles', body));
    return read(bundle.bundleNo);
  };
  const read = async (no: string): Promise<BundleView> => {
    await hall.settle();
    return bundleOf(await walker.must(200, CLERK, 'GET', `/bundles/${no}`));
  };
  const act = async (who: string, no: string, name: string, body: object = {}): Promise<BundleView> => {
    await walker.must(200, who, 'POST', `/bundles/${no}/${name}`, body);
    return read(no);
  };
  const caseAct = (who: string, caseNo: string, name: string, body: object = {}): Promise<Answered> =>
    walker.must(200, who, 'POST', `/cases/${caseNo}/${name}`, body);

  /** Takes a case through its office, by the steps of its matter. */
  const decide = async (
    { caseNo = '', department, matter }: ReturnType<typeof caseOf>,
    outcome: 'approved' | 'refused' = 'approved',
  ): Promise<void> => {
    const reviewer = somebody(`b.reviewer.${department}`, 'reviewer', department);
    const verifier = somebody(`b.verifier.${department}`, 'reviewer', department);
    const { body } = await walker.must(200, '', 'GET', `/matters/${matter}`);
    const steps = String(body['steps']);
    await caseAct(reviewer, caseNo, 'claim');
    if (steps !== '审核合一') await caseAct(reviewer, caseNo, 'review', { result: 'pass', opinion: OPINION });
    if (steps === '一审两核' || steps === '特别程序') {
      await caseAct(verifier, caseNo, 'verify', { result: 'pass', opinion: OPINION });
    }
    const reasons = outcome === 'refused' ? { reasons: '不符合法定条件。' } : {};
    await caseAct(chiefOf(department), caseNo, 'decide', { outcome, opinion: OPINION, ...reasons });
    if (outcome === 'approved') await caseAct(ISSUER, caseNo, 'produce');
  };
  const decideAllOpen = async (bundle: BundleView): Promise<BundleView> => {
    for (const each of casesOf(bundle).filter(({ status }) => status === 'open')) await decide(each);
    return read(bundle.bundleNo);
  };
  const walkThrough = async (bundle: BundleView): Promise<BundleView> => {
    let current = bundle;
    while (current.status === 'running') {
      expect(casesOf(current).some(({ status }) => status === 'open')).toBe(true);
      current = await decideAllOpen(current);
    }
    return current;
  };

  it.each([
    ['kbcyd', '开办餐饮店', SYNTHETIC_PERSON],
    ['xsecs', '新生儿出生', SYNTHETIC_PERSON],
    ['qyxxbg', '企业信息变更', COMPANY],
  ])('C24, C25, D26: %s %s from one form to one delivery', async (theme, name, applicant) => {
    const guide = await guideOf(theme);
    const { before, after } = guide.counts;
    process.stdout.write(
      `四减 ${name}：表单 ${before.forms} → ${after.forms}，填写项 ${before.fields} → ${after.fields}，材料 ${before.materials} → ${after.materials}\n`,
    );
    expect(after.forms).toBe(1);
    expect(after.fields).toBeLessThan(before.fields);
    expect(after.materials).toBeLessThan(before.materials);
    const opened = await open(theme, applicant);
    expect(opened.missing).toEqual([]);
    expect(opened.clock?.running).toBe(true);
    expect(opened.firstContact).toEqual({ sub: 'b.clerk', name: 'b.clerk姓名' });
    const [first, ...later] = opened.stages;
    expect(first?.cases.every(({ status }) => status === 'open')).toBe(true);
    expect(later.flatMap(({ cases }) => cases).every(({ status }) => status === 'planned')).toBe(true);
    const told = await walker.must(200, CLERK, 'GET', `/bundles/${opened.bundleNo}/notice`);
    expect(told.text).toContain('一件事办理告知书');
    for (const each of casesOf(opened)) expect(told.text).toContain(each.name);
    const concluded = await walkThrough(opened);
    const reply = await walker.must(200, CLERK, 'GET', `/bundles/${opened.bundleNo}/notice`);
    expect(reply.text).toContain('一件事办结告知书');
    expect(concluded.outcome).toBe('approved');
    const delivered = await act(ISSUER, opened.bundleNo, 'deliver', {
      method: 'counter',
      signedBy: '测试甲乙',
    });
    expect(delivered.delivered).toBe(true);
    for (const { caseNo = '' } of casesOf(delivered)) {
      const { body } = await walker.must(200, CLERK, 'GET', `/cases/${caseNo}`);
      expect(CaseView.parse(body).status).toBe('closed');
    }
    const numbers = casesOf(delivered).map(({ caseNo }) => caseNo);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(hall.faults).toEqual([]);
  });

  it('a certificate issued by one case is a paper of the next, and nobody brings it', async () => {
    const opened = await open('kbcyd', SYNTHETIC_PERSON);
    const registration = caseOf(opened, '个体工商户设立登记');
    const next = caseOf(await decideAllOpen(opened), '食品经营许可');
    expect(next.status).toBe('open');
    const { body } = await walker.must(200, CLERK, 'GET', `/cases/${next.caseNo}/log`);
    const [first] = body['items'] as { events: { data: { materials: object[] } }[] }[];
    expect(first?.events[0]?.data.materials).toContainEqual({
      name: '营业执照或其他主体资格证明（共享核验）',
      provided: true,
      reusedFrom: registration.caseNo,
    });
  });

  it('a refused case stops what waits for it; the rest goes on, and the applicant says so', async () => {
    const opened = await open('xsecs', SYNTHETIC_PERSON);
    await decide(caseOf(opened, '出生医学证明'), 'refused');
    const after = await read(opened.bundleNo);
    expect(caseOf(after, '出生登记').status).toBe('blocked');
    expect(caseOf(after, '社会保障卡').status).toBe('blocked');
    expect(caseOf(after, '生育登记').status).toBe('open');
    const going = await act(CLERK, opened.bundleNo, 'decide-remainder', { decision: 'continue' });
    expect(going.remainder).toBe('continue');
    const concluded = await walkThrough(going);
    expect(concluded.outcome).toBe('partly');
    expect(
      casesOf(concluded)
        .filter(({ status }) => status === 'blocked')
        .every(({ caseNo }) => !caseNo),
    ).toBe(true);
  });

  it('what is missing is told once, and one supplement serves every case that needs it', async () => {
    const guide = await guideOf('xsecs');
    const materials = guide.materials
      .filter(({ name }) => name !== '父母居民身份证')
      .map(({ name }) => ({ name, provided: true }));
    const opened = await open('xsecs', SYNTHETIC_PERSON, { materials });
    expect(opened.missing).toEqual(['父母居民身份证']);
    expect(opened.clock).toBeUndefined();
    const waiting = caseOf(opened, '出生医学证明');
    expect(
      CaseView.parse((await walker.must(200, CLERK, 'GET', `/cases/${waiting.caseNo}`)).body).status,
    ).toBe('received');
    const supplied = await act(CLERK, opened.bundleNo, 'supplement', {
      materials: [{ name: '新生儿父母居民身份证', provided: true }],
    });
    expect(supplied.missing).toEqual([]);
    expect(supplied.clock?.running).toBe(true);
    for (const name of ['出生医学证明', '生育登记']) {
      const { body } = await walker.must(200, CLERK, 'GET', `/cases/${caseOf(supplied, name).caseNo}`);
      expect(CaseView.parse(body).status, name).toBe('accepted');
    }
  });

  it('E33: a paper promised for later holds up no case, and one supplement brings it to all of them', async () => {
    const guide = await guideOf('kbcyd');
    const paper = guide.materials.find(({ required, mayDefer }) => required && mayDefer);
    if (!paper) throw new Error('nothing may be deferred');
    const others = guide.materials
      .filter(({ name }) => name !== paper.name)
      .map(({ name }) => ({ name, provided: true }));
    const promise = { name: paper.name, provided: false, promise: { by: '2026-11-24' } };
    const opened = await open('kbcyd', SYNTHETIC_PERSON, { materials: [...others, promise] });
    expect(opened.missing).toEqual([]);
    expect(opened.clock?.running).toBe(true);
    expect(opened.deferred).toEqual([{ name: paper.name, by: '2026-11-24' }]);
    const told = await walker.must(200, CLERK, 'GET', `/bundles/${opened.bundleNo}/notice`);
    expect(told.text).toContain(`您承诺补交：${paper.name}（2026年11月24日前）`);
    const running = await decideAllOpen(opened);
    const waiting = casesOf(running).find(
      ({ name, status }) => status === 'open' && paper.neededBy.some(({ matter }) => matter === name),
    );
    const read1 = async () =>
      CaseView.parse((await walker.must(200, CLERK, 'GET', `/cases/${waiting?.caseNo}`)).body);
    expect((await read1()).status).toBe('accepted');
    expect((await read1()).materials).toContainEqual(
      expect.objectContaining({ provided: false, promise: { by: '2026-11-24' } }),
    );
    const materials = [{ name: paper.name, provided: true }];
    const supplied = await act(CLERK, opened.bundleNo, 'supplement', { materials });
    expect(supplied.deferred).toEqual([]);
    expect((await read1()).materials.every(({ provided }) => provided)).toBe(true);
  });

  it('E33: what a matter does not wait for cannot be promised', async () => {
    const guide = await guideOf('kbcyd');
    const materials = guide.materials.map(({ name }) => ({
      name,
      provided: false,
      promise: { by: '2026-11-24' },
    }));
    const body = applicationFor('kbcyd', guide, SYNTHETIC_PERSON, { materials });
    const { body: refused } = await walker.must(409, CLERK, 'POST', '/bundles', body);
    expect(refused['code'] ?? refused['type']).toContain('deferral-not-allowed');
  });

  it('a citizen’s own bundle: handed in from afar, extended by the lead, seen by nobody else', async () => {
    const citizen = somebody('b.citizen', 'citizen');
    const body = applicationFor('kbcyd', await guideOf('kbcyd'), SYNTHETIC_PERSON, { channel: 'online' });
    const opened = bundleOf(await walker.must(201, citizen, 'POST', '/bundles', body));
    expect(opened.firstContact).toBeUndefined();
    const { bundleNo } = opened;
    await hall.settle();
    await walker.must(404, somebody('b.neighbour', 'citizen'), 'GET', `/bundles/${bundleNo}`);
    const first = caseOf(await read(bundleNo), '个体工商户设立登记');
    expect(first.status).toBe('open');
    const { body: received } = await walker.must(200, citizen, 'GET', `/cases/${first.caseNo}`);
    expect(CaseView.parse(received).status).toBe('received');
    const extension = { days: 15, reason: '须现场核查' };
    const [lead, other] = ['县市场监督管理局', '县烟草专卖局'] as const;
    await walker.must(403, citizen, 'POST', `/bundles/${bundleNo}/extend`, extension);
    await walker.must(409, chiefOf(other), 'POST', `/bundles/${bundleNo}/extend`, extension);
    const before = await read(bundleNo);
    const extended = await act(chiefOf(lead), bundleNo, 'extend', extension);
    expect(extended.clock?.remainingDays).toBe((before.clock?.remainingDays ?? 0) + 15);
    const papers = { materials: [{ name: '其他证明', provided: true }] };
    const supplied = await act(CLERK, bundleNo, 'supplement', papers);
    expect(supplied.firstContact).toEqual({ sub: 'b.clerk', name: 'b.clerk姓名' });
    await walker.must(200, citizen, 'POST', `/bundles/${bundleNo}/withdraw`, {});
    expect((await read(bundleNo)).outcome).toBe('withdrawn');
  });

  it('one number tells the progress of all of it, to whoever knows the four digits', async () => {
    const opened = await open('xsecs', SYNTHETIC_PERSON);
    await decide(caseOf(opened, '出生医学证明'));
    await read(opened.bundleNo);
    const response = await hall.app.request(`/v1/track/${opened.bundleNo}?check=0016`);
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({
      caseNo: opened.bundleNo,
      matter: '新生儿出生',
      statusText: '办理中',
    });
    expect(text).toContain('出生医学证明首次签发：已准予');
    expect(text).not.toContain('测试甲乙');
    expect((await hall.app.request(`/v1/track/${opened.bundleNo}?check=9999`)).status).toBe(404);
  });

  it('withdrawn, nothing more is opened and what is open is withdrawn with it', async () => {
    const opened = await open('qyxxbg', COMPANY);
    const withdrawn = await act(CLERK, opened.bundleNo, 'withdraw', { reason: '不再变更' });
    expect(withdrawn.outcome).toBe('withdrawn');
    expect(casesOf(withdrawn).every(({ status }) => status === 'withdrawn')).toBe(true);
    expect(casesOf(withdrawn).filter(({ caseNo }) => caseNo)).toHaveLength(1);
  });

  it('a repeated application is the same bundle', async () => {
    const body = applicationFor('kbcyd', await guideOf('kbcyd'), SYNTHETIC_PERSON);
    const headers = { 'idempotency-key': 'bundle-1' };
    const first = await walker.must(201, CLERK, 'POST', '/bundles', body, headers);
    await hall.settle();
    const again = await walker.must(201, CLERK, 'POST', '/bundles', body, headers);
    expect(again.body).toEqual(first.body);
    await walker.must(422, CLERK, 'POST', '/bundles', { ...body, form: { 备注: '其他' } }, headers);
  });

  it('its one form is where it says, in full, and the reading is on record', async () => {
    const { bundleNo, form } = await open('kbcyd', SYNTHETIC_PERSON);
    const { body: person } = await walker.must(200, CLERK, 'GET', form.href.replace(`/v1/${HALL}`, ''));
    expect(person).toMatchObject({ form: { 备注: '测试' }, applicant: { name: SYNTHETIC_PERSON.name } });
    const readings = hall.commits().filter(({ stream }) => stream.aggregate === 'person');
    expect(readings.at(-1)?.events[0]).toMatchObject({
      type: 'PersonRead',
      data: { purpose: 'bundle:read' },
    });
    const stranger = somebody('b.stranger', 'citizen');
    await walker.must(404, stranger, 'GET', `/bundles/${bundleNo}/person`);
  });

  it('D18: the lead calls a joint review, which each chief representative signs once', async () => {
    const opened = await open('kbcyd', SYNTHETIC_PERSON);
    const [lead, other] = ['县市场监督管理局', '县烟草专卖局'] as const;
    const call = { topic: '经营场所是否符合条件', departments: [lead, other] };
    await walker.must(409, chiefOf(other), 'POST', `/bundles/${opened.bundleNo}/call-review`, call);
    await act(chiefOf(lead), opened.bundleNo, 'call-review', call);
    const signature = { agrees: true, opinion: '同意' };
    await act(chiefOf(lead), opened.bundleNo, 'sign-review', signature);
    await walker.must(409, chiefOf(lead), 'POST', `/bundles/${opened.bundleNo}/sign-review`, signature);
    const objection = { agrees: false, opinion: '通道宽度不足，整改后复核' };
    const signed = await act(chiefOf(other), opened.bundleNo, 'sign-review', objection);
    const [review] = signed.reviews;
    expect(review).toMatchObject({ concluded: true, signed: [{ department: lead }, { department: other }] });
    const { body } = await walker.must(200, chiefOf(other), 'GET', `/bundles/${opened.bundleNo}/texts`);
    const wordsOf = (source: object | undefined): unknown =>
      (body['items'] as { ref: string; field: string; text: string }[]).find(
        ({ ref, field }) => source && isDeepStrictEqual(source, { kind: 'vault', ref, field }),
      )?.text;
    expect(wordsOf(review?.topic)).toBe(call.topic);
    expect(review?.signed[0]?.opinion).toMatchObject({ kind: 'phrase' });
    expect(wordsOf(review?.signed[1]?.opinion)).toBe(objection.opinion);
    expect(JSON.stringify(signed)).not.toContain(objection.opinion);
    await walker.must(403, somebody('b.citizen', 'citizen'), 'GET', `/bundles/${opened.bundleNo}/texts`);
  });

  it('an opening that fails is shown as something to act on, and goes on once the reason is gone', async () => {
    const opened = await open('kbcyd', SYNTHETIC_PERSON);
    const admin = somebody('b.admin', 'admin');
    const sign = caseOf(opened, '户外招牌');
    const change = { reason: '清理', basis: '测试文件' };
    await walker.must(200, admin, 'POST', `/matters/${sign.matter}/freeze`, change);
    const later = new Date(Date.parse(hall.deps.clock.now()) + 10_000).toISOString();
    hall.setNow(later as never);
    const stuck = await decideAllOpen(opened);
    expect(stuck.attention).toEqual([sign.name]);
    const { body: list } = await walker.must(200, CLERK, 'GET', '/bundles?attention=true');
    expect(list['items']).toMatchObject([{ bundleNo: opened.bundleNo, attention: [sign.name] }]);
    expect(caseOf(stuck, sign.name).failure).toMatchObject({ code: 'matter-not-in-use', attempts: 3 });
    await walker.must(200, admin, 'POST', `/matters/${sign.matter}/unfreeze`, { reason: '恢复' });
    const evenLater = new Date(Date.parse(later) + 10_000).toISOString();
    hall.setNow(evenLater as never);
    const again = await act(CLERK, opened.bundleNo, 'retry-opening', { name: sign.name });
    expect(again.attention).toEqual([]);
    expect(caseOf(again, sign.name).status).toBe('open');
  });
});
