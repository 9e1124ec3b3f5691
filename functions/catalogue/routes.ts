import type { App } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { announceRoutes } from './announce-routes.ts';
import { changeRoutes } from './change-routes.ts';
import { readRoutes } from './read-routes.ts';

/** 事项目录与办事指南: public to read, changed by the admin of the hall. */
export const catalogueRoutes = (app: App, deps: Deps): void => {
  readRoutes(app, deps);
  changeRoutes(app, deps);
  announceRoutes(app, deps);
};
