import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';

/** Writes a line for each request: method, pattern of the route, status, milliseconds. Never what identifies anybody. */
export const requestLog =
  (write: (line: string) => void): MiddlewareHandler =>
  async (c, next) => {
    const began = performance.now();
    await next();
    const ms = Math.round(performance.now() - began);
    write(`${c.req.method} ${routePath(c)} ${c.res.status} ${ms}ms`);
  };
