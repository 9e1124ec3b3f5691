import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { tagsFor } from '../../shared/codes/evaluation-tags.ts';
import { CredentialsView } from '../../shared/contracts/devices.ts';
import { layCable, type Cable } from '../support/cable.ts';
import { installProgram, runProgram, type DeviceProgram } from '../support/device-program.ts';
import { accountOf, COUNTY, eventually, hallOf, PERSON, staff, type HallCalls } from '../support/hall.ts';
import { startLocal, type LocalStack } from '../support/stack.ts';
import { expectNoAxeViolations, hasChromium, launch, newPage, pageFaults, scan, signIn } from './support.ts';

const CLERK = 'clerk.1';
const WINDOW = 'A01';
const SIZES = {
  kiosk: { width: 1080, height: 1920 },
  display: { width: 1920, height: 1080 },
  caller: { width: 360, height: 480 },
  evaluator: { width: 1280, height: 800 },
} as const;
type Kind = keyof typeof SIZES;

const Zones = z.object({
  items: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      services: z.array(z.object({ code: z.string(), name: z.string() })),
      windows: z.array(z.object({ id: z.string(), services: z.array(z.string()) })),
    }),
  ),
});

/** In place of a voice: what would have been spoken stands in `globalThis.heard`. */
const LISTENING = `
  globalThis.heard = [];
  globalThis.SpeechSynthesisUtterance = class extends EventTarget { constructor(text) { super(); this.text = text; } };
  Object.defineProperty(globalThis, 'speechSynthesis', { value: {
    getVoices: () => [{ lang: 'zh-CN' }],
    speak: ({ text }) => globalThis.heard.push(text),
  } });
`;
/** A browser that can speak no Chinese counts its chimes instead. */
const NO_VOICE = `
  globalThis.chimes = 0;
  Object.defineProperty(globalThis, 'speechSynthesis', { value: { getVoices: () => [] } });
  globalThis.AudioContext = class {
    constructor() { globalThis.chimes += 1; this.currentTime = 0; this.destination = {}; }
    createOscillator() {
      return { frequency: {}, connect: (next) => next, start() {}, stop() {}, addEventListener() {} };
    }
    createGain() {
      return { gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} }, connect: (next) => next };
    }
  };
`;

interface Installed {
  readonly program: DeviceProgram;
  readonly cable: Cable;
  readonly home: string;
}

