import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Problem } from '../../shared/contracts/common.ts';
import type { Refusal } from '../../shared/kernel/result.ts';

/** Slugs that are no plain 409 "refused by a rule of the domain". */
const STATUS_OF: Readonly<Record<string, ContentfulStatusCode>> = {
  'bad-input': 422,
  'bad-json': 400,
  'too-large': 413,
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  'stale-version': 412,
  'key-reused': 422,
  fault: 500,
};

export const statusOf = (slug: string): ContentfulStatusCode => STATUS_OF[slug] ?? 409;

/** The problem document (RFC 9457) of a refusal. */
export const problemOf = ({ code, message, errors }: Refusal): Problem => ({
  type: code,
  title: message,
  status: statusOf(code),
  ...(errors ? { errors: [...errors] } : {}),
});

export const answerRefusal = (c: Context, refusal: Refusal): Response => {
  const problem = problemOf(refusal);
  return c.body(JSON.stringify(problem), problem.status as ContentfulStatusCode, {
    'content-type': 'application/problem+json; charset=utf-8',
  });
};

/** A refusal met where a handler cannot return one (middleware, nested look-ups); answered by the app's error handler. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

export const notFound = (): RefusedError => new RefusedError({ code: 'not-found', message: '没有找到' });
