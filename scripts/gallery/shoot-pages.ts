import type { Browser, Page, Route } from 'playwright-core';
import type { LocalStack } from '../../test/support/stack.ts';
import { newPage, signIn } from '../../test/browser/support.ts';
import type { Album } from './pictures.ts';
import { SCREENS, type PageEntry } from './page-entry.ts';
import type { World } from './world.ts';

/** The browser's own clock: it starts with the hall's. */
export interface Studio {
  readonly browser: Browser;
  readonly stack: LocalStack;
  readonly now: string;
  readonly world: World;
  readonly album: Album;
}

const IS_INTERFACE = /^https?:\/\/[^/]+\/v1\//;
const SETTLE_MS = 400;
const QUIET_MS = 8_000;
const PATIENCE_MS = 15_000;

const PROBLEM = { type: 'internal-error', title: '服务暂时不可用，请稍后再试', status: 503 };
/** What may become of the requests of a page. */
const FAULTS: Readonly<Record<string, (route: Route) => Promise<void>>> = {
  loading: () => new Promise(() => undefined),
  offline: (route) => route.abort('internetdisconnected'),
  failed: (route) =>
    route.fulfill({
      status: PROBLEM.status,
      contentType: 'application/problem+json',
      body: JSON.stringify(PROBLEM),
    }),
};

/** Pages that ask again and again never come to rest for good; half a second without a request is enough. */
const settle = async (page: Page): Promise<void> => {
  await page.waitForLoadState('networkidle', { timeout: QUIET_MS });
  await page.waitForTimeout(SETTLE_MS);
};

const pathOf = ({ path }: Pick<PageEntry, 'path'>, world: World): string =>
  typeof path === 'string' ? path : path(world);

const open = async (
  { browser, stack, now }: Studio,
  size: { readonly width: number; readonly height: number },
  path: string,
  account: string | undefined,
): Promise<Page> => {
  const page = await newPage(browser, size);
  page.setDefaultTimeout(PATIENCE_MS);
  await page.clock.install({ time: now });
  if (account === undefined) await page.goto(`${stack.url}${path}`);
  else await signIn(page, stack, account, path);
  await settle(page);
  return page;
};

const shootFaults = async ({ album }: Studio, { name }: PageEntry, page: Page): Promise<void> => {
  for (const [state, meet] of Object.entries(FAULTS)) {
    await page.route(IS_INTERFACE, meet);
    await page.reload({ waitUntil: 'load' });
    // The page itself is loaded when it is opened, after the frame that is around it.
    await page.locator('main').getByText(/\S/).first().waitFor();
    await page.waitForTimeout(2 * SETTLE_MS);
    await album.take(page, name, state);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  }
};

/** All pictures of one page: as it is, after its steps, with nothing in it, and while its requests go wrong. */
export const shootPage = async (studio: Studio, entry: PageEntry): Promise<void> => {
  const { album, world } = studio;
  const path = pathOf(entry, world);
  for (const [index, size] of SCREENS[entry.screen].entries()) {
    const page = await open(studio, size, path, entry.as);
    await album.take(page, entry.name, '');
    for (const [state, step] of Object.entries(entry.steps ?? {})) {
      await step(page, world);
      await settle(page);
      await album.take(page, entry.name, state);
    }
    if (index === 0 && entry.isFixed !== true) await shootFaults(studio, entry, page);
    await page.context().close();
  }
  if (!entry.empty) return;
  const page = await open(
    studio,
    SCREENS[entry.screen][0],
    entry.empty.path ?? path,
    entry.empty.as ?? entry.as,
  );
  await album.take(page, entry.name, 'empty');
  await page.context().close();
};
