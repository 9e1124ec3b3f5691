import type { Component } from 'vue';
import type { RouteRecordRaw } from 'vue-router';
import type { Role } from '../../shared/kernel/actor.ts';

declare module 'vue-router' {
  interface RouteMeta {
    title: string;
    /** Who may open it; absent: everybody, without signing in. */
    roles?: readonly Role[];
    /** Its place in the side navigation, low numbers first; absent: it is reached from another page. */
    nav?: number;
    /** Without the frame of the app: kiosk, display, big screen. */
    bare?: boolean;
  }
}

/** A page: `{ path, component: () => import('./SomePage.vue'), meta }`. Pages are loaded when they are opened. */
export type PageRoute = RouteRecordRaw & {
  readonly component: () => Promise<{ readonly default: Component }>;
  readonly meta: NonNullable<RouteRecordRaw['meta']>;
};
