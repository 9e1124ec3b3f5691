import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import type { Actor } from '../../shared/kernel/actor.ts';
import type { Envelope } from '../../shared/ports/handle-command.ts';
import type { AppEnv } from './app.ts';
import { recordOf } from './claims.ts';
import type { Deps } from './deps.ts';
import { digestOf } from './digest.ts';
import { RefusedError } from './problems.ts';

const KEY = /^[\x21-\x7e]{1,200}$/;
const ETAG = /^(?:W\/)?"(\d{1,9})"$/;

const badHeader = (path: string, message: string) =>
  new RefusedError({ code: 'bad-input', message: '请求头有误', errors: [{ path, message }] });

/** The caller's key, or a new one: without a key a repetition is a new request. */
const keyOf = (c: Context<AppEnv>): string => {
  const key = c.req.header('idempotency-key');
  if (key === undefined) return randomUUID();
  if (!KEY.test(key)) throw badHeader('Idempotency-Key', '应为 1 至 200 个可见 ASCII 字符');
  return key;
};

const expectedVersionOf = (c: Context<AppEnv>): number | undefined => {
  const header = c.req.header('if-match');
  if (header === undefined || header === '*') return undefined;
  const version = ETAG.exec(header)?.[1];
  if (version === undefined) throw badHeader('If-Match', '应为读取时所得的 ETag');
  return Number(version);
};

/** What the request brings besides its command. Keys are the caller's own: another caller's are never met. */
export const envelopeOf = (c: Context<AppEnv>, deps: Deps, actor: Actor, body: unknown): Envelope => {
  const expectedVersion = expectedVersionOf(c);
  return {
    at: deps.clock.now(),
    actor: recordOf(actor),
    key: `${actor.sub} ${keyOf(c)}`,
    digest: digestOf(deps.secret, { method: c.req.method, path: c.req.path, body: body ?? null }),
    ...(expectedVersion === undefined ? {} : { expectedVersion }),
  };
};

/** Of the stream's version; of a stream that begins anew every day, with the day before it. */
export const etagOf = (version: number | string): string => `"${version}"`;

/** True when the caller already has this version (`If-None-Match`). */
export const isUnchanged = (c: Context, version: number | string): boolean =>
  c.req
    .header('if-none-match')
    ?.split(',')
    .some((tag) => tag.trim().replace(/^W\//, '') === etagOf(version)) ?? false;
