import type { PageRoute } from '../../routing.ts';
import { adminTexts as texts } from '../../texts/zh-CN/admin.ts';
import { changeTexts } from '../../texts/zh-CN/limits.ts';
import { peopleTexts } from '../../texts/zh-CN/people.ts';
import { settingsTexts } from '../../texts/zh-CN/settings.ts';

const page = (
  path: string,
  title: string,
  nav: number | undefined,
  component: PageRoute['component'],
): PageRoute => ({
  path: `/admin/${path}`,
  component,
  meta: { title, roles: ['admin'], ...(nav === undefined ? {} : { nav }) },
});

export const routes: readonly PageRoute[] = [
  page('zones', texts.zones.title, 70, () => import('./ZonesPage.vue')),
  page('people', peopleTexts.title, 71, () => import('./PeoplePage.vue')),
  page('staff', texts.staff.title, 71, () => import('./StaffPage.vue')),
  page('calendar', texts.calendar.title, 72, () => import('./CalendarPage.vue')),
  page('catalogue', texts.catalogue.title, 73, () => import('./CataloguePage.vue')),
  page('changes', changeTexts.title, 73, () => import('./ChangesPage.vue')),
  page('catalogue/:code', texts.catalogue.title, undefined, () => import('./MatterPage.vue')),
  page('levels', texts.levels.title, 74, () => import('./LevelsPage.vue')),
  page('settings', settingsTexts.title, 74, () => import('./SettingsPage.vue')),
  page('devices', texts.devices.title, 75, () => import('./DevicesPage.vue')),
];
