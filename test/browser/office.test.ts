import { createHash } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { MatterView } from '../../shared/contracts/matter.ts';
import {
  accountOf,
  applicationFor,
  catalogue,
  COMPANY,
  eventually,
  hallOf,
  PERSON,
} from '../support/hall.ts';
import { startLocal, type LocalStack } from '../support/stack.ts';
import {
  expectNoAxeViolations,
  hasChromium,
  launch,
  newPage,
  pageFaults,
  signIn,
  taskTimes,
} from './support.ts';

const DEPARTMENT = '县市场监督管理局';
const AT_ONCE = 12;
/** Views follow the log; behind five hundred cases at once, at some distance. */
const VIEWS_MS = 60_000;
/** Turns of the wheel. */
const TURNS = 60;
/** A task that keeps the page from answering for longer than this is a long one (W3C Long Tasks). */
const LONG_MS = 50;

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe.runIf(hasChromium)('back office in Chromium', () => {
  let browser: Browser;
  let stack: LocalStack;
  let matter: MatterView;
  const clerk = accountOf('clerk.1');

  const open = async (count: number, file?: string): Promise<string[]> => {
    const hall = hallOf(stack);
    const numbers: string[] = [];
    for (let made = 0; made < count; made += AT_ONCE) {
      const application = applicationFor(
        matter,
        matter.audience.includes('个人') ? {} : { applicant: COMPANY },
      );
      const materials = application.materials.map((each, index) =>
        index === 0 && file !== undefined ? { ...each, file } : each,
      );
      const some = Array.from({ length: Math.min(AT_ONCE, count - made) }, () =>
        hall.apply(clerk, { ...application, materials }),
      );
      numbers.push(...(await Promise.all(some)).map(({ caseNo }) => caseNo));
    }
    return numbers;
  };
  const inInbox = (count: number): Promise<void> =>
    eventually(async () => {
      const { body } = await hallOf(stack).get(accountOf('shichang.reviewer'), '/inbox?limit=200');
      expect((body as { items: unknown[] }).items.length).toBeGreaterThanOrEqual(count);
    }, VIEWS_MS);

  const uploadPicture = async (): Promise<string> => {
    const sha256 = createHash('sha256').update(PNG).digest('hex');
    const file = { name: '证明.png', type: 'image/png', size: PNG.length, sha256 };
    const { body } = await hallOf(stack).post(clerk, '/files', file);
    const { id, upload } = body as { id: string; upload: { url: string; method: string; headers: object } };
    const stored = await fetch(upload.url, {
      method: upload.method,
      headers: { ...upload.headers },
      body: new Uint8Array(PNG),
    });
    expect(stored.status).toBe(200);
    return id;
  };

  const office = async (account: string): Promise<Page> => {
    const page = await newPage(browser);
    await signIn(page, stack, account, '/office');
    await page.locator('tr.line').first().waitFor();
    return page;
  };
  const openCase = async (page: Page, caseNo: string): Promise<void> => {
    await page.getByRole('searchbox', { name: '搜索' }).fill(caseNo);
    await page.locator('tr.line').first().click();
    await page.getByRole('heading', { name: '本环节办理' }).waitFor();
  };

  /** The receiver writes the name and signs with the mouse. */
  const signFor = async (page: Page): Promise<void> => {
    await page.getByLabel('签收人').fill(PERSON.name);
    expect(await page.getByRole('button', { name: '确认送达并办结' }).isEnabled()).toBe(false);
    const box = await page.getByRole('img', { name: /^签名区/ }).boundingBox();
    if (!box) throw new Error('nowhere to sign');
    await page.mouse.move(box.x + 40, box.y + 100);
    await page.mouse.down();
    for (const [x, y] of [
      [80, 30],
      [120, 110],
      [200, 40],
    ] as const) {
      await page.mouse.move(box.x + x, box.y + y, { steps: 5 });
    }
    await page.mouse.up();
  };

  beforeAll(async () => {
    [browser, stack] = await Promise.all([launch(), startLocal()]);
    const found = (await catalogue(stack)).find(
      ({ department, steps, caseType }) =>
        department === DEPARTMENT && steps === '一审一核' && caseType === '承诺件',
    );
    if (!found) throw new Error('no such matter');
    matter = found;
  });
  afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });

  it('a reviewer claims several cases at once, reads the papers beside the rules, and passes one', async () => {
    const [caseNo = ''] = await open(2, await uploadPicture());
    await inInbox(2);
    const page = await office('shichang.reviewer');
    const faults = pageFaults(page);
    await expectNoAxeViolations(page);
    await page.getByRole('button', { name: '选择全部未领取' }).click();
    await page.getByRole('button', { name: '批量领取' }).click();
    await page.getByText('2 件已领取').waitFor();
    await openCase(page, caseNo);
    await page.getByRole('button', { name: /^预览：/ }).click();
    await page.getByRole('img', { name: /^预览：/ }).waitFor();
    await page.getByRole('heading', { name: '审查要点' }).waitFor();
    await expectNoAxeViolations(page);
    await page.getByRole('button', { name: '经核查，申请材料真实有效，建议通过' }).click();
    await page.getByRole('button', { name: '提交审查意见' }).click();
    await page.getByText('审查意见已提交').waitFor();
    await page.getByRole('tab', { name: '办理记录' }).click();
    await page.getByText('经核查，申请材料真实有效，建议通过').waitFor();
    await page.getByRole('tab', { name: '时限' }).click();
    await page.getByText('2026 年 11 月').waitFor();
    await expectNoAxeViolations(page);
    expect(faults).toEqual([]);
  });

  it('the chief sees the decision as it will be printed before issuing it; the issuer hands the result over', async () => {
    const [caseNo = ''] = await open(1);
    await hallOf(stack).act(accountOf('shichang.reviewer'), caseNo, 'review', {
      result: 'pass',
      opinion: '同意',
    });
    await inInbox(1);
    const page = await office('shichang.chief');
    const faults = pageFaults(page);
    await openCase(page, caseNo);
    await page.getByRole('button', { name: '准予许可', exact: true }).click();
    await page.getByRole('button', { name: '预览决定书' }).click();
    const paper = page.frameLocator('iframe[title^="决定书预览"]');
    await paper.getByText('准予', { exact: false }).first().waitFor();
    await expectNoAxeViolations(page);
    await page.getByRole('button', { name: /^签发决定/ }).click();
    await page.getByText('决定已签发').waitFor();

    const window = await newPage(browser);
    await signIn(window, stack, 'issuer.1', '/issuing');
    await window.getByRole('searchbox', { name: '搜索' }).fill(caseNo);
    await window.locator('tr.line').first().click();
    await window.getByLabel('证照编号').fill('测证〔2026〕7号');
    await window.getByRole('button', { name: '制证登记' }).click();
    await window.getByText('制证已登记').waitFor();
    await expectNoAxeViolations(window);
    await signFor(window);
    await expectNoAxeViolations(window);
    await window.getByRole('button', { name: '确认送达并办结' }).click();
    await window.getByText('已送达，办件办结。').waitFor();
    await window.getByRole('button', { name: '打印送达回证' }).waitFor();
    await page.goto(`${stack.url}/office/cases/${caseNo}`);
    await page.getByRole('tab', { name: '文书' }).click();
    await page.getByRole('button', { name: '送达回证' }).click();
    const receipt = page.frameLocator('iframe[title^="送达回证"]');
    await receipt.getByRole('img', { name: '签名' }).waitFor();
    const { body } = await hallOf(stack).get(accountOf('issuer.1'), `/cases/${caseNo}/log`);
    expect(JSON.stringify(body)).not.toContain(PERSON.name);
    expect(faults).toEqual([]);
  });

  it('A17: the chief gives cases to a colleague, also those that somebody has in hand', async () => {
    const [taken = '', free = ''] = await open(2);
    await hallOf(stack).act(accountOf('shichang.reviewer'), taken, 'claim');
    const page = await office('shichang.chief');
    const faults = pageFaults(page);
    await page.getByRole('button', { name: '本部门全部' }).click();
    const rowOf = (caseNo: string) => page.locator('tr.line', { hasText: caseNo });
    for (const caseNo of [taken, free]) await rowOf(caseNo).getByRole('checkbox').check();
    await rowOf(taken).getByText('杨晓燕').waitFor();
    await page.getByLabel('指派给…').selectOption({ label: '赵志强（审查）' });
    await expectNoAxeViolations(page);
    await page.getByRole('button', { name: '批量指派' }).click();
    await page.getByText('2 件已指派').waitFor();
    await rowOf(taken).getByText('赵志强').waitFor();
    await openCase(page, free);
    await page.getByRole('tab', { name: '办理记录' }).click();
    await page.getByText('交 赵志强 办理').waitFor();
    await page.getByLabel('指派给…').selectOption({ label: '杨晓燕' });
    await page.getByRole('button', { name: '指派', exact: true }).click();
    await page.getByText('已指派').waitFor();
    await page.getByText('交 杨晓燕 办理').waitFor();
    expect(faults).toEqual([]);
  });

  it('says so when somebody else was faster, and keeps what was typed', async () => {
    const [caseNo = ''] = await open(1);
    await eventually(async () => {
      const { body } = await hallOf(stack).get(accountOf('shichang.verifier'), '/inbox?limit=200');
      expect(JSON.stringify(body)).toContain(caseNo);
    });
    const page = await office('shichang.verifier');
    await openCase(page, caseNo);
    await page.getByLabel('意见', { exact: true }).fill('材料齐全');
    await hallOf(stack).act(accountOf('shichang.reviewer'), caseNo, 'claim');
    await page.getByRole('button', { name: '提交审查意见' }).click();
    await page.getByText('内容已被他人更新').waitFor();
    expect(await page.getByLabel('意见', { exact: true }).inputValue()).toBe('材料齐全');
    await page.getByRole('button', { name: '重新载入' }).click();
    await page.getByText('当前没有需要您办理的环节').waitFor();
  });

  it(
    'five hundred cases scroll without long tasks, with few rows in the page',
    { timeout: 180_000 },
    async () => {
      await open(500);
      await inInbox(200);
      const page = await office('shichang.reviewer');
      await page.getByText(/^共 [5-9]\d\d 件$/).waitFor({ timeout: VIEWS_MS });
      await page.locator('.box').hover();
      const times = await taskTimes(browser, page, async () => {
        for (let turn = 0; turn < TURNS; turn += 1) {
          await page.mouse.wheel(0, 400);
          await page.waitForTimeout(16);
        }
      });
      expect(await page.evaluate(`document.querySelector('.box').scrollTop`)).toBeGreaterThan(10_000);
      expect(await page.locator('tr.line').count()).toBeLessThan(60);
      expect(times.length).toBeGreaterThan(TURNS);
      expect(times.filter((ms) => ms > LONG_MS)).toEqual([]);
    },
  );
});
