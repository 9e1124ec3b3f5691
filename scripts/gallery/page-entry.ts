import type { Page } from 'playwright-core';
import type { World } from './world.ts';

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

/** Presses the first button of the name. */
export const button = async (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name }).first().click();
