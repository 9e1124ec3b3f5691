import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MatterView } from '../../shared/contracts/matter.ts';
import { accountOf, applicationFor, catalogue, hallOf } from '../support/hall.ts';
import { startLocal, type LocalStack } from '../support/stack.ts';
import { expectNoAxeViolations, hasChromium, launch, newPage, pageFaults, signIn } from './support.ts';

const FEED = 'https://recorder.example/live/3';
const admin = accountOf('admin.1');

/** A case whose result is ready to be handed over. */
const produced = async (hall: ReturnType<typeof hallOf>, matters: readonly MatterView[]): Promise<string> => {
  const { department } = accountOf('shichang.reviewer');
  const matter = matters.find((each) => each.department === department && each.steps === '一审一核');
  if (!matter) throw new Error('no such matter');
  const { caseNo } = await hall.apply(accountOf('clerk.1'), applicationFor(matter));
  const pass = { result: 'pass', opinion: '同意' };
  await hall.act(accountOf('shichang.reviewer'), caseNo, 'review', pass);
  const approve = { outcome: 'approved', opinion: '准予许可' };
  await hall.act(accountOf('shichang.chief'), caseNo, 'decide', approve);
  await hall.act(accountOf('issuer.1'), caseNo, 'produce', {});
  return caseNo;
};

describe.runIf(hasChromium)('lockers and cameras in Chromium', () => {
  let browser: Browser;
  let stack: LocalStack;
  let caseNo = '';

  beforeAll(async () => {
    [browser, stack] = await Promise.all([launch(), startLocal()]);
    const hall = hallOf(stack);
    caseNo = await produced(hall, await catalogue(stack));
    await hall.post(admin, '/devices', { name: 'locker-1', kind: 'locker' });
    await hall.post(admin, '/devices', { name: 'camera-3', kind: 'camera', window: 'A03', feed: FEED });
  });
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });

  it('E20: the issuer puts a result into a cell, and takes out what nobody fetched', async () => {
    const page = await newPage(browser);
    const faults = pageFaults(page);
    await signIn(page, stack, 'issuer.1', '/issuing');
    await page.getByRole('button', { name: '待送达' }).click();
    await page.locator('tr.line', { hasText: caseNo }).click();
    await page.getByRole('radio', { name: '智能柜' }).check();
    const deliver = page.getByRole('button', { name: '确认送达并办结' });
    expect(await deliver.isDisabled()).toBe(true);
    await page.getByLabel('格号').fill('07');
    await expectNoAxeViolations(page);
    await deliver.click();
    await page.getByText('已送达，办件办结。').waitFor();

    await page.goto(`${stack.url}/issuing/lockers`);
    const row = page.locator('tr', { hasText: caseNo });
    await row.getByText('07', { exact: true }).waitFor();
    await expectNoAxeViolations(page);
    await row.getByRole('button', { name: '取出' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '确定' }).click();
    await page.getByText('柜内没有待取的办理结果。').waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('B18: whoever looks at a camera says what for, and stands in its record', async () => {
    const page = await newPage(browser);
    const faults = pageFaults(page);
    await signIn(page, stack, 'supervisor.1', '/supervision/cameras');
    await page.getByText('camera-3').waitFor();
    expect(await page.content()).not.toContain(FEED);
    await page.getByRole('button', { name: '调看', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('用途').selectOption('complaint');
    await expectNoAxeViolations(page);
    await dialog.getByRole('button', { name: '确定' }).click();
    expect(await page.getByRole('link', { name: '打开画面' }).getAttribute('href')).toBe(FEED);
    await page.getByRole('button', { name: '调看记录' }).click();
    const record = page.getByRole('row', { name: /supervisor\.1/ });
    await record.getByText('核实投诉').waitFor();
    await expectNoAxeViolations(page);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
