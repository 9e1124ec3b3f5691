import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SettingsView } from '../../shared/contracts/halls.ts';
import { startLocal, type LocalStack } from '../support/stack.ts';
import { expectNoAxeViolations, hasChromium, launch, newPage, pageFaults, signIn } from './support.ts';

const NOTE = { reason: '目录核对', basis: '政务服务事项基本目录' };

describe.runIf(hasChromium)('the administration of a hall', () => {
  let browser: Browser;
  let stack: LocalStack;
  let page: Page;
  let faults: readonly string[];

  beforeAll(async () => {
    [browser, stack] = await Promise.all([launch(), startLocal()]);
    page = await newPage(browser);
    faults = pageFaults(page);
    await signIn(page, stack, 'admin.1', '/admin/zones');
  });
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });

  const open = async (name: string): Promise<void> => {
    await page.getByRole('link', { name, exact: true }).click();
    await page.getByRole('heading', { name, level: 1 }).waitFor();
  };
  /** The number of the plan has a button of its own. */
  const saveZone = () => page.getByRole('button', { name: '保存' }).last().click();
  const confirm = () => page.getByRole('button', { name: '确定' }).click();

  it('adds a window to a zone, and tells of a change by somebody else', async () => {
    await page.getByRole('button', { name: /一窗通办/ }).click();
    await expectNoAxeViolations(page);
    await page.getByLabel('专区名称').fill('综合服务区');
    await saveZone();
    await page.getByText('已保存').waitFor();
    await page.getByRole('button', { name: /综合服务区/ }).waitFor();
    const token = await stack.token({ sub: 'admin.9', name: '另一人', tenant: '411323', roles: ['admin'] });
    await stack.api('PUT', '/v1/411323/calendar/closures/2026-12-01', { token, body: { reason: '停电' } });
    await page.getByLabel('专区名称').fill('又一个名称');
    await saveZone();
    await page.getByText('内容已被他人更新').waitFor();
    await page.getByRole('button', { name: '重新载入' }).click();
    await saveZone();
    await page.getByText('已保存').waitFor();
  });

  it('E18: compares the windows of all zones with the plan, and says how many are missing', async () => {
    await page.getByText('共 160 个窗口，与方案的 160 个相符').waitFor();
    await page.getByLabel('方案窗口数').fill('162');
    await page.getByRole('button', { name: '登记方案' }).click();
    await page.getByText('共 160 个窗口，方案 162 个，少 2 个').waitFor();
    await page.getByRole('button', { name: /公安服务专区/ }).click();
    await page.getByLabel('窗口类型 K01').selectOption('帮办代办');
    await page.getByLabel('进驻单位').fill('县公安局');
    await expectNoAxeViolations(page);
    await saveZone();
    await page.getByText('已保存').waitFor();
    expect(await page.getByLabel('窗口类型 K01').inputValue()).toBe('帮办代办');
  });

  it('E28: records a letter and revokes it', async () => {
    await open('授权登记');
    await page.getByRole('row').nth(1).waitFor();
    await expectNoAxeViolations(page);
    await page.getByRole('button', { name: '登记授权书' }).click();
    await page.getByLabel('人员账号').fill('test.head');
    await page.getByLabel('单位', { exact: true }).fill('县民政局');
    await page.getByLabel('签署人').fill('测试甲乙');
    await page.getByLabel('起', { exact: true }).fill('2026-11-01');
    await expectNoAxeViolations(page);
    await confirm();
    await page.getByLabel('查找人员、单位').fill('test.head');
    const row = page.getByRole('row', { name: /test\.head/ });
    await row.getByText('在效').waitFor();
    await row.getByRole('button', { name: '撤销' }).click();
    await page.getByLabel('理由').fill('岗位调整');
    await confirm();
    await row.waitFor({ state: 'detached' });
  });

  it('D20: shuts the hall for a day and sets the hours of the summer', async () => {
    await open('开放时间与日历');
    await expectNoAxeViolations(page);
    await page.getByRole('button', { name: '宣布闭馆' }).click();
    await page.getByLabel('日期').fill('2026-12-15');
    await page.getByLabel('原因（向公众说明）').fill('大雪');
    await confirm();
    await page.getByText(/2026年12月15日.*全天.*大雪/).waitFor();
    await page.getByLabel('每年有一段时间作息不同').check();
    await page.getByRole('button', { name: '保存开放时间' }).click();
    await page.reload();
    expect(await page.getByLabel('每年有一段时间作息不同').isChecked()).toBe(true);
  });

  it('C07: shows what a guide lacks and completes it; the file that was exported is taken in again', async () => {
    await open('事项目录');
    await page
      .getByText(/^缺 \d+ 项$/)
      .first()
      .waitFor();
    await expectNoAxeViolations(page);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出 Excel' }).click();
    const file = await readFile(await (await download).path());
    await page.getByRole('button', { name: '导入' }).click();
    await page
      .getByLabel('文件（xlsx、csv、json）')
      .setInputFiles({ name: 'catalogue.xlsx', mimeType: '', buffer: file });
    await page.getByLabel('变更依据').fill(NOTE.basis);
    await page.getByLabel('变更原因').fill(NOTE.reason);
    await confirm();
    await page.getByText('已导入：0 个事项公布了新版本，158 个没有变化').waitFor();
    await page.getByRole('row').nth(1).click();
    await page.getByText(/^指南尚缺：.*申请条件/).waitFor();
    await page.getByLabel('申请条件').fill('符合国家规定的条件');
    await page.getByLabel('承诺时限依据').fill('本局承诺');
    await page.getByRole('button', { name: '公布新版本' }).click();
    await page.getByLabel('变更依据').fill(NOTE.basis);
    await page.getByLabel('变更原因').fill(NOTE.reason);
    await confirm();
    await page.getByText(NOTE.reason).waitFor();
    expect(await page.getByText(/^指南尚缺/).textContent()).not.toMatch(/申请条件|时限/);
    await page.getByRole('button', { name: '合并' }).waitFor();
    await expectNoAxeViolations(page);
  });

  it('B23: changes when the yellow card goes up; says so when somebody else was faster', async () => {
    await open('监察阈值');
    const token = await stack.token({ sub: 'admin.9', name: '另一人', tenant: '411323', roles: ['admin'] });
    await page.getByLabel('%').fill('25');
    await stack.api('PUT', '/v1/411323/calendar/closures/2026-12-22', { token, body: { reason: '停电' } });
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('内容已被他人更新').waitFor();
    await page.getByRole('button', { name: '重新载入' }).click();
    await page.getByText('内容已被他人更新').waitFor({ state: 'detached' });
    await page.getByLabel('%').fill('30');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('已保存').waitFor();
    await expectNoAxeViolations(page);
    await page.reload();
    expect(await page.getByLabel('%').inputValue()).toBe('30');
  });

  it('C10, E34: announces a change of the law, answers its card, and follows it on the site and in the guide', async () => {
    await open('事项变更');
    await page.getByText('没有待落实的变更').waitFor();
    await page.getByRole('button', { name: '登记变更' }).click();
    await page.getByRole('combobox', { name: '事项' }).fill('药品零售');
    await page.getByRole('option').filter({ hasText: '药品零售' }).first().click();
    await page.getByLabel('条件').check();
    await page.getByLabel('变更依据').fill('《药品管理法实施条例》修订');
    await page.getByLabel('公布之日').fill('2026-11-17');
    await page.getByLabel('变更内容').fill('放宽药师到岗要求');
    await expectNoAxeViolations(page);
    await confirm();
    await page.getByText('2026年11月20日', { exact: true }).waitFor();
    await page.getByText('红灯警示').first().waitFor();
    await page.getByRole('button', { name: '回复' }).last().click();
    await page.getByLabel('整改情况').fill('今日公布新指南');
    await confirm();
    await page.getByText('今日公布新指南').waitFor();
    await page.getByRole('button', { name: '登记网站公布' }).click();
    await page.getByLabel('网址').fill('https://shichang.example/notice/7');
    await confirm();
    await page.getByText('https://shichang.example/notice/7').waitFor();
    await expectNoAxeViolations(page);
    await page.getByRole('link', { name: '去修改指南' }).click();
    await page.getByLabel('申请条件').fill('药师可以远程审方');
    await page.getByRole('button', { name: '公布新版本' }).click();
    await page.getByLabel('变更依据').fill(NOTE.basis);
    await page.getByLabel('变更原因').fill(NOTE.reason);
    await confirm();
    await page.getByText(NOTE.reason).waitFor();
    await open('事项变更');
    await page.getByText('没有待落实的变更').waitFor();
  });

  it('C69: changes one number of the hall; one outside its bounds is named at its line', async () => {
    await open('大厅参数');
    const days = page.getByLabel('疑难咨询完整答复');
    await days.waitFor();
    expect(await page.getByRole('spinbutton').count()).toBe(Object.keys(SettingsView.shape).length);
    await expectNoAxeViolations(page);
    await days.fill('99');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByLabel(/疑难咨询完整答复 应为/).waitFor();
    await page.getByLabel('疑难咨询完整答复').fill('1');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('已保存').waitFor();
    await page.reload();
    await page.getByLabel('疑难咨询完整答复').waitFor();
    expect(await page.getByLabel('疑难咨询完整答复').inputValue()).toBe('1');
    expect(await page.getByLabel('补正期限').inputValue()).toBe('15');
  });

  it('B31: registers a device, whose certificate is handed over once, and stops it', async () => {
    await open('设备');
    await page.getByRole('button', { name: '登记设备' }).click();
    await page.getByLabel('设备名称').fill('kiosk-9');
    await confirm();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载证书文件' }).click();
    const text = await readFile(await (await download).path(), 'utf8');
    expect(text).toContain('PRIVATE KEY');
    await page.getByRole('button', { name: '已下载，关闭' }).click();
    const row = page.getByRole('row', { name: /kiosk-9/ });
    await row.waitFor();
    await expectNoAxeViolations(page);
    await row.getByRole('button', { name: '停用' }).click();
    await page.getByLabel('理由').fill('报废');
    await confirm();
    await row.getByText('已停用').waitFor();
    expect(faults.filter((fault) => !/412|422/.test(fault))).toEqual([]);
  });
});
