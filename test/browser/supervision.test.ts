import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountOf, applicationFor, catalogue, eventually, hallOf } from '../support/hall.ts';
import { startLocal, type LocalStack } from '../support/stack.ts';
import { expectNoAxeViolations, hasChromium, launch, newPage, pageFaults, signIn } from './support.ts';

const DEPARTMENT = '县市场监督管理局';

describe.runIf(hasChromium)('supervision in Chromium', () => {
  let browser: Browser;
  let stack: LocalStack;
  let caseNo: string;
  let townCase: string;
  const dataDir = mkdtempSync(join(tmpdir(), 'onewindow-supervision-'));

  beforeAll(async () => {
    browser = await launch();
    stack = await startLocal({ dataDir });
    const matter = (await catalogue(stack)).find(
      ({ department, steps }) => department === DEPARTMENT && steps === '一审一核',
    );
    if (!matter) throw new Error('no such matter');
    ({ caseNo } = await hallOf(stack).apply(accountOf('clerk.1'), applicationFor(matter)));
    const town = accountOf('danshui.clerk');
    const below = await hallOf(stack, town.tenant).apply(town, applicationFor(matter));
    townCase = below.caseNo;
    const law = { reason: '提高注册资本要求', basis: '条例修订', published: '2026-11-23', onSite: false };
    const announced = { kinds: ['条件'], ...law };
    await hallOf(stack).post(accountOf('admin.1'), `/matters/${matter.code}/announce-change`, announced);
    await hallOf(stack).post(accountOf('citizen.1'), '/consultations', { question: '需要本人到场吗' });
    await stack.stop();
    // Nobody has touched it for three weeks.
    stack = await startLocal({ dataDir, now: '2026-12-14T09:00:00.000+08:00' });
    await eventually(async () => {
      const { body } = await hallOf(stack).get(accountOf('supervisor.1'), '/supervision');
      for (const each of [caseNo, townCase]) expect(JSON.stringify(body)).toContain(each);
    });
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await stack.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('a supervisor finds the red case, reads its clock day by day, and urges; the unit replies; the supervisor reads it', async () => {
    const page = await newPage(browser);
    const faults = pageFaults(page);
    await signIn(page, stack, 'supervisor.1', '/supervision');
    await page.getByLabel('搜索').fill(caseNo);
    await page.getByText('共 1 条').waitFor();
    await expectNoAxeViolations(page);
    await page.locator('tr.line').first().click();
    await page.getByRole('heading', { name: '时限逐日说明' }).waitFor();
    await page.getByText('承诺届满').waitFor();
    await expectNoAxeViolations(page);
    await page.getByRole('button', { name: '督办' }).click();
    await page.getByRole('button', { name: '请于两个工作日内办结' }).click();
    await page.getByRole('button', { name: '确定' }).click();
    await page.getByText('请于两个工作日内办结').waitFor();

    const unit = await newPage(browser);
    await signIn(unit, stack, 'shichang.reviewer', `/office/cases/${caseNo}`);
    await unit.getByRole('tab', { name: '监察牌' }).click();
    await unit.getByRole('button', { name: '回复' }).first().click();
    await unit.getByLabel('整改情况').fill('已安排专人，今日办结');
    await expectNoAxeViolations(unit);
    await unit.getByRole('button', { name: '确定' }).click();
    await unit.getByText('已安排专人，今日办结').waitFor();

    await page.reload();
    await page.getByText('已安排专人，今日办结').waitFor();
    expect(faults).toEqual([]);
  });

  it('B23: the county drills down to a case of a township and orders the next stage, once', async () => {
    const page = await newPage(browser);
    const faults = pageFaults(page);
    await signIn(page, stack, 'supervisor.1', '/supervision');
    await page.getByLabel('大厅', { exact: true }).selectOption({ label: '丹水镇便民服务中心' });
    await page.getByText('共 1 条').waitFor();
    await page.locator('tr.line').click();
    await page.getByText(townCase).waitFor();
    await page.getByText('丹水镇便民服务中心').waitFor();
    await page.getByRole('button', { name: '发出通报约谈' }).click();
    await page.getByRole('button', { name: '确定' }).click();
    await page.getByText('监察人员发出').waitFor();
    await page.getByRole('button', { name: '发出绩效考核' }).waitFor();
    expect(await page.getByRole('button', { name: '发出通报约谈' }).count()).toBe(0);
    expect(faults).toEqual([]);
  });

  it('lists what is overdue and the month by unit', async () => {
    const page = await newPage(browser);
    await signIn(page, stack, 'supervisor.1', '/supervision/overdue');
    await page
      .getByText(/超期 \d+ 个工作日/)
      .first()
      .waitFor();
    await expectNoAxeViolations(page);
    await page.goto(`${stack.url}/supervision/month`);
    await page.getByLabel('月份').fill('2026-12');
    for (const hall of ['西峡县政务服务中心', '丹水镇便民服务中心'])
      await page.getByRole('row', { name: `${hall} ${DEPARTMENT}` }).waitFor();
    await expectNoAxeViolations(page);
  });

  it('C16, C10: the limits of a question and of a change are red; the unit replies, the supervisor reads it', async () => {
    const page = await newPage(browser);
    const faults = pageFaults(page);
    await signIn(page, stack, 'supervisor.1', '/supervision/limits');
    await page.getByRole('button', { name: /咨询答复/ }).click();
    await page.getByText('咨询答复时限').first().waitFor();
    await page.getByText('责任单位：咨询导办').first().waitFor();
    await expectNoAxeViolations(page);
    await page.getByLabel('种类').selectOption('change');
    await page.getByText('共 1 条').waitFor();

    const unit = await newPage(browser);
    await signIn(unit, stack, 'shichang.chief', '/supervision/limits');
    await unit.getByRole('button', { name: /提高注册资本要求/ }).click();
    await unit.getByRole('button', { name: '回复' }).first().click();
    await unit.getByLabel('整改情况').fill('指南已经起草，明日公布');
    await unit.getByRole('button', { name: '确定' }).click();
    await unit.getByText('指南已经起草，明日公布').waitFor();

    await page.getByRole('button', { name: /提高注册资本要求/ }).click();
    await page.getByText('指南已经起草，明日公布').waitFor();
    expect(faults).toEqual([]);
  });

  it('stays readable at 200 %', async () => {
    const page = await newPage(browser, { width: 683, height: 384 });
    await signIn(page, stack, 'supervisor.1', `/supervision/cases/${caseNo}`);
    await page.getByRole('heading', { name: '办理经过' }).waitFor();
    const overflow = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(overflow).toBe(0);
  });
});
