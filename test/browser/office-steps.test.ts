import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { MatterView } from '../../shared/contracts/matter.ts';
import { accountOf, applicationFor, catalogue, eventually, hallOf, type HallCalls } from '../support/hall.ts';
import { startLocal, type LocalStack } from '../support/stack.ts';
import { expectNoAxeViolations, hasChromium, launch, newPage, pageFaults, signIn } from './support.ts';

const DEPARTMENT = '县市场监督管理局';
const VIEWS_MS = 30_000;
const clerk = accountOf('clerk.1');

describe.runIf(hasChromium)('steps of the back office and the issuing window in Chromium', () => {
  let browser: Browser;
  let stack: LocalStack;
  let hall: HallCalls;
  let matters: readonly MatterView[];

  const matterWhere = (holds: (matter: MatterView) => boolean): MatterView => {
    const found = matters.find((each) => each.department === DEPARTMENT && holds(each));
    if (!found) throw new Error('no such matter');
    return found;
  };
  const plain = (): MatterView =>
    matterWhere(({ steps, caseType }) => steps === '一审一核' && caseType === '承诺件');
  const openCase = async (matter = plain()): Promise<string> =>
    (await hall.apply(clerk, applicationFor(matter))).caseNo;
  const listed = (account: string, path: string, caseNo: string): Promise<void> =>
    eventually(async () => {
      expect(JSON.stringify((await hall.get(accountOf(account), path)).body)).toContain(caseNo);
    }, VIEWS_MS);
  const pageFor = async (account: string, path: string): Promise<Page> => {
    const page = await newPage(browser);
    await signIn(page, stack, account, path);
    return page;
  };
  /** Decided, and for an approval produced as well. */
  const decided = async (): Promise<string> => {
    const caseNo = await openCase();
    await hall.act(accountOf('shichang.reviewer'), caseNo, 'review', { result: 'pass', opinion: '同意' });
    const decision = { outcome: 'approved', opinion: '准予许可' };
    await hall.act(accountOf('shichang.chief'), caseNo, 'decide', decision);
    await hall.act(accountOf('issuer.1'), caseNo, 'produce');
    await listed('issuer.1', '/issuing?stage=deliver&limit=200', caseNo);
    return caseNo;
  };
  const toDeliver = async (caseNo: string): Promise<Page> => {
    const page = await pageFor('issuer.1', '/issuing');
    await page.getByRole('button', { name: '待送达' }).click();
    await page.getByRole('searchbox', { name: '搜索' }).fill(caseNo);
    await page.locator('tr.line').first().click();
    await page.getByRole('heading', { name: '送达', exact: true }).waitFor();
    return page;
  };

  beforeAll(async () => {
    [browser, stack] = await Promise.all([launch(), startLocal()]);
    hall = hallOf(stack);
    matters = await catalogue(stack);
  });
  afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });

  it('says how many cases there are only once it knows', async () => {
    const page = await newPage(browser);
    await page.route('**/v1/*/inbox?*', (route) => route.fulfill({ status: 500, body: '' }));
    await signIn(page, stack, 'shichang.reviewer', '/office');
    await page.getByRole('button', { name: '重试' }).waitFor();
    expect(await page.getByText(/共 \d+ 件/).count()).toBe(0);
    expect(await page.getByRole('button', { name: '红牌', exact: true }).count()).toBe(1);
    await expectNoAxeViolations(page);
    await page.unroute('**/v1/*/inbox?*');
    await page.getByRole('button', { name: '重试' }).click();
    await page.getByText(/共 \d+ 件/).waitFor();
    await page.getByRole('button', { name: /^红牌 \d/ }).waitFor();
  });

  it('A17: a section head by letter gives cases out; a reviewer without one is not offered it', async () => {
    const caseNo = await openCase();
    await listed('shichang.verifier', '/inbox?limit=200', caseNo);
    const reviewer = await pageFor('shichang.verifier', '/office');
    await reviewer.getByText(caseNo).waitFor();
    expect(await reviewer.getByLabel('指派给…').count()).toBe(0);
    const letter = { kind: 'section-head', department: DEPARTMENT, signedBy: '测试局长', from: '2026-11-01' };
    const path = `/v1/${clerk.tenant}/authorisations/shichang.verifier`;
    const token = await stack.token(accountOf('admin.1'));
    expect((await stack.api('PUT', path, { token, body: letter })).status).toBe(200);
    await eventually(async () => {
      await reviewer.reload();
      await reviewer.getByRole('button', { name: '本部门全部' }).waitFor({ timeout: 2_000 });
    });
    await reviewer.locator('tr.line', { hasText: caseNo }).getByRole('checkbox').check();
    await reviewer.getByLabel('指派给…').selectOption({ label: '杨晓燕（审查）' });
    await expectNoAxeViolations(reviewer);
    await reviewer.getByRole('button', { name: '批量指派' }).click();
    await reviewer.getByText('1 件已指派').waitFor();
  });

  it('第45条, 第42条: a special procedure starts and ends, and the chief extends once', async () => {
    const matter = matterWhere(
      ({ specialProcedures, caseType, steps }) =>
        specialProcedures.length > 0 && caseType === '承诺件' && steps !== '审核合一',
    );
    const caseNo = await openCase(matter);
    const page = await pageFor('shichang.reviewer', `/office/cases/${caseNo}`);
    const faults = pageFaults(page);
    await page.getByRole('button', { name: '启动特别程序' }).click();
    await expectNoAxeViolations(page);
    await page.getByRole('dialog').getByRole('button', { name: '确定' }).click();
    await page.getByText('特别程序已启动').waitFor();
    await page.getByRole('button', { name: '结束特别程序' }).click();
    await page.getByLabel('结果').fill('符合要求');
    await page.getByRole('dialog').getByRole('button', { name: '确定' }).click();
    await page.getByText('特别程序已结束').waitFor();
    const chief = await pageFor('shichang.chief', `/office/cases/${caseNo}`);
    await chief.getByRole('button', { name: '延长期限' }).click();
    await chief.getByLabel('延长工作日').fill('2');
    await chief.getByLabel('理由').fill('须补充核查');
    await expectNoAxeViolations(chief);
    await chief.getByRole('dialog').getByRole('button', { name: '确定' }).click();
    await chief.getByText('期限已延长').waitFor();
    await chief.getByRole('button', { name: '延长期限' }).waitFor({ state: 'detached' });
    await chief.getByRole('tab', { name: '文书' }).click();
    await chief.getByRole('button', { name: '延期通知书' }).waitFor();
    await chief.getByRole('button', { name: '特别程序告知书' }).waitFor();
    expect(faults).toEqual([]);
  });

  it('a result goes out by post, with the number of the parcel', async () => {
    const page = await toDeliver(await decided());
    const faults = pageFaults(page);
    await page.getByLabel('邮寄').check();
    expect(await page.getByRole('button', { name: '确认送达并办结' }).isEnabled()).toBe(false);
    await page.getByLabel('运单号').fill('SF1234567890');
    const send = page.locator('button:enabled', { hasText: '确认送达并办结' });
    await send.waitFor();
    await expectNoAxeViolations(page);
    await send.click();
    await page.getByText('已送达，办件办结。').waitFor();
    await page.getByRole('button', { name: '打印办结通知书' }).waitFor();
    expect(faults).toEqual([]);
  });
});
