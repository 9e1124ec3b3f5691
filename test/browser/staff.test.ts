import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ZoneView } from '../../shared/contracts/halls.ts';
import { accountOf, COUNTY, hallOf, type HallCalls } from '../support/hall.ts';
import { startLocal, type Identity, type LocalStack } from '../support/stack.ts';
import { expectNoAxeViolations, hasChromium, launch, newPage, pageFaults, signIn } from './support.ts';

const KIOSK: Identity = { sub: 'kiosk.1', name: '取号机', tenant: COUNTY, roles: ['device'] };
const CROWD = 12;

describe.runIf(hasChromium)('the staff of a hall and the windows they are sent to', () => {
  let browser: Browser;
  let stack: LocalStack;
  let hall: HallCalls;
  let service: string;

  const pageFor = async (account: string, path: string): Promise<Page> => {
    const page = await newPage(browser);
    await signIn(page, stack, account, path);
    return page;
  };
  const confirm = (page: Page) => page.getByRole('button', { name: '确定' }).click();
  const crowd = async (): Promise<void> => {
    for (let count = 0; count < CROWD; count += 1) await hall.post(KIOSK, '/tickets', { service });
  };

  beforeAll(async () => {
    [browser, stack] = await Promise.all([launch(), startLocal()]);
    hall = hallOf(stack);
    const { body } = await hall.get(KIOSK, '/zones');
    const { items } = z.object({ items: z.array(ZoneView) }).parse(body);
    service = items.find(({ code }) => code === 'A')?.services[0]?.code ?? '';
  });
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });

  it('E38: posts somebody, who stands out until the pre-job training is recorded', async () => {
    const page = await pageFor('admin.1', '/admin/people');
    const faults = pageFaults(page);
    await page.getByRole('row', { name: /clerk\.1/ }).waitFor();
    await expectNoAxeViolations(page);
    await page.getByRole('button', { name: '登记派驻' }).click();
    await page.getByLabel('人员账号').fill('clerk.9');
    await page.getByLabel('姓名', { exact: true }).fill('测试新人');
    await page.getByRole('checkbox', { name: '综合受理' }).check();
    await page.getByLabel('窗口', { exact: true }).fill('A05');
    await page.getByRole('option', { name: /^A05/ }).click();
    await page.getByLabel('派驻之日').fill('2026-11-23');
    await expectNoAxeViolations(page);
    await confirm(page);
    await page.getByText(/1 人在派驻期内，尚未完成岗前培训.*测试新人/).waitFor();
    const row = page.getByRole('row', { name: /clerk\.9/ });
    await row.getByText('未完成').waitFor();
    await expectNoAxeViolations(page);
    await row.getByRole('button', { name: '登记培训' }).click();
    expect(await page.getByLabel('培训种类').inputValue()).toBe('pre-job');
    await page.getByLabel('培训日期').fill('2026-11-20');
    await page.getByLabel('培训内容').fill('受理规范、系统操作');
    await confirm(page);
    await row.getByText('2026年11月20日').waitFor();
    expect(await page.getByText(/尚未完成岗前培训，不能独立上岗：/).count()).toBe(0);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('tells of a change by somebody else before it is overwritten', async () => {
    const page = await pageFor('admin.1', '/admin/people');
    const row = page.getByRole('row', { name: /clerk\.2/ });
    await row.getByRole('button', { name: '修改' }).click();
    const training = { kind: 'daily', on: '2026-11-20', topic: '一次性告知' };
    await hall.post(accountOf('admin.1'), '/staff/clerk.2/training', training);
    await page.getByLabel('期满之日（可不填）').fill('2026-12-31');
    await confirm(page);
    await page.getByText('内容已被他人更新').waitFor();
    await page.getByRole('button', { name: '重新载入' }).click();
    await row.getByText(/等 2 次/).waitFor();
    expect(await page.getByLabel('期满之日（可不填）').inputValue()).toBe('2026-12-31');
    await confirm(page);
    await row.getByText('至 2026年12月31日').waitFor();
    await page.context().close();
  });

  it('C21: whoever runs the hall takes a proposal up, and the clerk who is sent finds the window', async () => {
    await hall.post(accountOf('clerk.1'), '/windows/A01/open', {});
    const clerk = await pageFor('clerk.5', '/counter');
    await clerk.getByRole('heading', { name: 'C01 窗口' }).waitFor();
    await crowd();
    const supervisor = await pageFor('supervisor.1', '/supervision');
    const panel = supervisor.getByRole('region', { name: '潮汐窗口' });
    await panel.getByText(/综合服务区等候 \d+ 人、预计等候 \d+ 分钟，建议开放 A02 窗口。/).waitFor();
    await expectNoAxeViolations(supervisor);
    await panel.getByRole('button', { name: '采纳', exact: true }).click();
    await supervisor.getByLabel('派往窗口的人员').selectOption({ label: '李晓燕（C01）' });
    await expectNoAxeViolations(supervisor);
    await confirm(supervisor);
    // As crowded as it is, the next window may be proposed at once.
    await panel.getByText(/建议开放 A02 窗口/).waitFor({ state: 'detached' });

    // The page asks twice a minute; whoever comes back to it sees at once.
    await clerk.reload();
    await clerk.getByText(/您今日被派往.*A02 窗口/).waitFor();
    await expectNoAxeViolations(clerk);
    await clerk.getByRole('button', { name: '到 A02 窗口办理' }).click();
    await clerk.getByRole('heading', { name: 'A02 窗口' }).waitFor();
    await clerk.getByRole('button', { name: /^呼叫下一个/ }).click();
    await clerk.getByText('A001', { exact: true }).waitFor();

    await supervisor.getByRole('link', { name: '潮汐窗口' }).click();
    const line = supervisor.getByRole('row', { name: /开放 A02 窗口/ });
    await line.getByText('褚晓燕采纳，派李晓燕到岗').waitFor();
    await line.getByText('满一刻钟后测算').waitFor();
    await expectNoAxeViolations(supervisor);
    await Promise.all([supervisor.context().close(), clerk.context().close()]);
  });

  it('C21: a guide declines with the reason', async () => {
    const guide = await pageFor('guide.1', '/tides');
    await crowd();
    const proposal = guide.getByRole('listitem').filter({ hasText: '建议' });
    await proposal.getByRole('button', { name: '不采纳' }).click();
    await expectNoAxeViolations(guide);
    await guide.getByRole('radio', { name: '高峰即将过去' }).check();
    await confirm(guide);
    await guide.getByText('蒋晓燕不采纳：高峰即将过去').waitFor();
    await guide.getByText('目前没有建议，窗口与人流相称。').waitFor();
    await guide.context().close();
  });
});
