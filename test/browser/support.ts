import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { z } from 'zod';
import type { LocalStack } from '../support/stack.ts';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

export const hasChromium = existsSync(CHROMIUM);
if (!hasChromium) process.stdout.write(`browser tests left out: no Chromium at ${CHROMIUM}\n`);

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });

interface PageOptions {
  readonly width?: number;
  readonly height?: number;
}

/** A page of a browser profile of its own, in Chinese, on the clerk's usual screen unless told otherwise. */
export const newPage = async (
  browser: Browser,
  { width = 1366, height = 768 }: PageOptions = {},
): Promise<Page> => {
  const context: BrowserContext = await browser.newContext({
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width, height },
  });
  return context.newPage();
};

/** Signs in as an account of `data/accounts.json` by the provider's page, and waits until the path is open. */
export const signIn = async (page: Page, stack: LocalStack, account: string, path = '/'): Promise<void> => {
  await page.goto(`${stack.url}${path}`);
  if (path === '/') await page.getByRole('button', { name: '登录' }).first().click();
  await page.waitForURL(/\/login\//);
  // Accounts of other halls stand in groups that are closed at first.
  const choice = page.locator(`button[name="sub"][value="${account}"]`);
  if (!(await choice.isVisible())) await page.locator('details', { has: choice }).locator('summary').click();
  await choice.click();
  await page.waitForURL((url) => url.origin === stack.url && !/^\/(callback|login|oidc)/.test(url.pathname));
};

/** What a card reader or a code scanner types, faster than any hand: all of it at once, then Enter. */
export const scan = async (page: Page, text: string): Promise<void> => {
  await page.evaluate(`for (const key of [...${JSON.stringify(text)}, 'Enter'])
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));`);
};

const SERIOUS = ['serious', 'critical'];

/** What fades or moves comes to rest first: half faded in, everything has too little contrast. */
const atRest = (page: Page): Promise<unknown> =>
  page.evaluate(`Promise.allSettled(
    document.getAnimations()
      .filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity)
      .map(({ finished }) => finished),
  ).then(() => true)`);

/**
 * Serious faults of accessibility on the page as it stands: rule and places. Papers stand in frames that run no scripts,
 * so none of a tester either; they have tests of their own.
 */
export const seriousFaults = async (page: Page): Promise<string[]> => {
  await atRest(page);
  const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze();
  return violations
    .filter(({ impact }) => SERIOUS.includes(impact ?? ''))
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
};

export const expectNoAxeViolations = async (page: Page): Promise<void> => {
  expect(await seriousFaults(page)).toEqual([]);
};

/** Everything that went wrong in the page itself since this was called: exceptions and what its policy kept out. */
export const pageFaults = (page: Page): readonly string[] => {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  return faults;
};

const Trace = z.object({
  traceEvents: z.array(
    z.object({
      name: z.string(),
      pid: z.int(),
      tid: z.int(),
      tdur: z.number().optional(),
      args: z.object({ name: z.unknown().optional() }),
    }),
  ),
});

/**
 * Milliseconds of processor that each task of the pages' main threads took while `act` ran. Unlike the time on the clock
 * it does not grow with whatever else runs on the machine.
 */
export const taskTimes = async (
  browser: Browser,
  page: Page,
  act: () => Promise<void>,
): Promise<readonly number[]> => {
  await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline'] });
  await act();
  const { traceEvents } = Trace.parse(JSON.parse((await browser.stopTracing()).toString()));
  const threadOf = ({ pid, tid }: { pid: number; tid: number }): string => `${pid} ${tid}`;
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(threadOf),
  );
  return traceEvents
    .filter((event) => event.name === 'RunTask' && mains.has(threadOf(event)))
    .flatMap(({ tdur }) => (tdur === undefined ? [] : [tdur / 1000]));
};
