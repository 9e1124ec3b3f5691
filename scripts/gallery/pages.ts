import type { Page } from 'playwright-core';
import { COUNTY, TODAY, type World } from './world.ts';

/** On what a page is looked at: a clerk's screens, a phone, the wall. */
export const SCREENS = {
  staff: [
    { width: 1366, height: 768 },
    { width: 1920, height: 1080 },
  ],
  phone: [{ width: 360, height: 780 }],
  wall: [{ width: 1920, height: 1080 }],
} as const;
type Screen = keyof typeof SCREENS;

/** What is done on the page before a further picture. */
type Steps = Readonly<Record<string, (page: Page, world: World) => Promise<void>>>;

export interface PageEntry {
  readonly name: string;
  /** As the router has it. */
  readonly route: string;
  readonly path: string | ((world: World) => string);
  /** Who opens it; absent: nobody has signed in. */
  readonly as?: string;
  readonly screen: Screen;
  /** Somebody for whom there is nothing in it, and where, when not at the same path. */
  readonly empty?: { readonly as?: string; readonly path?: string };
  /** It shows nothing of the hall: no state of loading, offline or failed. */
  readonly isFixed?: true;
  readonly steps?: Steps;
}

const hall = (rest = ''): string => `/hall/${COUNTY}${rest}`;
const button = async (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name }).first().click();
const tab =
  (name: string) =>
  async (page: Page): Promise<void> =>
    page.getByRole('tab', { name }).click();

/** A page at one address, for somebody at a desk. */
const atDesk = (name: string, path: string, as: string, more: Partial<PageEntry>): PageEntry => ({
  name,
  route: path,
  path,
  as,
  screen: 'staff',
  ...more,
});
const admin = (name: string, more: Partial<PageEntry> = {}): PageEntry =>
  atDesk(`admin-${name}`, `/admin/${name}`, 'admin.1', more);
const issuing = (rest: string, more: Partial<PageEntry> = {}): PageEntry =>
  atDesk(`issuing${rest.replace('/', '-')}`, `/issuing${rest}`, 'issuer.1', {
    empty: { as: 'danshui.issuer' },
    ...more,
  });
const supervision = (name: string, more: Partial<PageEntry> = {}): PageEntry =>
  atDesk(`supervision-${name}`, `/supervision/${name}`, 'supervisor.1', {
    empty: { as: 'danshui.admin' },
    ...more,
  });
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

/** A matter by two keys, then the form of its application. */
const openForm = async (page: Page): Promise<void> => {
  await page.keyboard.press('F9');
  await page.keyboard.type('sy');
  await page.getByRole('option').first().waitFor();
};

/** Everybody has handed something in: the hall's answer to somebody who has not. */
const withoutCases = async (page: Page): Promise<void> => {
  await page.route(/\/my-cases/, (route) => route.fulfill({ json: { items: [] } }));
  await page.reload();
};

const track = async (page: Page, { ownCheck }: World): Promise<void> => {
  await page.getByLabel('末四位').fill(ownCheck);
  await button(page, '查询');
};

