import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { QueueView, TicketView } from '../../shared/contracts/queues.ts';
import { accountOf, COMPANY, COUNTY, eventually, hallOf, PERSON, type HallCalls } from '../support/hall.ts';
import { startLocal, type Identity, type LocalStack } from '../support/stack.ts';
import {
  expectNoAxeViolations,
  hasChromium,
  launch,
  newPage,
  pageFaults,
  signIn,
  taskTimes,
} from './support.ts';

const KIOSK: Identity = { sub: 'kiosk.1', name: '取号机', tenant: COUNTY, roles: ['device'] };
const CLERK = 'clerk.1';
const WINDOW = 'A01';
/** A task that keeps the page from answering for longer than this is a long one (W3C Long Tasks). */
const LONG_MS = 50;
/** 失业登记, by the initials of its pinyin: two keys and Enter. */
const MATTER = { keys: 'sy', name: '失业登记' };

const Zones = z.object({
  items: z.array(
    z.object({
      code: z.string(),
      windows: z.array(z.object({ id: z.string(), services: z.array(z.string()) })),
    }),
  ),
});

/** Counts what the clerk does: a key or a field filled is one interaction each. */
const countingKeys = (page: Page) => {
  let count = 0;
  return {
    press: async (key: string): Promise<void> => {
      count += 1;
      await page.keyboard.press(key);
    },
    fill: async (text: string): Promise<void> => {
      count += 1;
      await page.keyboard.insertText(text);
    },
    count: () => count,
  };
};

/** A field of the applicant; the form of a matter may have one of the same name. */
const field = (page: Page, name: string) => page.locator(`[data-path="applicant.${name}"]`);

const printed = (page: Page): Promise<string> =>
  eventually(async () => {
    const paper = await page.locator('.print-frame').getAttribute('srcdoc');
    if (paper === null) throw new Error('nothing was printed');
    return paper;
  });