describe.runIf(hasChromium)('the pages of the devices', () => {
  const folder = mkdtempSync(join(tmpdir(), 'onewindow-pages-'));
  const running: Installed[] = [];
  const admin = staff('admin');
  const guide = staff('guide');
  const clerk = accountOf(CLERK);
  let browser: Browser;
  let stack: LocalStack;
  let hall: HallCalls;
  let zone = '';
  let zoneName = '';
  let service = { code: '', name: '' };
  let brokerAt = '';

  const install = async (name: string, kind: Kind, place: object, more: object = {}): Promise<Installed> => {
    const answer = await hall.post(admin, '/devices', { name, kind, ...place });
    const credentials = CredentialsView.parse(answer.body);
    brokerAt = credentials.endpoint;
    const cable = await layCable(credentials.endpoint);
    const home = join(folder, name);
    const program = await runProgram(kind, installProgram(home, credentials, cable, more));
    const installed = { program, cable, home };
    running.push(installed);
    await eventually(async () => expect(typeof (await program.state())['hall']).toBe('string'), 30_000);
    return installed;
  };
  const open = async (kind: Kind, { program }: Installed, script?: string): Promise<Page> => {
    const page = await newPage(browser, SIZES[kind]);
    if (script !== undefined) await page.addInitScript(script);
    await page.goto(program.url);
    return page;
  };
  const cut = async ({ cable, program }: Installed): Promise<void> => {
    cable.cut();
    await eventually(async () => expect((await program.state())['isOnline']).toBe(false), 30_000);
  };
  const mend = async ({ cable, program }: Installed): Promise<void> => {
    cable.lay(brokerAt);
    await eventually(async () => expect((await program.state())['isOnline']).toBe(true), 40_000);
  };
  const pressUntil = async (page: Page, name: string): Promise<void> => {
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press('Tab');
      const text = String(await page.evaluate('document.activeElement?.innerText ?? ""'));
      if (text.startsWith(name)) return page.keyboard.press('Enter');
    }
    throw new Error(`${name} is not reached by the keyboard`);
  };
  const givenNo = async (page: Page): Promise<string> => {
    await page.getByText('您的号码').waitFor();
    return page.locator('.given .no').innerText();
  };

  beforeAll(async () => {
    [browser, stack] = await Promise.all([launch(), startLocal()]);
    hall = hallOf(stack);
    const { items } = Zones.parse((await stack.api('GET', `/v1/${COUNTY}/zones`)).body);
    const own = items.find(({ windows }) => windows.some(({ id }) => id === WINDOW));
    zone = own?.code ?? '';
    zoneName = own?.name ?? '';
    const here = own?.windows.find(({ id }) => id === WINDOW)?.services[0];
    service = own?.services.find(({ code }) => code === here) ?? service;
  });
  afterAll(async () => {
    await browser.close();
    await Promise.all(running.map(({ program }) => program.stop()));
    await Promise.all(running.map(({ cable }) => cable.stop()));
    await stack.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('A25, B17: taken at the kiosk, called at the counter, shown and said on the display, rated once at the window', async () => {
    const [kiosk, display, evaluator] = await Promise.all([
      install('kiosk-1', 'kiosk', { zone }),
      install('display-1', 'display', { zone }),
      install('pad-1', 'evaluator', { window: WINDOW }),
    ]);
    const citizen = await open('kiosk', kiosk);
    const screen = await open('display', display, LISTENING);
    const pad = await open('evaluator', evaluator);
    const faults = [citizen, screen, pad].map(pageFaults);

    await citizen.getByRole('button', { name: service.name }).click();
    await citizen.getByRole('button', { name: '取号', exact: true }).click();
    const no = await givenNo(citizen);
    await citizen.getByText('前面没有人').waitFor();
    await citizen.getByText('请取走下面的号票').waitFor();
    await screen.getByText(no, { exact: true }).waitFor();

    const counter = await newPage(browser);
    await signIn(counter, stack, CLERK, '/counter');
    await counter.getByRole('button', { name: '开放窗口' }).click();
    await counter.getByRole('button', { name: '呼叫下一个' }).click();
    await screen.locator('.calling li.fresh', { hasText: no }).waitFor();
    await screen.locator('.calling li', { hasText: '1 号窗口' }).waitFor();
    const said = `请 ${no.replaceAll('0', '零').replace(/(?!^)./g, ' $&')} 号到 1 号窗口`;
    expect(await screen.evaluate('globalThis.heard')).toEqual([said]);

    await pad.getByText('业务办完后，请您在这里评价').waitFor();
    expect(await pad.getByRole('group', { name: '满意程度' }).count()).toBe(0);
    await counter.keyboard.press('F4');
    await counter.getByText('办理中').waitFor();
    await counter.keyboard.press('F8');
    await pad.getByText(`排队号 ${no}`).waitFor();
    await pad.getByRole('button', { name: '非常满意', exact: true }).click();
    const tags = await pad.locator('.tags label').allInnerTexts();
    expect(tags).toEqual(tagsFor(5).map(({ text }) => text));
    await pad.getByRole('checkbox', { name: '服务热情效率高' }).check();
    await pad.getByRole('button', { name: '提交评价' }).click();
    await pad.getByText('感谢您的评价').waitFor();
    expect(await screen.evaluate('globalThis.heard.length')).toBe(1);

    await eventually(async () => expect(await evaluator.program.state()).toMatchObject({ waiting: 0 }));
    expect(existsSync(join(evaluator.home, 'state', 'refused.jsonl'))).toBe(false);
    // The hall has it, and takes no second one.
    await evaluator.program.press('evaluation', { act: no, grade: 1 });
    await eventually(async () => expect(await evaluator.program.state()).toMatchObject({ waiting: 0 }));
    expect(readFileSync(join(evaluator.home, 'state', 'refused.jsonl'), 'utf8')).toContain(
      'already-evaluated',
    );
    expect(faults.flat()).toEqual([]);
  });

  it('C47, D38: a kiosk is worked by keyboard alone, and whoever is old goes first', async () => {
    const page = await open('kiosk', await install('kiosk-2', 'kiosk', { zone }));
    await page.getByRole('heading', { name: '请选择要办的业务' }).waitFor();
    await expectNoAxeViolations(page);
    await pressUntil(page, '大字版');
    await expectNoAxeViolations(page);
    await pressUntil(page, service.name);
    await page.getByRole('heading', { name: '请确认' }).waitFor();
    await expectNoAxeViolations(page);
    await pressUntil(page, '老年人优先取号');
    const no = await givenNo(page);
    await expectNoAxeViolations(page);
    const { body } = await hall.get(guide, `/tickets/${no}`);
    expect(body).toMatchObject({ lane: 'green' });
    await pressUntil(page, '完成');
    await page.getByRole('heading', { name: '请选择要办的业务' }).waitFor();
  });

  it('of a card that is read only four characters are used, and an appointment is checked in by its last digits', async () => {
    const page = await open('kiosk', await install('kiosk-3', 'kiosk', { zone }));
    await page.getByRole('button', { name: service.name }).click();
    await scan(page, PERSON.idNo);
    await expect.poll(() => page.getByLabel('证件号码后四位').inputValue()).toBe(PERSON.idNo.slice(-4));
    await expectNoAxeViolations(page);
    await page.getByRole('button', { name: '取号', exact: true }).click();
    await givenNo(page);
    await page.getByRole('button', { name: '完成' }).click();

    await page.getByRole('button', { name: '预约签到' }).click();
    await page.getByRole('button', { name: service.name }).click();
    for (const key of '99990016') await page.getByRole('button', { name: key, exact: true }).click();
    await expectNoAxeViolations(page);
    await page.getByRole('button', { name: '签到取号' }).click();
    await page.getByText('没有这个预约').waitFor();
  });

  it('a kiosk whose line is cut says so, goes on giving numbers, and says when the paper is used up', async () => {
    const kiosk = await install('kiosk-4', 'kiosk', { zone }, { printer: '/dev/full' });
    const page = await open('kiosk', kiosk);
    await cut(kiosk);
    await page.getByText('断网取号：网络中断，仍可取号，号码有效').waitFor();
    await page.getByRole('button', { name: service.name }).click();
    await page.getByRole('button', { name: '取号', exact: true }).click();
    const no = await givenNo(page);
    await page.getByText('号码有效，请到等候区等待叫号').waitFor();
    await page.getByText('没有打印纸了，请记下号码').waitFor();
    await expectNoAxeViolations(page);
    await mend(kiosk);
    await eventually(async () => expect((await hall.get(guide, `/tickets/${no}`)).status).toBe(200), 20_000);
  });

  it('goes back to the start when nobody touches it, so that the next person finds nothing of the last', async () => {
    const kiosk = await install('kiosk-5', 'kiosk', { zone });
    const page = await newPage(browser, SIZES.kiosk);
    await page.clock.install();
    await page.goto(kiosk.program.url);
    await page.getByRole('button', { name: '大字版' }).click();
    await page.getByRole('button', { name: service.name }).click();
    await page.getByRole('heading', { name: '请确认' }).waitFor();
    await page.clock.runFor(50_000);
    await page.getByText(/^1?\d 秒后返回首页$/).waitFor();
    await page.clock.runFor(11_000);
    await page.getByRole('button', { name: '大字版' }).waitFor();
  });

  it('a display says that it is old while its line is cut, and chimes where the browser has no voice', async () => {
    const display = await install('display-2', 'display', {});
    const page = await open('display', display, NO_VOICE);
    await page.getByText('暂时没有叫号').waitFor();
    await expectNoAxeViolations(page);
    await hall.post(guide, '/tickets', { service: service.code, zone });
    await hall.post(clerk, `/windows/${WINDOW}/open`);
    const called = await hall.post(clerk, `/windows/${WINDOW}/call-next`);
    const { no } = (called.body as { ticket: { no: string } }).ticket;
    await page.locator('.calling li', { hasText: no }).getByText(zoneName).waitFor();
    expect(await page.evaluate('globalThis.chimes')).toBe(1);
    await expectNoAxeViolations(page);
    await cut(display);
    await page.getByText('叫号信息可能已过时').waitFor();
    expect(await page.getByText(no, { exact: true }).count()).toBeGreaterThan(0);
    await expectNoAxeViolations(page);
    for (const act of ['start', 'finish']) await hall.post(clerk, `/windows/${WINDOW}/${act}`);
  });

  it('a caller transfers to another kind of work or to one window, by keyboard, and says when nobody sits there', async () => {
    const page = await open('caller', await install('caller-3', 'caller', { window: WINDOW }));
    await hall.post(guide, '/tickets', { service: service.code, zone });
    await hall.post(clerk, `/windows/${WINDOW}/open`);
    await page.getByText('窗口没有人').waitFor();
    await page.keyboard.press('F2');
    const said = await page.getByText(/^已呼叫 [A-Z]/).innerText();
    await page.keyboard.press('F7');
    await page.getByRole('dialog', { name: '转往哪项业务、哪个窗口' }).waitFor();
    await expectNoAxeViolations(page);
    expect(await page.getByRole('button', { name: '1 号窗口', exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: '2 号窗口', exact: true }).click();
    await page.getByText('转往的窗口没有开放').waitFor();
    await hall.post(accountOf('clerk.2'), '/windows/A02/open');
    await page.keyboard.press('F7');
    await pressUntil(page, '2 号窗口');
    await page.getByText('窗口没有人').waitFor();
    const taken = await hall.post(accountOf('clerk.2'), '/windows/A02/call-next');
    expect(taken.body).toMatchObject({ ticket: { no: said.replace('已呼叫 ', '') } });
    for (const act of ['start', 'finish', 'close'])
      await hall.post(accountOf('clerk.2'), `/windows/A02/${act}`);
  });

  it('a caller is worked by its keys, says who is there, and says that nothing is sent while the line is cut', async () => {
    const caller = await install('caller-1', 'caller', { window: WINDOW });
    const page = await open('caller', caller);
    const before = await hall.get(clerk, `/queues/${zone}?window=${WINDOW}`);
    const [first] = (before.body as { waiting: { no: string }[] }).waiting;
    await page.getByText('窗口没有人').waitFor();
    await page.keyboard.press('F2');
    await page.getByText(`已呼叫 ${first?.no ?? ''}`).waitFor();
    await page.keyboard.press('F3');
    await page.getByText(`再次呼叫 ${first?.no ?? ''}`).waitFor();
    await expectNoAxeViolations(page);
    await page.keyboard.press('F4');
    await page.getByText('办理中').waitFor();
    await page.keyboard.press('F8');
    await page.getByText('窗口没有人').waitFor();
    await page.keyboard.press('F9');
    await page.getByText('窗口已暂停').waitFor();
    await page.keyboard.press('F9');
    await page.getByRole('button', { name: '叫下一号' }).waitFor();
    await cut(caller);
    await page.getByText('网络中断，暂不能叫号').waitFor();
    expect(await page.getByRole('button', { name: '叫下一号' }).isDisabled()).toBe(true);
    await expectNoAxeViolations(page);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });

  it('an evaluator keeps a rating while its line is cut, by the number on the slip', async () => {
    const evaluator = await install('pad-2', 'evaluator', { window: WINDOW });
    const page = await open('evaluator', evaluator);
    await page.getByText('欢迎光临').waitFor();
    await expectNoAxeViolations(page);
    expect(await page.getByRole('button', { name: '输入排队号评价' }).count()).toBe(0);
    await cut(evaluator);
    await page.getByRole('button', { name: '输入排队号评价' }).click();
    await page.getByLabel('排队号').fill('A001');
    await page.keyboard.press('Enter');
    await page.getByText('请您评价本次服务').waitFor();
    await expectNoAxeViolations(page);
    await page.getByRole('button', { name: '不满意', exact: true }).click();
    await page.getByLabel('想说的话').fill('等得久');
    await expectNoAxeViolations(page);
    await page.getByRole('button', { name: '提交评价' }).click();
    await page.getByText('评价已保存，网络恢复后自动提交').waitFor();
    expect(await evaluator.program.state()).toMatchObject({ waiting: 1 });
    expect(readFileSync(join(evaluator.home, 'state', 'spool.jsonl'), 'utf8')).toContain('"grade":2');
  });

  it('a page whose program has ended says so', async () => {
    const caller = await install('caller-2', 'caller', { window: WINDOW });
    const page = await open('caller', caller);
    await page.getByRole('heading', { name: '1 号窗口' }).waitFor();
    const clock = page.getByText('等候', { exact: false }).first();
    await caller.program.stop();
    await page.getByText('设备程序没有响应').waitFor();
    // It stands above the page and covers nothing of it.
    const [fault, shown] = await Promise.all([
      page.locator('.device-fault').boundingBox(),
      clock.boundingBox(),
    ]);
    expect(shown?.y).toBeGreaterThanOrEqual((fault?.y ?? 0) + (fault?.height ?? Infinity));
  });

  it('a kiosk whose program has ended sends people to the desk', async () => {
    const kiosk = await install('kiosk-6', 'kiosk', { zone });
    const page = await open('kiosk', kiosk);
    await page.getByRole('heading', { name: '请选择要办的业务' }).waitFor();
    await kiosk.program.stop();
    await page.getByRole('heading', { name: '本机暂停使用' }).waitFor();
    await page.getByText('请到咨询台，由工作人员帮您办理').waitFor();
    expect(await page.locator('.tile').count()).toBe(0);
    await expectNoAxeViolations(page);
  });
});