/** Every page of the router, once at least; the gallery does not begin while one is missing. */
export const PAGES: readonly PageEntry[] = [
  { name: 'start', route: '/', path: '/', screen: 'staff', isFixed: true },
  { name: 'callback', route: '/callback', path: '/callback', screen: 'staff', isFixed: true },
  { name: 'sign-in-again', route: '/sign-in-again', path: '/sign-in-again', screen: 'staff', isFixed: true },
  {
    name: 'forbidden',
    route: '/forbidden',
    path: '/forbidden',
    screen: 'staff',
    isFixed: true,
  },
  { name: 'not-found', route: '/:rest(.*)*', path: '/no-such-page', screen: 'staff', isFixed: true },

  {
    name: 'counter',
    route: '/counter',
    path: '/counter',
    as: 'clerk.1',
    screen: 'staff',
    empty: { as: 'danshui.clerk' },
    steps: {
      search: openForm,
      form: async (page) => {
        await page.keyboard.press('Enter');
        await page.locator('form.application').waitFor();
      },
    },
  },
  {
    name: 'counter-case',
    route: '/counter/cases/:caseNo',
    path: ({ ownCase }) => `/counter/cases/${ownCase}`,
    as: 'clerk.1',
    screen: 'staff',
  },
  {
    name: 'counter-bundle',
    route: '/counter/bundles/:no',
    path: ({ bundle }) => `/counter/bundles/${bundle}`,
    as: 'clerk.1',
    screen: 'staff',
  },
  {
    name: 'office',
    route: '/office',
    path: '/office',
    as: 'shichang.reviewer',
    screen: 'staff',
    empty: { as: 'danshui.minzheng.reviewer' },
  },
  {
    name: 'office-case',
    route: '/office/cases/:caseNo',
    path: ({ openCase }) => `/office/cases/${openCase}`,
    as: 'shichang.reviewer',
    screen: 'staff',
    steps: { clock: tab('时限'), history: tab('办理记录') },
  },
  {
    name: 'office-red-case',
    route: '/office/cases/:caseNo',
    path: ({ redCase }) => `/office/cases/${redCase}`,
    as: 'shichang.reviewer',
    screen: 'staff',
    steps: { cards: tab('监察牌') },
  },
  {
    name: 'office-bundles',
    route: '/office/bundles',
    path: '/office/bundles',
    as: 'shichang.chief',
    screen: 'staff',
    empty: { as: 'danshui.minzheng.chief' },
  },
  {
    name: 'office-bundle',
    route: '/office/bundles/:no',
    path: ({ bundle }) => `/office/bundles/${bundle}`,
    as: 'shichang.chief',
    screen: 'staff',
  },
  issuing('', { steps: { deliver: (page) => page.locator('tr.line').first().click() } }),
  issuing('/lockers'),
  {
    name: 'grievances',
    route: '/grievances',
    path: '/grievances',
    as: 'grievance.1',
    screen: 'staff',
    empty: { as: 'danshui.admin' },
    steps: { file: (page) => button(page, '多次跑没有结果') },
  },
  {
    name: 'consultations',
    route: '/consultations',
    path: '/consultations',
    as: 'guide.1',
    screen: 'staff',
    empty: { as: 'danshui.minzheng.reviewer' },
    steps: { file: (page) => button(page, '待答复'), answer: (page) => button(page, '答复') },
  },
  supervision('board', { route: '/supervision', path: '/supervision' }),
  supervision('overdue'),
  supervision('month'),
  supervision('limits', { steps: { cards: (page) => button(page, '变更落实') } }),
  supervision('cameras', { steps: { records: (page) => button(page, '调看记录') } }),
  supervision('evaluations'),
  supervision('evaluation', { path: ({ badRating }) => `/supervision/evaluation?id=${badRating}` }),
  supervision('evaluation-figures'),
  supervision('case', {
    route: '/supervision/cases/:caseNo',
    path: ({ redCase }) => `/supervision/cases/${redCase}`,
  }),
  {
    name: 'screen',
    route: '/screen',
    path: '/screen',
    as: 'supervisor.1',
    screen: 'wall',
    empty: { as: 'danshui.admin' },
  },
  admin('zones', { steps: { zone: (page) => button(page, '一窗通办') } }),
  admin('staff'),
  admin('people'),
  {
    name: 'tides',
    route: '/tides',
    path: '/tides',
    as: 'guide.1',
    screen: 'staff',
    empty: { as: 'danshui.admin' },
  },
  admin('calendar'),
  admin('catalogue'),
  admin('matter', {
    route: '/admin/catalogue/:code',
    path: ({ matter }) => `/admin/catalogue/${matter}`,
  }),
  admin('changes', {
    empty: { as: 'danshui.admin' },
    steps: { file: (page) => button(page, '县市场监督管理局'), announce: (page) => button(page, '登记变更') },
  }),
  admin('levels'),
  admin('settings'),
  admin('devices', { empty: { as: 'danshui.admin' } }),

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
