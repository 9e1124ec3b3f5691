import type { Page } from 'playwright-core';
import { CITIZEN_PAGES } from './citizen-pages.ts';
import { button, type PageEntry } from './page-entry.ts';

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
/** A matter by two keys, then the form of its application. */
const openForm = async (page: Page): Promise<void> => {
  await page.keyboard.press('F9');
  await page.keyboard.type('sy');
  await page.getByRole('option').first().waitFor();
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
  supervision('evaluation', {
    route: '/supervision/evaluations/file',
    path: ({ badRating }) => `/supervision/evaluations/file?id=${badRating}`,
  }),
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
  ...CITIZEN_PAGES,
];
