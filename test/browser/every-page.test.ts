import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../shared/kernel/actor.ts';
import { startLocal, type LocalStack } from '../support/stack.ts';
import { hiddenFocus, lostSideways } from './page-checks.ts';
import { hasChromium, launch, newPage, seriousFaults, signIn } from './support.ts';
import { playMorning, type Addresses } from './world.ts';

interface Route {
  readonly path: string;
  readonly meta: { readonly roles?: readonly Role[]; readonly bare?: boolean };
}

/** Who comes to the pages of a role; `nobody` is not signed in. */
const VISITORS = {
  nobody: undefined,
  citizen: 'citizen.1',
  clerk: 'clerk.1',
  reviewer: 'shichang.reviewer',
  chief: 'shichang.chief',
  issuer: 'issuer.1',
  supervisor: 'supervisor.1',
  grievance: 'grievance.1',
  guide: 'guide.1',
  admin: 'admin.1',
} as const satisfies Partial<Record<Role | 'nobody', string | undefined>>;
type Visitor = keyof typeof VISITORS;

/** Left behind at once by whoever arrives there. */
const PASSAGES = ['/callback', '/sign-in-again'];
const DESK = { width: 1366, height: 768 };
/** What a clerk's screen shows at 200 %. */
const ZOOMED = { width: 683, height: 384 };
const PHONE = { width: 360, height: 780 };

/** Every page of the router, by the folders of `web/src/pages`. */
const PAGES = join(import.meta.dirname, '../../web/src/pages');
const areas = await Promise.all(
  globSync('*/routes.ts', { cwd: PAGES }).map(
    (file) => import(join(PAGES, file)) as Promise<{ readonly routes: readonly Route[] }>,
  ),
);
const routes = areas.flatMap((area) => area.routes).filter(({ path }) => !PASSAGES.includes(path));

const pagesOf = (visitor: Visitor): readonly Route[] =>
  routes.filter(({ meta }) => (meta.roles ?? (['nobody'] as const)).some((role) => role === visitor));

const isForPhones = (path: string): boolean => /^\/(citizen|hall|my|track|evaluate)\b/.test(path);

describe.runIf(hasChromium)('every page of the app', () => {
  let browser: Browser;
  let stack: LocalStack;
  let addresses: Addresses;

  beforeAll(async () => {
    [browser, stack] = await Promise.all([launch(), startLocal()]);
    addresses = await playMorning(stack);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  });

  /** Where the page has something to show; one whose path has parts of a new kind is to be told in `playMorning`. */
  const addressOf = ({ path }: Route): string => addresses[path] ?? path;
  const open = async (page: Page, route: Route): Promise<void> => {
    await page.goto(`${stack.url}${addressOf(route)}`);
    await page.locator('h1, h2').first().waitFor();
    await page.getByText('正在加载…').first().waitFor({ state: 'detached' });
  };

  /** What is wrong with the page on its usual screen, and what is lost beside a narrow one. */
  const faultsOf = async (page: Page, route: Route): Promise<string[]> => {
    const [usual, narrow] = isForPhones(route.path) ? [PHONE, PHONE] : [DESK, ZOOMED];
    await page.setViewportSize(usual);
    await open(page, route);
    const faults = [...(await seriousFaults(page)), ...(await hiddenFocus(page))];
    await page.setViewportSize(narrow);
    faults.push(...(await lostSideways(page)));
    return faults.map((fault) => `${route.path}: ${fault}`);
  };

  it('has somebody who opens it, at an address where it has something to show', () => {
    const strangers = routes.filter(({ meta }) => meta.roles?.some((role) => !(role in VISITORS)));
    expect(strangers.map(({ path }) => path)).toEqual([]);
    expect(routes.map(addressOf).filter((address) => address.includes(':'))).toEqual([]);
    const paths = new Set(routes.map(({ path }) => path));
    expect(Object.keys(addresses).filter((path) => !paths.has(path))).toEqual([]);
  });

  it.each(Object.keys(VISITORS) as Visitor[])(
    'pages of %s: no serious fault of accessibility, the focus is seen, nothing is lost when zoomed or on the phone',
    { timeout: 300_000 },
    async (visitor) => {
      const pages = pagesOf(visitor);
      const page = await newPage(browser);
      const account = VISITORS[visitor];
      if (account) await signIn(page, stack, account);
      const faults: string[] = [];
      for (const route of pages) faults.push(...(await faultsOf(page, route)));
      await page.context().close();
      expect(pages.length).toBeGreaterThan(0);
      expect(faults).toEqual([]);
    },
  );
});
