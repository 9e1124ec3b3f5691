import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { eventually } from '../support/hall.ts';
import { startLocal, type LocalStack } from '../support/stack.ts';
import { expectNoAxeViolations, hasChromium, launch, newPage, pageFaults, signIn } from './support.ts';

const PHONE = { width: 390, height: 844 };
const HALL = '411323';
const PERSON = { idNo: '411323199001010016', phone: '13800000001' };
const PAPER = { name: '材料.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') };
const Items = z.object({ items: z.array(z.object({ code: z.string(), name: z.string() })) });
const Ticket = z.object({ no: z.string() });
const Zones = z.object({
  items: z.array(z.object({ code: z.string(), services: z.array(z.object({ code: z.string() })) })),
});

describe.runIf(hasChromium)('the pages for citizens', () => {
  let browser: Browser;
  let stack: LocalStack;
  let matter: { code: string; name: string };

  beforeAll(async () => {
    [browser, stack] = await Promise.all([launch(), startLocal()]);
    const found = await stack.api('GET', `/v1/${HALL}/matters?q=spjy`);
    const [first] = Items.parse(found.body).items;
    if (!first) throw new Error('no such matter');
    matter = first;
  });
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });

  const phone = async (): Promise<Page> => {
    const page = await newPage(browser, PHONE);
    await page.clock.setFixedTime('2026-11-23T09:05:00+08:00');
    return page;
  };
  const as = (sub: string, ...roles: string[]) => stack.token({ sub, name: sub, tenant: HALL, roles });
  const widthOf = (page: Page): Promise<unknown> => page.evaluate('document.documentElement.scrollWidth');

  it('find a guide by pinyin without an account, read it, and fit the phone in large type', async () => {
    const page = await phone();
    const faults = pageFaults(page);
    await page.goto(`${stack.url}/hall/${HALL}`);
    await expectNoAxeViolations(page);
    await page.getByRole('link', { name: /^办事指南 要什么/ }).click();
    await page.getByLabel('搜索事项').fill('spjy');
    await page.getByText('共 3 项').waitFor();
    await expectNoAxeViolations(page);
    await page
      .getByRole('link', { name: new RegExp(matter.name.slice(0, 6)) })
      .first()
      .click();
    for (const part of ['申请材料', '办理流程', '设定依据']) {
      await page.getByRole('heading', { name: part }).waitFor();
    }
    await expectNoAxeViolations(page);
    await page.emulateMedia({ media: 'print' });
    await page.getByRole('heading', { name: '申请材料' }).waitFor();
    for (const part of [page.locator('nav'), page.locator('header'), page.getByText('打印指南')])
      expect(await part.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('button', { name: '大字' }).click();
    expect(await widthOf(page)).toBe(PHONE.width);
    await page.reload();
    await page.getByRole('button', { name: '标准字' }).waitFor();
    expect(faults).toEqual([]);
  });

  it('D22, E19: see on which floor a unit is and what its windows are for, and come from there to its guides', async () => {
    const page = await phone();
    await page.goto(`${stack.url}/hall/${HALL}`);
    await page.getByRole('link', { name: /^楼层与窗口/ }).click();
    await page.getByRole('heading', { name: '1 楼' }).waitFor();
    await page.getByText('跨省跨域跨部门通办').waitFor();
    await page.getByText('24小时自助区').waitFor();
    await expectNoAxeViolations(page);
    expect(await widthOf(page)).toBe(PHONE.width);
    await page.getByRole('link', { name: '县公安局' }).click();
    await page.getByText(/^共 \d+ 项/).waitFor();
    await page.getByRole('link', { name: /出生登记（户口）/ }).waitFor();
    expect(await page.getByLabel('部门').inputValue()).toBe('县公安局');
  });

  it('hand in an application that was kept on the phone meanwhile, and find it again', async () => {
    const page = await phone();
    await signIn(page, stack, 'citizen.1', `/hall/${HALL}/apply/${matter.code}`);
    await page.getByLabel('证件号码', { exact: true }).fill(PERSON.idNo);
    await page.locator('input[type=file]').first().setInputFiles(PAPER);
    await page.getByText('已上传').waitFor();
    await page.waitForTimeout(1_000);
    await page.reload();
    await page.getByText('已恢复您上次没有提交的内容').waitFor();
    expect(await page.getByLabel('证件号码', { exact: true }).inputValue()).toBe(PERSON.idNo);
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.getByText('电话号码不对').waitFor();
    await page.getByLabel('手机号').fill(PERSON.phone);
    await expectNoAxeViolations(page);
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.getByRole('heading', { name: '已提交' }).waitFor();
    await page.getByRole('link', { name: '查看办件' }).click();
    await page.getByText('补交材料').first().waitFor();
    await expectNoAxeViolations(page);
    await page.goto(`${stack.url}/hall/${HALL}/apply/${matter.code}`);
    await page.getByText('填写的内容只保存在这台设备上').waitFor();
    expect(await page.getByLabel('证件号码', { exact: true }).inputValue()).toBe('');
    await page.goto(`${stack.url}/my`);
    await page.getByRole('link', { name: new RegExp(matter.name.slice(0, 6)) }).waitFor();
    await expectNoAxeViolations(page);
  });

  it('C15: send what was asked for in one go, and see the limit explained day by day', async () => {
    const citizen = await as('citizen.1', 'citizen');
    const clerk = await as('clerk.1', 'clerk');
    const guide = await stack.api('GET', `/v1/${HALL}/matters/${matter.code}`);
    const { materials } = z
      .object({ materials: z.array(z.object({ name: z.string(), required: z.boolean() })) })
      .parse(guide.body);
    const required = materials.filter((one) => one.required).map(({ name }) => name);
    const [missing = '', ...rest] = required;
    const applied = await stack.api('POST', `/v1/${HALL}/cases`, {
      token: citizen,
      body: {
        matter: matter.code,
        applicant: { kind: 'person', name: '测试甲乙', idType: '111', ...PERSON },
        form: {},
        materials: [{ name: missing, provided: false }, ...rest.map((name) => ({ name, provided: true }))],
        channel: 'online',
      },
    });
    const { caseNo } = z.object({ caseNo: z.string() }).parse(applied.body);
    const act = (name: string, body: object) =>
      stack.api('POST', `/v1/${HALL}/cases/${caseNo}/${name}`, { token: clerk, body });
    await act('request-supplement', { items: [{ name: missing }] });

    const page = await phone();
    await signIn(page, stack, 'citizen.1', `/my/${caseNo}`);
    await page.getByText('待补正').waitFor();
    await page.locator('input[type=file]').first().setInputFiles(PAPER);
    await page.getByText('已上传').waitFor();
    await page.getByRole('button', { name: '提交补交的材料' }).click();
    await page.getByText('待补正').waitFor({ state: 'detached' });
    await act('accept', {});

    const anonymous = await phone();
    await anonymous.goto(`${stack.url}/track/${caseNo}`);
    await anonymous.getByLabel('末四位').fill('9999');
    await anonymous.getByRole('button', { name: '查询' }).click();
    await anonymous.getByText('没有查到').waitFor();
    await anonymous.getByLabel('末四位').fill(PERSON.idNo.slice(-4));
    await anonymous.getByRole('button', { name: '查询' }).click();
    await anonymous.getByRole('button', { name: '这个日期是怎么算的' }).click();
    await anonymous.getByText('起算当日，不计入').waitFor();
    expect(anonymous.url()).not.toContain(PERSON.idNo.slice(-4));
    await expectNoAxeViolations(anonymous);
  });

  it('E37: follow a number by its QR code until the window calls it, and evaluate', async () => {
    const [kiosk, clerk] = await Promise.all([
      as('citizen.2', 'citizen'),
      stack.token({ sub: 'clerk.1', name: '杨建国', tenant: HALL, roles: ['clerk'], windows: ['A01'] }),
    ]);
    const zone = Zones.parse((await stack.api('GET', `/v1/${HALL}/zones`)).body).items.find(
      ({ code }) => code === 'A',
    );
    const taken = await stack.api('POST', `/v1/${HALL}/tickets`, {
      token: kiosk,
      body: { service: zone?.services[0]?.code },
    });
    const { no } = Ticket.parse(taken.body);
    const page = await newPage(browser, PHONE);
    const address = `${stack.url}/hall/${HALL}/tickets/${no}?day=2026-11-23`;
    await page.goto(address);
    await page.getByText('下一个就是您').waitFor();
    await expectNoAxeViolations(page);
    const window = (act: string) =>
      stack.api('POST', `/v1/${HALL}/windows/A01/${act}`, { token: clerk, body: {} });
    await window('open');
    await window('call-next');
    await page.getByText('请到 1 号窗口').waitFor();
    await expectNoAxeViolations(page);
    await window('start');
    await window('finish');
    const own = await phone();
    await signIn(own, stack, 'citizen.2', `/evaluate/${no}?via=qr`);
    await own.getByText('非常满意').first().click();
    await own.getByText('服务热情效率高').click();
    await expectNoAxeViolations(own);
    await own.getByRole('button', { name: '提交评价' }).click();
    await own.getByText('谢谢您的评价').waitFor();
    const token = await as('supervisor.1', 'supervisor');
    await eventually(async () => {
      const { body } = await stack.api('GET', `/v1/${HALL}/evaluations`, { token });
      expect(body).toMatchObject({ items: [{ act: no, channel: '二维码' }] });
    });
    await page.goto(address.replace('11-23', '11-22'));
    await page.getByText('这不是今天的号').waitFor();
  });

  it('C16: ask from the guide, with the day by which it is answered; the unit that knows answers, the person reads it', async () => {
    const page = await phone();
    const faults = pageFaults(page);
    await signIn(page, stack, 'citizen.1', '/my');
    await page.goto(`${stack.url}/hall/${HALL}/guides/${matter.code}`);
    await page.getByRole('link', { name: '有疑问？在线咨询' }).click();
    await page.getByText(`咨询的事项：${matter.name}`).waitFor();
    await page.getByText('还没有咨询过').waitFor();
    await page.getByLabel('您要问什么').fill('店面是租来的，没有房产证可以吗');
    await expectNoAxeViolations(page);
    await page.getByRole('button', { name: '提交咨询' }).click();
    await page.getByText('已收到。最晚 2026年11月25日答复').waitFor();

    const [desk, office] = await Promise.all([newPage(browser), newPage(browser)]);
    const openAs = async (who: Page, account: string): Promise<void> => {
      await signIn(who, stack, account, '/consultations');
      await who.getByRole('button', { name: /待答复/ }).click();
      await who.getByText('店面是租来的').waitFor();
      await who.getByText(matter.name).waitFor();
      await expectNoAxeViolations(who);
    };
    await openAs(desk, 'guide.1');
    await desk.getByRole('button', { name: '转有关单位' }).click();
    await desk.getByLabel('由哪个单位答复').fill('县市场监督管理局');
    await desk.getByRole('button', { name: '确定' }).click();
    await desk.getByRole('heading', { name: '疑难问题，待答复' }).waitFor();
    await openAs(office, 'shichang.reviewer');
    await office.getByRole('button', { name: '答复', exact: true }).click();
    await office.getByLabel('答复内容（咨询人可见）').fill('可以，提交村委会的场所使用证明');
    await office.getByRole('button', { name: '确定' }).click();
    await office.getByRole('heading', { name: '已答复' }).waitFor();

    // Whoever had the question open meanwhile is told so, and overwrites nothing.
    await desk.getByRole('button', { name: '答复', exact: true }).click();
    await desk.getByLabel('答复内容（咨询人可见）').fill('不清楚');
    await desk.getByRole('button', { name: '确定' }).click();
    await desk.getByText('内容已被他人更新').waitFor();

    await page.reload();
    await page.getByRole('button', { name: /已答复/ }).click();
    await page.getByText('可以，提交村委会的场所使用证明').waitFor();
    await page.getByText(/县市场监督管理局.*答复/).waitFor();
    await expectNoAxeViolations(page);
    expect(await widthOf(page)).toBe(PHONE.width);
    expect(faults).toEqual([]);
  });

  it('the desk writes down what somebody asks by telephone, with the number to call back', async () => {
    const desk = await newPage(browser);
    await signIn(desk, stack, 'guide.1', '/consultations');
    await desk.getByRole('button', { name: '代记咨询' }).click();
    await desk.getByLabel('咨询的问题').fill('残疾证换证要不要本人到场');
    await desk.getByLabel('咨询人的联系电话').fill('13800');
    await desk.getByRole('button', { name: '确定' }).click();
    await desk.getByText('不是电话号码').waitFor();
    await desk.getByLabel('咨询人的联系电话').fill(PERSON.phone);
    await expectNoAxeViolations(desk);
    await desk.getByRole('button', { name: '确定' }).click();
    await desk.getByRole('dialog').waitFor({ state: 'detached' });
    await desk
      .getByRole('button', { name: /待答复/ })
      .first()
      .click();
    await desk.getByText(PERSON.phone).waitFor();
  });

  it('C43: complain on the phone; the hall handles it step by step, and the person reads what came of it', async () => {
    const page = await phone();
    await signIn(page, stack, 'citizen.1', `/hall/${HALL}/grievance`);
    await page.getByText('多次跑没有结果', { exact: true }).click();
    await page.getByLabel('发生了什么').fill('上周三在窗口办事，让我跑了三趟');
    await page.getByLabel('联系电话').fill(PERSON.phone);
    await expectNoAxeViolations(page);
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('已收到').waitFor();

    const office = await newPage(browser);
    const faults = pageFaults(office);
    await signIn(office, stack, 'grievance.1', '/grievances');
    await office.getByRole('button', { name: /多次跑没有结果/ }).click();
    await office.getByText('上周三在窗口办事').waitFor();
    const step = async (act: string, fill: () => Promise<void>): Promise<void> => {
      await office.getByRole('button', { name: act, exact: true }).click();
      await fill();
      await office.getByRole('button', { name: '确定' }).click();
      await office.getByRole('dialog').waitFor({ state: 'detached' });
    };
    const note = (label: string, text: string) => () => office.getByLabel(label).fill(text);
    await step('受理', () => Promise.resolve());
    await step('转办', note('承办单位', '县民政局'));
    await step('督办', note('说明', '请尽快办理'));
    await step('反馈', note('反馈内容（本人可见）', '材料已由部门间核验，不需再跑'));
    await step('回访', () => office.getByLabel('本人满意').check());
    await step('整改', note('整改措施（本人可见）', '修改办事指南'));
    await office.getByText('已整改').first().waitFor();
    await expectNoAxeViolations(office);
    expect(faults).toEqual([]);

    await page.reload();
    await page.getByRole('button', { name: /多次跑没有结果/ }).click();
    await page.getByText('不需再跑').waitFor();
    await expectNoAxeViolations(page);
  });
});
