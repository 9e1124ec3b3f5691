import type { Page } from 'playwright-core';
import { button, type PageEntry } from './page-entry.ts';
import { COUNTY, TODAY, type World } from './world.ts';

const hall = (rest = ''): string => `/hall/${COUNTY}${rest}`;
const citizen = (
  name: string,
  route: string,
  path: PageEntry['path'],
  more: Partial<PageEntry> = {},
): PageEntry => ({
  name: `citizen-${name}`,
  route,
  path,
  screen: 'phone',
  ...more,
});
const own = { as: 'citizen.1' } as const;
const nobody = { empty: { as: 'citizen.2' } } as const;

/** Everybody has handed something in: the hall's answer to somebody who has not. */
const withoutCases = async (page: Page): Promise<void> => {
  await page.route(/\/my-cases/, (route) => route.fulfill({ json: { items: [] } }));
  await page.reload();
};

const track = async (page: Page, { ownCheck }: World): Promise<void> => {
  await page.getByLabel('末四位').fill(ownCheck);
  await button(page, '查询');
};

/** The pages for citizens, on the phone. */
export const CITIZEN_PAGES: readonly PageEntry[] = [
  citizen('halls', '/citizen', '/citizen'),
  citizen('hall', '/hall/:tenant(\\d+)', hall()),
  citizen('floors', '/hall/:tenant(\\d+)/floors', hall('/floors')),
  citizen('guides', '/hall/:tenant(\\d+)/guides', hall('/guides'), {
    steps: {
      found: (page) => page.getByLabel('搜索事项').fill('spjy'),
      nothing: (page) => page.getByLabel('搜索事项').fill('没有这个事项'),
    },
  }),
  citizen('guide', '/hall/:tenant(\\d+)/guides/:code', ({ matter }) => hall(`/guides/${matter}`)),
  citizen('tickets', '/hall/:tenant(\\d+)/tickets', hall('/tickets')),
  citizen('ticket', '/hall/:tenant(\\d+)/tickets/:no', ({ waiting }) =>
    hall(`/tickets/${waiting}?day=${TODAY}`),
  ),
  citizen('track', '/track/:no?', ({ ownCase }) => `/track/${ownCase}`, {
    isFixed: true,
    steps: { found: track },
  }),
  citizen('my-cases', '/my', '/my', { ...own, steps: { empty: withoutCases } }),
  citizen('my-case', '/my/:caseNo', ({ ownCase }) => `/my/${ownCase}`, own),
  citizen('apply', '/hall/:tenant(\\d+)/apply/:code', ({ matter }) => hall(`/apply/${matter}`), own),
  citizen('grievance', '/hall/:tenant(\\d+)/grievance', hall('/grievance'), { ...own, ...nobody }),
  citizen('consultations', '/hall/:tenant(\\d+)/consultations', hall('/consultations'), {
    ...own,
    ...nobody,
    steps: { answered: (page) => button(page, '已答复') },
  }),
  citizen('appointments', '/hall/:tenant(\\d+)/appointments', hall('/appointments'), { ...own, ...nobody }),
  citizen('evaluate', '/evaluate/:act', ({ served }) => `/evaluate/${served}`, {
    ...own,
    isFixed: true,
    steps: { good: (page) => page.getByText('非常满意').first().click() },
  }),
];
