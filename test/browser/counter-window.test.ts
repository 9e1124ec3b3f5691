import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BundleView } from '../../shared/contracts/bundles.ts';
import { TicketView } from '../../shared/contracts/queues.ts';
import { accountOf, COUNTY, eventually, hallOf, PERSON, type HallCalls } from '../support/hall.ts';
import { startLocal, type Identity, type LocalStack } from '../support/stack.ts';
import { expectNoAxeViolations, hasChromium, launch, newPage, pageFaults, signIn } from './support.ts';

const KIOSK: Identity = { sub: 'kiosk.1', name: '取号机', tenant: COUNTY, roles: ['device'] };
const THEME = { keys: 'kbcyd', name: '开办餐饮店' };
const LATE_PAPER = '消防安全制度、灭火和应急疏散预案';

describe.runIf(hasChromium)('the window of the counter', () => {
  let browser: Browser;
  let stack: LocalStack;
  let hall: HallCalls;
  let service: string;
  let page: Page;

  const take = async (): Promise<string> =>
    TicketView.parse((await hall.post(KIOSK, '/tickets', { service })).body).no;
  const ticket = async (no: string): Promise<TicketView> =>
    TicketView.parse((await hall.get(KIOSK, `/tickets/${no}`)).body);
  /** At the window, not among those who wait. */
  const shown = (text: string): Promise<void> =>
    page.getByRole('status').getByText(text, { exact: true }).first().waitFor();

  beforeAll(async () => {
    [browser, stack] = await Promise.all([launch(), startLocal()]);
    hall = hallOf(stack);
    const { items } = (await hall.get(KIOSK, '/zones')).body as {
      items: { code: string; services: { code: string }[] }[];
    };
    service = items.find(({ code }) => code === 'A')?.services[0]?.code ?? '';
    await hall.post(accountOf('clerk.1'), '/windows/A01/open');
    await hall.post(accountOf('clerk.2'), '/windows/A02/open');
  });
  beforeEach(async () => {
    page = await newPage(browser);
    await signIn(page, stack, 'clerk.1', '/counter');
    await page.getByRole('button', { name: '呼叫下一个' }).waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });

  it('calls once more, sends a number on to another window, and skips who does not come', async () => {
    const [first, second] = [await take(), await take()];
    const faults = pageFaults(page);
    await page.keyboard.press('F2');
    await shown(first);
    await page.keyboard.press('F3');
    await page.getByText('已呼叫 2 次').waitFor();
    await page.getByRole('button', { name: '转号' }).click();
    await page.getByLabel('转往').selectOption('window:A02');
    await expectNoAxeViolations(page);
    await page.getByRole('dialog').getByRole('button', { name: '转号' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await shown('没有正在办理的号');
    await hall.post(accountOf('clerk.2'), '/windows/A02/call-next');
    expect(await ticket(first)).toMatchObject({ status: 'called', window: 'A02' });

    await page.keyboard.press('F2');
    await shown(second);
    await page.keyboard.press('F6');
    await shown('没有正在办理的号');
    expect((await ticket(second)).status).not.toBe('called');
    expect(faults).toEqual([]);
  });

  it('C25, E33: a paper of a theme that all its matters wait for is promised, and brought later for all of them', async () => {
    const faults = pageFaults(page);
    await page.keyboard.press('F9');
    await page.keyboard.insertText(THEME.keys);
    await page.getByRole('option', { name: new RegExp(THEME.name) }).click();
    await page.getByRole('heading', { name: '经营内容' }).waitFor();
    await page.locator('[data-path="applicant.idNo"]').fill(PERSON.idNo);
    await page.locator('[data-path="applicant.name"]').fill(PERSON.name);
    await page.locator('[data-path="applicant.phone"]').fill(PERSON.phone);
    await page.getByLabel('主体业态').selectOption('餐饮服务经营者');
    await page.keyboard.press('F7');
    const paper = page.getByRole('listitem').filter({ hasText: LATE_PAPER });
    await paper.getByRole('checkbox').first().uncheck();
    await paper.getByRole('checkbox', { name: '容缺' }).check();
    await page.getByText('容缺 1 份，可先行受理').waitFor();
    await expectNoAxeViolations(page);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: '联办已受理' }).waitFor();

    await page.getByRole('link', { name: '查看办件' }).click();
    await page.getByRole('heading', { name: THEME.name }).waitFor();
    await page.getByRole('checkbox', { name: LATE_PAPER }).check();
    await expectNoAxeViolations(page);
    await page.getByRole('button', { name: '收下所选材料' }).click();
    await page.getByRole('heading', { name: '补交材料' }).waitFor({ state: 'detached' });
    const no = decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1) ?? '');
    await eventually(async () => {
      const bundle = BundleView.parse((await hall.get(accountOf('clerk.1'), `/bundles/${no}`)).body);
      expect(bundle).toMatchObject({ missing: [], deferred: [] });
    });
    expect(faults).toEqual([]);
  });
});
