import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BundleView } from '../../shared/contracts/bundles.ts';
import { accountOf, eventually, hallOf, PERSON, staff } from '../support/hall.ts';
import { startLocal, type LocalStack } from '../support/stack.ts';
import { expectNoAxeViolations, hasChromium, launch, newPage, pageFaults, signIn } from './support.ts';

const THEME = 'kbcyd';
const VIEWS_MS = 30_000;

describe.runIf(hasChromium)('the joint review of linked cases', () => {
  let browser: Browser;
  let stack: LocalStack;

  beforeAll(async () => {
    [browser, stack] = await Promise.all([launch(), startLocal()]);
  });
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });

  const openBundle = async (): Promise<BundleView> => {
    const hall = hallOf(stack);
    const clerk = accountOf('clerk.1');
    const guide = (await hall.get(clerk, `/themes/${THEME}`)).body as { materials: { name: string }[] };
    const materials = guide.materials.map(({ name }) => ({ name, provided: true }));
    const body = { theme: THEME, applicant: PERSON, form: {}, materials, channel: 'window' };
    const { bundleNo } = BundleView.parse((await hall.post(clerk, '/bundles', body)).body);
    return eventually(async () => {
      const bundle = BundleView.parse((await hall.get(clerk, `/bundles/${bundleNo}`)).body);
      expect(bundle.stages[0]?.cases.every(({ status }) => status === 'open')).toBe(true);
      return bundle;
    }, VIEWS_MS);
  };
  const chiefOf = async (department: string, bundleNo: string): Promise<Page> => {
    const page = await newPage(browser);
    await signIn(page, stack, staff('chief', { department }).sub, '/office/bundles');
    await page.locator('tr.line', { hasText: bundleNo }).click();
    await page.getByRole('heading', { name: '会审', exact: true }).waitFor();
    return page;
  };
  const sign = async (page: Page, choice: string, opinion: string): Promise<void> => {
    await page.getByRole('button', { name: '签署会审意见' }).click();
    await page.getByLabel('结论').selectOption({ label: choice });
    await page.getByLabel('会审意见', { exact: true }).fill(opinion);
    await expectNoAxeViolations(page);
    await page.getByRole('button', { name: '确定' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };

  it('D18: the lead calls it, each unit signs its opinion, and it is concluded', async () => {
    const { bundleNo, theme, stages } = await openBundle();
    const units = [...new Set(stages.flatMap(({ cases }) => cases.map(({ department }) => department)))];
    const other = units.find((unit) => unit !== theme.lead) ?? '';
    const lead = await chiefOf(theme.lead, bundleNo);
    const faults = pageFaults(lead);
    await lead.getByText('还没有召集过会审').waitFor();
    await expectNoAxeViolations(lead);
    await lead.getByRole('button', { name: '召集会审' }).click();
    await lead.getByLabel('会审事项').fill('后厨与消防通道共用一处，是否同意');
    for (const unit of [theme.lead, other]) await lead.getByLabel(unit).check();
    await lead.getByRole('button', { name: '确定' }).click();
    await lead.getByText('会审中').waitFor();
    await lead.getByText('后厨与消防通道共用一处，是否同意').waitFor();
    await sign(lead, '同意', '符合要求');

    const second = await chiefOf(other, bundleNo);
    await second.getByText('后厨与消防通道共用一处，是否同意').waitFor();
    await second.getByRole('listitem').filter({ hasText: theme.lead }).getByText('符合要求').waitFor();
    await sign(second, '不同意', '通道宽度不足，整改后复核');
    await second.getByText('会审结束').waitFor();
    await second.getByRole('button', { name: '签署会审意见' }).waitFor({ state: 'detached' });
    await expectNoAxeViolations(second);
    await lead.reload();
    await lead.getByText('会审结束').waitFor();
    const answer = lead.getByRole('listitem').filter({ hasText: other });
    await answer.getByText('不同意', { exact: true }).waitFor();
    await answer.getByText('通道宽度不足，整改后复核').waitFor();
    expect(faults).toEqual([]);
  });
});
