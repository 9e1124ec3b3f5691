import type { PageRoute } from '../../routing.ts';
import { bookingTexts } from '../../texts/zh-CN/booking.ts';
import { citizenTexts as texts } from '../../texts/zh-CN/citizen.ts';
import { consultationTexts } from '../../texts/zh-CN/consultation.ts';
import { floorTexts } from '../../texts/zh-CN/floors.ts';

/** Pages with a frame of their own, for phones. `/track/…` and `/evaluate/…` stand as QR codes on printed papers. */
const page = (path: string, title: string, component: PageRoute['component']): PageRoute => ({
  path,
  component,
  meta: { title, bare: true },
});
const own = (path: string, title: string, component: PageRoute['component'], nav?: number): PageRoute => ({
  path,
  component,
  meta: { title, bare: true, roles: ['citizen'], ...(nav === undefined ? {} : { nav }) },
});

export const routes: readonly PageRoute[] = [
  page('/citizen', texts.hallsTitle, () => import('./HallsPage.vue')),
  page('/hall/:tenant(\\d+)', texts.title, () => import('./HallPage.vue')),
  page('/hall/:tenant(\\d+)/floors', floorTexts.title, () => import('./FloorsPage.vue')),
  page('/hall/:tenant(\\d+)/guides', texts.guides.title, () => import('./GuidesPage.vue')),
  page('/hall/:tenant(\\d+)/guides/:code', texts.guide.title, () => import('./GuidePage.vue')),
  page('/hall/:tenant(\\d+)/tickets', texts.ticket.title, () => import('./TicketsPage.vue')),
  page('/hall/:tenant(\\d+)/tickets/:no', texts.ticket.follow, () => import('./TicketPage.vue')),
  page('/track/:no?', texts.track.title, () => import('./TrackPage.vue')),
  own('/my', texts.mine.title, () => import('./MyCasesPage.vue'), 1),
  own('/my/:caseNo', texts.case.title, () => import('./MyCasePage.vue')),
  own('/hall/:tenant(\\d+)/apply/:code', texts.apply.title, () => import('./ApplyPage.vue')),
  own('/hall/:tenant(\\d+)/grievance', texts.grievance.title, () => import('./GrievancePage.vue')),
  own('/hall/:tenant(\\d+)/consultations', consultationTexts.title, () => import('./ConsultationsPage.vue')),
  own('/hall/:tenant(\\d+)/appointments', bookingTexts.title, () => import('./BookingPage.vue')),
  own('/evaluate/:act', texts.evaluate.title, () => import('./EvaluatePage.vue')),
];
