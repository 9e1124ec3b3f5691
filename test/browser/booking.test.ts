import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppointmentsView } from '../../shared/contracts/appointments.ts';
import { CredentialsView } from '../../shared/contracts/devices.ts';
import { layCable } from '../support/cable.ts';
import { installProgram, runProgram } from '../support/device-program.ts';
import { accountOf, AGENT, eventually, hallOf, PERSON, staff } from '../support/hall.ts';
import { startLocal, type LocalStack } from '../support/stack.ts';
import { expectNoAxeViolations, hasChromium, launch, newPage, pageFaults, scan, signIn } from './support.ts';

const KIOSK = { width: 1080, height: 1920 };
const PHONE = { width: 390, height: 844 };
const HALL = '411323';
const PATH = `/hall/${HALL}/appointments`;
/** The last day on which service in the holiday of October can be booked. */
const BEFORE = '2026-09-28T17:00:00.000+08:00';
const ON_THE_DAY = '2026-09-29T08:20:00.000+08:00';
const WORKDAY = '9月29日周二';
const HOLIDAY = '10月2日周五';

describe.runIf(hasChromium)('appointments on the phone', () => {
  const ends: { stop(): Promise<void> }[] = [];
  const dataDir = mkdtempSync(join(tmpdir(), 'onewindow-booking-'));
  let browser: Browser;
  let stack: LocalStack;

  beforeAll(async () => {
    [browser, stack] = await Promise.all([launch(), startLocal({ now: BEFORE, dataDir })]);
  });
  afterAll(async () => {
    await browser.close();
    for (const end of ends) await end.stop();
    await stack.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const open = async (now: string, account = 'citizen.1'): Promise<Page> => {
    const page = await newPage(browser, PHONE);
    await page.clock.setFixedTime(now);
    await signIn(page, stack, account, PATH);
    await page.getByRole('heading', { name: '我的预约' }).waitFor();
    return page;
  };
  const choose = async (page: Page, day: string, slot: string, idNo: string = PERSON.idNo): Promise<void> => {
    await page.locator('label', { hasText: day }).click();
    await page.locator('label', { hasText: slot }).click();
    await page.getByLabel('证件号码', { exact: true }).fill(idNo);
    await page.getByRole('button', { name: '确认预约' }).click();
  };
  const mine = (page: Page, day: string) => page.getByRole('listitem').filter({ hasText: day });

  /** Others take every place of the slot that the page still shows as free. */
  const fill = async (start: string): Promise<void> => {
    const guide = accountOf('guide.1');
    const hall = hallOf(stack);
    const { items } = (await hall.get(guide, '/zones')).body as {
      items: { services: { code: string }[] }[];
    };
    const service = items.find(({ services }) => services.length > 0)?.services[0]?.code;
    const { days } = AppointmentsView.parse((await hall.get(guide, `/appointments?service=${service}`)).body);
    const free = days.flatMap(({ slots }) => slots).find((slot) => slot.start === start)?.free ?? 0;
    for (let place = 0; place < free; place += 1) {
      const person = { idType: '414', idNo: `E000000${10 + place}` };
      expect((await hall.post(guide, '/appointments', { service, start, person })).status).toBe(201);
    }
  };

  /** A ticket machine of the first zone; answers the address of its page. */
  const installKiosk = async (): Promise<string> => {
    const hall = hallOf(stack);
    const { items } = (await hall.get(accountOf('guide.1'), '/zones')).body as { items: { code: string }[] };
    const body = { name: 'kiosk-1', kind: 'kiosk', zone: items[0]?.code };
    const credentials = CredentialsView.parse((await hall.post(staff('admin'), '/devices', body)).body);
    const cable = await layCable(credentials.endpoint);
    const program = await runProgram('kiosk', installProgram(join(dataDir, 'kiosk-1'), credentials, cable));
    ends.push(program, cable);
    await eventually(async () => expect(typeof (await program.state())['hall']).toBe('string'), 30_000);
    return program.url;
  };

  it('C23: a slot is chosen and booked; a taken one and a second one a day are refused in plain words', async () => {
    const page = await open(BEFORE);
    const faults = pageFaults(page);
    await expectNoAxeViolations(page);
    await fill('2026-09-29T01:30:00.000Z');
    await choose(page, WORKDAY, '09:30–10:00');
    await page.getByText('该时段已约满').waitFor();
    await page.getByText('请换一个时段').waitFor();
    await page.locator('label', { hasText: '09:30–10:00' }).getByText('约满').waitFor();
    await choose(page, WORKDAY, '09:00–09:30');
    await page.getByText('预约成功').waitFor();
    await mine(page, WORKDAY).getByText('09:00–09:30').waitFor();
    await choose(page, WORKDAY, '14:30–15:00');
    await page.getByText('同一人一天只能预约一次').waitFor();
    await page.getByText('要改时间，请先取消当天的预约').waitFor();
    await page.getByText('可以预约明天起、5 个工作日以内的时段').waitFor();
    await expectNoAxeViolations(page);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width);
    expect(faults.filter((fault) => !/40[29]/.test(fault))).toEqual([]);
    const other = await open(BEFORE, 'citizen.2');
    await choose(other, WORKDAY, '10:00–10:30', AGENT.idNo);
    await other.getByText('请提前 2 小时取消').waitFor();
  });

  it('E46: service in a holiday is explained, booked three working days before, and given up again', async () => {
    const page = await open(BEFORE);
    await page.getByText('365 服务：节假日也能办').click();
    await page.getByText('节假日前至少 3 个工作日').waitFor();
    await choose(page, HOLIDAY, '09:00–09:30');
    await page.getByText('预约成功').waitFor();
    await mine(page, HOLIDAY).getByText('国庆节假期内办理，结果免费邮寄').waitFor();
    await mine(page, HOLIDAY).getByRole('button', { name: '取消预约' }).click();
    await page.getByRole('button', { name: '确定' }).click();
    await mine(page, HOLIDAY).getByText('已取消').waitFor();
    await expectNoAxeViolations(page);
  });

  it('E37: on the day it is too late to cancel; the number is taken in the hall and followed live', async () => {
    await stack.stop();
    stack = await startLocal({ now: ON_THE_DAY, dataDir });
    const page = await open(ON_THE_DAY);
    await mine(page, WORKDAY).getByRole('button', { name: '取消预约' }).click();
    await page.getByRole('button', { name: '确定' }).click();
    await page.getByText('须提前 2 小时取消').waitFor();
    await page.getByRole('button', { name: '取消', exact: true }).click();
    await page.getByRole('button', { name: '我到大厅了，取号' }).click();
    await page.waitForURL(/\/tickets\/A7\d+\?day=2026-09-29$/);
    await page.getByText('等候中').waitFor();
    await expectNoAxeViolations(page);
    await page.goto(`${stack.url}${PATH}`);
    await mine(page, WORKDAY).getByText('已取号').waitFor();
  });

  it('C23, E37: booked on the phone, checked in at the kiosk by what is scanned, and in the queue before its slot', async () => {
    const phone = await open(ON_THE_DAY, 'citizen.2');
    await phone.getByRole('img', { name: /^预约 Y20260929-\d{4} 的二维码$/ }).waitFor();
    await expectNoAxeViolations(phone);
    const [no = ''] = /Y20260929-\d{4}/.exec(await mine(phone, WORKDAY).innerText()) ?? [];
    const kiosk = await newPage(browser, KIOSK);
    await kiosk.goto(await installKiosk());
    await kiosk.getByRole('button', { name: '预约签到' }).click();
    await kiosk.locator('.tile').first().click();
    for (const scanned of [no, PERSON.idNo]) await scan(kiosk, scanned);
    await expect.poll(() => kiosk.getByLabel('预约编号后四位').inputValue()).toBe(no.slice(-4));
    await kiosk.getByRole('button', { name: '签到取号' }).click();
    await kiosk.getByText('没有这个预约').waitFor();
    await kiosk.getByRole('button', { name: '完成' }).click();

    // Old people check in too, and figure by figure.
    await kiosk.getByRole('button', { name: '大字版' }).click();
    await kiosk.getByRole('button', { name: '预约签到' }).click();
    await kiosk.locator('.tile').first().click();
    for (const key of `${no.slice(-4)}${AGENT.idNo.slice(-4)}`)
      await kiosk.getByRole('button', { name: key, exact: true }).click();
    await expectNoAxeViolations(kiosk);
    await kiosk.getByRole('button', { name: '签到取号' }).click();
    await kiosk.getByText('您的号码').waitFor();
    const ticket = await kiosk.locator('.given .no').innerText();
    await kiosk.getByText('请取走下面的号票').waitFor();
    const found = await hallOf(stack).get(accountOf('guide.1'), `/tickets/${ticket}`);
    expect(found.body).toMatchObject({ lane: 'appointment', status: 'waiting' });
    await phone.reload();
    await mine(phone, WORKDAY).getByText('已取号').waitFor();
  });
});
