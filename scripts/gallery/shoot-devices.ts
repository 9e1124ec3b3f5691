import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { layCable, type Cable } from '../../test/support/cable.ts';
import { installProgram, runProgram, type DeviceProgram } from '../../test/support/device-program.ts';
import { eventually } from '../../test/support/hall.ts';
import { newPage } from '../../test/browser/support.ts';
import type { Studio } from './shoot-pages.ts';
import { DEVICES, type DeviceName } from './world.ts';

const SETTLE_MS = 1_500;
const LINE_MS = 30_000;
const PATIENCE_MS = 15_000;

type Steps = Readonly<Record<string, (page: Page) => Promise<void>>>;

interface Shown {
  readonly size: { readonly width: number; readonly height: number };
  readonly steps: Steps;
  readonly stepsWhenCut?: Steps;
}
const press =
  (name: string | RegExp) =>
  async (page: Page): Promise<void> =>
    page
      .getByRole('button', { name, exact: typeof name === 'string' })
      .first()
      .click();

/** What is looked at on each device, in this order, before its line is cut. */
const SHOWN: Readonly<Record<DeviceName, Shown>> = {
  'kiosk-1': {
    size: { width: 1080, height: 1920 },
    steps: {
      service: async (page) => page.locator('.tiles button, .tile').first().click(),
      given: press('取号'),
      large: async (page) => {
        await press('完成')(page);
        await press('大字版')(page);
      },
      'large-service': async (page) => page.locator('.tiles button, .tile').first().click(),
    },
  },
  'display-1': { size: { width: 1920, height: 1080 }, steps: {} },
  'caller-1': {
    size: { width: 360, height: 480 },
    steps: {
      finished: async (page) => page.keyboard.press('F8'),
      called: async (page) => page.keyboard.press('F2'),
      paused: async (page) => {
        for (const key of ['F4', 'F8', 'F9']) {
          await page.keyboard.press(key);
          await page.waitForTimeout(SETTLE_MS);
        }
      },
    },
  },
  'pad-1': {
    size: { width: 1280, height: 800 },
    steps: {},
    stepsWhenCut: {
      number: press('输入排队号评价'),
      grades: async (page) => {
        await page.getByLabel('排队号').fill('A001');
        await page.keyboard.press('Enter');
      },
      bad: press('不满意'),
    },
  },
};

interface Running {
  readonly program: DeviceProgram;
  readonly cable: Cable;
}

/** `device-kiosk` */
export const groupOf = (name: DeviceName): string => `device-${DEVICES[name].kind}`;

const start = async (
  studio: Studio,
  name: DeviceName,
  folder: string,
  endpoint: string,
): Promise<Running> => {
  const credentials = studio.world.devices[name];
  if (!credentials) throw new Error(`${name} is not enrolled`);
  const cable = await layCable(endpoint);
  const config = installProgram(join(folder, name), credentials, cable);
  const program = await runProgram(DEVICES[name].kind, config);
  await eventually(async () => {
    const { hall } = await program.state();
    if (typeof hall !== 'string') throw new Error(`${name} has not heard of the hall`);
  }, LINE_MS);
  return { program, cable };
};

const cut = async ({ program, cable }: Running): Promise<void> => {
  cable.cut();
  await eventually(async () => {
    const { isOnline } = await program.state();
    if (isOnline !== false) throw new Error('the line is not known to be cut');
  }, LINE_MS);
};

const walkDevice = async (studio: Studio, name: DeviceName, running: Running): Promise<void> => {
  const { size, steps, stepsWhenCut = {} } = SHOWN[name];
  const group = groupOf(name);
  const page = await newPage(studio.browser, size);
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(running.program.url);
  await page.waitForTimeout(SETTLE_MS);
  await studio.album.take(page, group, '');
  const walk = async (all: Steps): Promise<void> => {
    for (const [state, step] of Object.entries(all)) {
      await step(page);
      await page.waitForTimeout(SETTLE_MS);
      await studio.album.take(page, group, state);
    }
  };
  await walk(steps);
  await cut(running);
  await page.reload();
  await page.waitForTimeout(SETTLE_MS);
  await studio.album.take(page, group, 'offline');
  await walk(stepsWhenCut);
  await running.program.stop();
  await page.waitForTimeout(SETTLE_MS);
  await studio.album.take(page, group, 'ended');
  await page.context().close();
};

/** The page of one device, with the program that serves it, run from a folder of its own. */
export const shootDevice = async (
  studio: Studio,
  name: DeviceName,
  folder: string,
  endpoint: string,
): Promise<void> => {
  const running = await start(studio, name, folder, endpoint);
  try {
    await walkDevice(studio, name, running);
  } finally {
    await running.program.stop();
    await running.cable.stop();
  }
};
