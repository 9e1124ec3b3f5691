import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountOf, applicationFor, catalogue, eventually, hallOf } from '../support/hall.ts';
import { startLocal, type LocalStack } from '../support/stack.ts';
import { expectNoAxeViolations, hasChromium, launch, newPage, pageFaults, signIn } from './support.ts';

const WALL = { width: 1920, height: 1080 };
const EVALUATOR = { sub: 'evaluator.test', name: '', tenant: '411323', roles: ['device'] };

describe.runIf(hasChromium)('evaluations and the big screen in Chromium', () => {
  let browser: Browser;
  let stack: LocalStack;

  /** Three people take a number; the first is served at A01 and rates it badly; a case comes in. */
  const morning = async (): Promise<void> => {
    const token = await stack.token(EVALUATOR);
    const clerk = await stack.token(accountOf('clerk.1'));
    const post = async (path: string, body: object, by: string): Promise<void> => {
      const { status, text } = await stack.api('POST', `/v1/411323${path}`, { token: by, body });
      expect([200, 201], `${path}: ${text}`).toContain(status);
    };
    const { body } = await stack.api('GET', '/v1/411323/zones');
    const [zone] = (body as { items: { code: string; services: { code: string }[] }[] }).items;
    for (let people = 0; people < 3; people += 1)
      await post('/tickets', { service: zone?.services[0]?.code }, token);
    for (const act of ['open', 'call-next', 'start', 'finish', 'call-next'])
      await post(`/windows/A01/${act}`, {}, clerk);
    await post('/evaluations', { act: 'A001', grade: 1, tags: ['115'], comment: '态度不好' }, token);
    const [matter] = await catalogue(stack);
    if (!matter) throw new Error('no matter');
    await hallOf(stack).apply(accountOf('clerk.1'), applicationFor(matter));
  };

  beforeAll(async () => {
    browser = await launch();
    stack = await startLocal();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });

  it('shows an empty hall, then who waits, without clipping anything; offline it says since when', async () => {
    const page = await newPage(browser, WALL);
    const faults = pageFaults(page);
    await signIn(page, stack, 'supervisor.1', '/screen');
    await page.getByText('今日还没有人取号').waitFor();
    await page.getByText('现在没有人等候').waitFor();
    await expectNoAxeViolations(page);
    await morning();
    await page.locator('canvas').waitFor({ timeout: 45_000 });
    await page
      .getByRole('row', { name: /1 \d+ 分钟/ })
      .first()
      .waitFor();
    await page.getByText('评价 1', { exact: true }).first().waitFor({ timeout: 60_000 });
    await expectNoAxeViolations(page);
    const clipped = await page.evaluate(
      `[...document.querySelectorAll('.screen *')].filter((e) => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline' && !e.closest('.visually-hidden') && e.clientWidth > 0).map((e) => e.className + e.textContent.slice(0, 20))`,
    );
    expect(clipped).toEqual([]);
    const height = await page.evaluate('document.documentElement.scrollHeight');
    expect(height).toBe(WALL.height);
    expect(faults).toEqual([]);
    await page.context().setOffline(true);
    await page.getByText(/数据停留在 \d\d:\d\d/).waitFor({ timeout: 20_000 });
    await page.getByText('今日办件').waitFor();
  }, 120_000);

  it('a supervisor verifies a bad rating, has it put right, answers and calls back; the figures say so', async () => {
    const page = await newPage(browser);
    const faults = pageFaults(page);
    await signIn(page, stack, 'supervisor.1', '/supervision/evaluations');
    await eventually(() => page.locator('tr.line').first().waitFor({ timeout: 1_000 }));
    await expectNoAxeViolations(page);
    await page.locator('tr.line').first().click();
    await page.waitForURL(/evaluations\/file\?id=ticket/);
    await page.reload();
    await page.getByText('态度不好', { exact: true }).waitFor();
    const confirm = () => page.getByRole('button', { name: '确定' }).click();
    await page.getByRole('button', { name: '核实' }).click();
    await page.getByLabel('属实，立行立改').check();
    await page.getByLabel('说明').fill('监控可见属实');
    await expectNoAxeViolations(page);
    await confirm();
    await page.getByRole('button', { name: '整改' }).click();
    await page.getByLabel('整改措施').fill('批评教育');
    await confirm();
    await page.getByRole('button', { name: '反馈' }).click();
    await page.getByLabel('反馈内容').fill('已整改，向您致歉');
    await confirm();
    await page.getByRole('button', { name: '回访' }).click();
    await page.getByLabel('已联系上评价人').check();
    await page.getByLabel('对结果满意').check();
    await confirm();
    await page.getByText('已办结').waitFor();
    await expectNoAxeViolations(page);
    await page.goto(`${stack.url}/supervision/evaluation-figures`);
    // The browser counts its own days, the hall is on Monday 23 November.
    await page.getByLabel('止').fill('2026-11-23');
    await page.getByLabel('起').fill('2026-11-23');
    await page.getByRole('rowheader', { name: 'A01' }).waitFor();
    await page.getByText('100.0%').first().waitFor();
    await expectNoAxeViolations(page);
    expect(faults).toEqual([]);
  }, 60_000);
});
