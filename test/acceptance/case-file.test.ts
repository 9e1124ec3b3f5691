import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { evaluate } from '../../functions/clock/evaluate.ts';
import { CaseView } from '../../shared/contracts/cases.ts';
import { pageOf } from '../../shared/contracts/common.ts';
import { IssuingItem } from '../../shared/contracts/issuing.ts';
import { SupervisedFile } from '../../shared/contracts/supervision.ts';
import type { CaseNo, TenantCode } from '../../shared/kernel/ids.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { bearerOf, inProcess, type InProcess } from '../support/in-process.ts';
import { accountOf, applicationFor, COUNTY, TOWNSHIP } from '../support/hall.ts';
import { walkerOf } from '../support/walk.ts';
import type { Identity } from '../support/stack.ts';

const DEPARTMENT = '县市场监督管理局';
const OPINION = '经核对原件，与申请表一致，申请人为测试甲乙';
const NOTE = '请于两日内办结';
const SAYS_REPLY = '已约申请人补充说明，明日办结';

let hall: InProcess;

const as = async (
  who: Identity,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> =>
  hall.app.request(`/v1/${who.tenant}${path}`, {
    method,
    headers: { 'content-type': 'application/json', authorization: bearerOf(who), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

const clerk = accountOf('clerk.1');
const reviewer = accountOf('shichang.reviewer');
const chief = accountOf('shichang.chief');
const issuer = accountOf('issuer.1');
const supervisor = accountOf('supervisor.1');

const done = async (who: Identity, path: string, body: unknown = {}): Promise<CaseView> => {
  const answer = await as(who, 'POST', path, body);
  expect(answer.status, `${path}: ${await answer.clone().text()}`).toBeLessThan(300);
  return CaseView.parse(await answer.json());
};

const opened = async (): Promise<CaseView> => {
  const { matterWhere } = walkerOf(hall);
  const matter = await matterWhere(
    ({ department, steps, caseType, promisedDays }) =>
      department === DEPARTMENT && steps === '一审一核' && caseType === '承诺件' && promisedDays >= 3,
  );
  return done(clerk, '/cases', applicationFor(matter));
};

const reviewed = async (): Promise<CaseView> => {
  const { caseNo } = await opened();
  return done(reviewer, `/cases/${caseNo}/review`, { result: 'pass', opinion: OPINION });
};

const refusal = { outcome: 'refused', opinion: '不予许可', reasons: '住所与登记不符，见核查记录' };

describe('the case file of the back office', () => {
  beforeAll(async () => {
    hall = await inProcess();
    hall.setNow('2026-11-23T01:00:00.000Z' as Instant);
  });

  it('reads what was written where the log only refers to it', async () => {
    const { caseNo } = await reviewed();
    const log = await (await as(chief, 'GET', `/cases/${caseNo}/log`)).text();
    expect(log).not.toContain(OPINION);
    const { items } = z
      .object({ items: z.array(z.object({ ref: z.string(), field: z.string(), text: z.string() })) })
      .parse(await (await as(chief, 'GET', `/cases/${caseNo}/texts`)).json());
    expect(items).toEqual([{ ref: expect.any(String) as string, field: 'opinion', text: OPINION }]);
    expect(log).toContain(items[0]?.ref);
  });

  it('第38条: shows the decision with its reasons before it is made, and keeps nothing of it', async () => {
    const { caseNo, version } = await reviewed();
    const before = hall.written();
    const shown = await as(chief, 'POST', `/cases/${caseNo}/preview-decision`, refusal);
    expect(shown.status).toBe(200);
    const html = await shown.text();
    expect(html).toContain(refusal.reasons);
    expect(html).toContain(chief.name);
    const after = CaseView.parse(await (await as(chief, 'GET', `/cases/${caseNo}`)).json());
    expect(after).toMatchObject({ status: 'in-review', version });
    expect(
      hall
        .commits()
        .slice(before)
        .every(({ stream }) => stream.aggregate === 'person'),
    ).toBe(true);
  });

  it('refuses the preview for the reasons that would refuse the decision', async () => {
    const { caseNo } = await reviewed();
    const unfounded = { outcome: 'refused', opinion: '不予许可' };
    const answer = await as(chief, 'POST', `/cases/${caseNo}/preview-decision`, unfounded);
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ type: expect.stringContaining('reasons-missing') as string });
    const own = await as(reviewer, 'POST', `/cases/${caseNo}/preview-decision`, refusal);
    expect(own.status).toBe(409);
  });

  it('an inbox that has not changed is not sent again', async () => {
    await hall.settle();
    const first = await as(reviewer, 'GET', '/inbox');
    const tag = first.headers.get('etag') ?? '';
    expect(tag).not.toBe('');
    expect((await as(reviewer, 'GET', '/inbox', undefined, { 'if-none-match': tag })).status).toBe(304);
    await opened();
    await hall.settle();
    expect((await as(reviewer, 'GET', '/inbox', undefined, { 'if-none-match': tag })).status).toBe(200);
  });
});

describe('统一出件', () => {
  const list = async (stage: string) => {
    await hall.settle();
    const answer = await as(issuer, 'GET', `/issuing?stage=${stage}&limit=200`);
    return pageOf(IssuingItem).parse(await answer.json()).items;
  };
  const numbers = async (stage: string) => (await list(stage)).map(({ caseNo }) => caseNo);

  it('第44条: a decided case is to be produced, then to be delivered within ten working days, then delivered', async () => {
    const { caseNo } = await reviewed();
    await done(chief, `/cases/${caseNo}/decide`, { outcome: 'approved', opinion: '准予许可' });
    expect((await list('produce')).find((item) => item.caseNo === caseNo)).toMatchObject({
      outcome: 'approved',
      remainingDays: 10,
      department: DEPARTMENT,
    });
    await done(issuer, `/cases/${caseNo}/produce`, { number: '测证〔2026〕1号' });
    expect(await numbers('produce')).not.toContain(caseNo);
    expect((await list('deliver')).find((item) => item.caseNo === caseNo)?.result.number).toBe(
      '测证〔2026〕1号',
    );
    await done(issuer, `/cases/${caseNo}/deliver`, { method: 'post', tracking: 'EMS1234567' });
    expect(await numbers('deliver')).not.toContain(caseNo);
    expect((await list('delivered')).find((item) => item.caseNo === caseNo)?.delivered).toMatchObject({
      method: 'post',
      tracking: 'EMS1234567',
    });
  });

  it('a refusal is handed over without a certificate', async () => {
    const { caseNo } = await reviewed();
    await done(chief, `/cases/${caseNo}/decide`, refusal);
    expect(await numbers('deliver')).toContain(caseNo);
    expect(await numbers('produce')).not.toContain(caseNo);
  });
});

describe('电子监察 over one case', () => {
  const fileOf = async (who: Identity, caseNo: string): Promise<SupervisedFile> =>
    SupervisedFile.parse(await (await as(who, 'GET', `/supervision/${caseNo}`)).json());

  it('shows cards, urging, reply and the clock day by day to the supervisor and to the unit that answers', async () => {
    const { caseNo } = await opened();
    hall.setNow('2026-12-28T01:00:00.000Z' as Instant);
    await evaluate(hall.deps, { tenant: COUNTY as TenantCode, caseNo: caseNo as CaseNo, stretch: 1 });
    await as(supervisor, 'POST', `/supervision/${caseNo}/urge`, { note: NOTE });
    const seen = await fileOf(reviewer, caseNo);
    const [card] = seen.item.cards;
    expect(seen.answerable).toContain(card?.no);
    await as(reviewer, 'POST', `/supervision/${caseNo}/cards/${card?.level ?? ''}/reply`, {
      reply: SAYS_REPLY,
    });
    const file = await fileOf(supervisor, caseNo);
    expect(file.urges).toMatchObject([{ who: supervisor.name, note: NOTE }]);
    expect(file.replies).toContainEqual({ no: card?.no, reply: SAYS_REPLY });
    expect(file.clock?.days.filter(({ counts }) => counts).length).toBeGreaterThan(0);
    expect(file.clock?.days.every(({ why }) => why !== '')).toBe(true);
    expect(file.steps.map(({ events }) => events[0])).toContain('CaseReceived');
    expect(file.answerable).toEqual([]);
    hall.setNow('2026-11-23T01:00:00.000Z' as Instant);
  });

  it('the county reads a case of its township, the township none of the county', async () => {
    const { matterWhere } = walkerOf(hall);
    const matter = await matterWhere(({ steps }) => steps === '一审一核');
    const answer = await as({ ...clerk, tenant: TOWNSHIP }, 'POST', '/cases', applicationFor(matter));
    const { caseNo } = CaseView.parse(await answer.json());
    expect((await fileOf(supervisor, caseNo)).item.tenant).toBe(TOWNSHIP);
    const other = await opened();
    const below = { ...supervisor, tenant: TOWNSHIP };
    expect((await as(below, 'GET', `/supervision/${other.caseNo}`)).status).toBe(404);
    expect((await as(reviewer, 'GET', `/supervision/${caseNo}`)).status).toBe(404);
  });
});
