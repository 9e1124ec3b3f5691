import type { App } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { themeRoutes } from './theme-routes.ts';

/** 一件事、联办件: themes and bundles. */
export const bundleRoutes = (app: App, deps: Deps): void => {
  themeRoutes(app, deps);
};