describe.runIf(hasChromium)('the counter', () => {
  let browser: Browser;
  let stack: LocalStack;
  let hall: HallCalls;
  let services: readonly string[];

  const take = async (service = services[0] ?? ''): Promise<string> =>
    TicketView.parse((await hall.post(KIOSK, '/tickets', { service })).body).no;
  const board = async () =>
    QueueView.parse((await hall.get(accountOf(CLERK), `/queues/A?window=${WINDOW}`)).body);
  const openCounter = async (): Promise<Page> => {
    const page = await newPage(browser);
    await signIn(page, stack, CLERK, '/counter');
    await page.getByRole('combobox', { name: '查找事项' }).waitFor();
    return page;
  };
  /** Up to the form of the matter. */
  const chooseMatter = async (page: Page, keys = MATTER.keys): Promise<void> => {
    await page.keyboard.press('F9');
    for (const key of keys) await page.keyboard.press(key);
    await page.keyboard.press('Enter');
    await page.locator('form.application').waitFor();
  };
  const fillCompany = async (page: Page): Promise<void> => {
    await field(page, 'idNo').fill(COMPANY.idNo);
    await page.getByText('企业 · 河南省南阳市西峡县').waitFor();
    await field(page, 'name').fill(COMPANY.name);
    await field(page, 'phone').fill(COMPANY.phone);
  };
  const fillPerson = async (page: Page): Promise<void> => {
    await field(page, 'idNo').fill(PERSON.idNo);
    await field(page, 'name').fill(PERSON.name);
    await field(page, 'phone').fill(PERSON.phone);
  };

  beforeAll(async () => {
    [browser, stack] = await Promise.all([launch(), startLocal()]);
    hall = hallOf(stack);
    const { items } = Zones.parse((await stack.api('GET', `/v1/${COUNTY}/zones`)).body);
    services = items.flatMap(({ windows }) => windows).find(({ id }) => id === WINDOW)?.services ?? [];
  });
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });

  it('accepts a standard case in at most 12 interactions, by keyboard alone, and prints its papers', async () => {
    const no = await take();
    const page = await openCounter();
    const faults = pageFaults(page);
    await page.getByRole('button', { name: '开放窗口' }).waitFor();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '呼叫下一个' }).waitFor();
    const keys = countingKeys(page);

    await keys.press('F2');
    await page.getByText(no, { exact: true }).waitFor();
    for (const key of MATTER.keys) await keys.press(key);
    await keys.press('Enter');
    await field(page, 'idNo').waitFor();
    await keys.fill(PERSON.idNo);
    await page.getByText('男 · 1990-01-01 · 36 岁 · 河南省南阳市西峡县').waitFor();
    await keys.press('Enter');
    await keys.fill(PERSON.name);
    await keys.press('Enter');
    await keys.fill(PERSON.phone);
    await keys.press('F7');
    await page.getByText('材料齐全，可当场受理').waitFor();
    await keys.press('Control+Enter');
    await page.getByRole('heading', { name: '已受理' }).waitFor();

    expect(keys.count()).toBeLessThanOrEqual(12);
    const paper = await printed(page);
    expect(paper).toContain('受理通知书');
    expect(paper).toContain(MATTER.name);
    await page.keyboard.press('F8');
    await page.getByText('没有正在办理的号').waitFor();
    const ticket = TicketView.parse((await hall.get(KIOSK, `/tickets/${no}`)).body);
    expect(ticket).toMatchObject({ status: 'done', cases: [expect.stringMatching(/^411323/)] });
    expect(faults).toEqual([]);
  });

  it('C15: what is missing is told at once and printed in the same step', async () => {
    const page = await openCounter();
    await chooseMatter(page);
    await fillPerson(page);
    await page.getByText('尚缺 2 份必要材料').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: '已一次性告知' }).waitFor();
    const paper = await printed(page);
    expect(paper).toContain('一次性补正告知书');
    for (const name of ['失业登记表', '居民身份证']) expect(paper).toContain(name);

    await page.getByRole('link', { name: '查看办件' }).click();
    await page.getByRole('checkbox', { name: '失业登记表' }).check();
    await page.getByRole('checkbox', { name: '居民身份证' }).check();
    await page.getByRole('button', { name: '收下所选材料' }).click();
    await page.getByRole('button', { name: '受理', exact: true }).click();
    await page.getByRole('button', { name: '确定' }).click();
    await page.getByText('已受理').waitFor();
    await expectNoAxeViolations(page);
  });

  it('D33: knows who has been here before, takes over what was told and asks for no paper twice', async () => {
    const page = await openCounter();
    await chooseMatter(page);
    await field(page, 'idNo').fill(PERSON.idNo);
    await page.getByRole('button', { name: '沿用上次信息' }).click();
    await page.getByText('已沿用，请与本人核对').waitFor();
    expect(await field(page, 'name').inputValue()).toBe(PERSON.name);
    expect(await field(page, 'phone').inputValue()).toBe(PERSON.phone);
    for (const box of await page.getByRole('checkbox', { name: /免提交/ }).all()) await box.check();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: '已受理' }).waitFor();
  });

  it('E33: a paper that may come later is promised, and the case is accepted without it', async () => {
    const page = await openCounter();
    await chooseMatter(page, 'qysl');
    await fillCompany(page);
    await page.keyboard.press('F7');
    await page.getByRole('checkbox', { name: /住所（经营场所）使用相关文件/ }).uncheck();
    await page.getByRole('checkbox', { name: '容缺' }).check();
    await page.getByText('容缺 1 份，可先行受理').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: '已容缺受理' }).waitFor();
    expect(await printed(page)).toContain('容缺受理通知书');
  });

  it('告知承诺 is offered where the matter is on the list, and its letter is printed for signing', async () => {
    const page = await openCounter();
    await page.keyboard.press('F9');
    await page.keyboard.insertText('告知承诺');
    await page.getByRole('option', { name: /消防安全检查/ }).click();
    await page.locator('form.application').waitFor();
    await fillCompany(page);
    await page.getByRole('checkbox', { name: '申请人选择告知承诺' }).check();
    await page.keyboard.press('F7');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: '已受理' }).waitFor();
    expect(await printed(page)).toContain('告知承诺书');
  });

  it('asks before a form that was begun is given up', async () => {
    const page = await openCounter();
    await chooseMatter(page);
    await fillPerson(page);
    await page.keyboard.press('F2');
    await page.getByText('申请尚未提交').waitFor();
    await page.getByRole('button', { name: '取消' }).click();
    expect(await field(page, 'name').inputValue()).toBe(PERSON.name);
  });

  it('points at what is wrong instead of handing it in', async () => {
    const page = await openCounter();
    await chooseMatter(page);
    await field(page, 'idNo').fill('411323199001010017');
    await page.keyboard.press('Control+Enter');
    await page.getByText('不是有效的公民身份号码').waitFor();
    expect(await page.evaluate('document.activeElement?.dataset.path')).toBe('applicant.idNo');
    await expectNoAxeViolations(page);
  });

  it('uploads a scanned paper straight to the store', async () => {
    const page = await openCounter();
    await chooseMatter(page);
    const file = { name: '登记表.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 paper') };
    await page.getByLabel('上传 失业登记表').and(page.locator('input')).setInputFiles(file);
    await page.getByText('登记表.pdf').waitFor();
    expect(await page.getByRole('checkbox', { name: /失业登记表/ }).isChecked()).toBe(true);
  });

  it('opens a theme with one form and one set of papers', async () => {
    const page = await openCounter();
    await page.keyboard.press('F9');
    await page.keyboard.insertText('kbcyd');
    await page.getByRole('option', { name: /开办餐饮店/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText(/联办 \d+ 个事项，一张表、一套材料/).waitFor();
    await fillPerson(page);
    await page.keyboard.press('F7');
    await expectNoAxeViolations(page);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: '联办已受理' }).waitFor();
    expect(await printed(page)).toContain('开办餐饮店');
  });

  it('stays usable at 200 %: nothing is cut off to the side', async () => {
    const page = await newPage(browser, { width: 683, height: 384 });
    await signIn(page, stack, CLERK, '/counter');
    await chooseMatter(page);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });

  it('keeps what was typed when the sign-in has expired', async () => {
    const page = await openCounter();
    await chooseMatter(page);
    await fillPerson(page);
    await page.route('**/v1/**', (route) => route.fulfill({ status: 401, body: '' }));
    await page.keyboard.press('Control+Enter');
    await page.getByText('登录已过期').waitFor();
    await page.unroute('**/v1/**');
    await page.getByRole('button', { name: '重新登录' }).click();
    await page.getByText('登录已过期').waitFor({ state: 'hidden' });
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: '已一次性告知' }).waitFor();
  });

  it('calls smoothly with 300 people waiting', async () => {
    for (let batch = 0; batch < 30; batch += 1) {
      await Promise.all(Array.from({ length: 10 }, (_, at) => take(services[at % services.length])));
    }
    expect((await board()).waitingTotal).toBe(300);
    const page = await openCounter();
    await page.getByText('等候 300 人').waitFor();
    expect(await page.locator('ol.waiting li').count()).toBeLessThanOrEqual(12);
    const next = (await board()).waiting[0]?.no ?? '';
    const times = await taskTimes(browser, page, async () => {
      await page.keyboard.press('F2');
      await page.locator('.ticket', { hasText: next }).waitFor();
      await page.getByText('等候 299 人').waitFor();
    });
    expect(times.length).toBeGreaterThan(0);
    expect(times.filter((ms) => ms > LONG_MS)).toEqual([]);
  });
});
