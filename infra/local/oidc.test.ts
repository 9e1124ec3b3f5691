import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jwtAuthenticator } from '../../functions/runtime/auth-jwt.ts';
import { loadAccounts, loadHallNames } from './accounts.ts';
import { loginRoutes } from './login-routes.ts';
import { CLIENT_ID, LOGIN_PATH, newProvider, OIDC_PATH, oidcHandler } from './oidc.ts';
import { startServer, type LocalServer } from './server.ts';
import { AUDIENCE, mintToken, signingKeys, type SigningKeys } from './signing.ts';

let dir: string;
let keys: SigningKeys;
let server: LocalServer;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'oidc-'));
  keys = await signingKeys(join(dir, 'keys.json'));
  server = await startServer(0);
  const provider = newProvider(server.origin, keys, loadAccounts());
  const app = new Hono();
  app.route(LOGIN_PATH, loginRoutes(provider, loadAccounts(), loadHallNames()));
  const pages = getRequestListener(app.fetch);
  const oidc = oidcHandler(provider);
  server.serve(
    (request, response) => void (request.url?.startsWith(`${OIDC_PATH}/`) ? oidc : pages)(request, response),
  );
});
afterAll(async () => {
  await server.stop();
  rmSync(dir, { recursive: true });
});

const authenticate = (token: string, now = new Date()) =>
  jwtAuthenticator({
    issuer: `${server.origin}/oidc`,
    audience: AUDIENCE,
    jwksUri: `${server.origin}/oidc/jwks`,
    now: () => now,
  })(new Request(server.origin, { headers: { authorization: `Bearer ${token}` } }), undefined);

/** A browser as far as redirects and cookies go. */
const browser = () => {
  const jar = new Map<string, string>();
  return async (url: string, init: RequestInit = {}): Promise<{ url: string; response: Response }> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { cookie } });
    for (const text of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(text) ?? [];
      if (name !== undefined && value !== undefined) jar.set(name, value);
    }
    return { url, response };
  };
};

const verifier = randomBytes(32).toString('base64url');
const authorizationUrl = () =>
  `${server.origin}/oidc/auth?${new URLSearchParams({
    client_id: CLIENT_ID,
    response_type: 'code',
    redirect_uri: `${server.origin}/callback`,
    scope: 'openid profile hall',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state: 'there',
  }).toString()}`;

/** Follows redirects up to a page, or to the client's callback. */
const follow = async (visit: ReturnType<typeof browser>, url: string, init: RequestInit = {}) => {
  let at = await visit(url, init);
  for (let hop = 0; hop < 8 && at.response.headers.has('location'); hop += 1) {
    const next = new URL(at.response.headers.get('location') ?? '', at.url).href;
    if (next.startsWith(`${server.origin}/callback`)) return { url: next, response: at.response };
    at = await visit(next);
  }
  return at;
};

describe('sign-in', () => {
  test('the page offers the accounts of the hall; a choice leads to a token that the functions accept', async () => {
    const visit = browser();
    const page = await follow(visit, authorizationUrl());
    const text = await page.response.text();
    expect(text).toContain('lang="zh-CN"');
    expect(text).toContain('西峡县政务服务中心');
    expect(text).toContain('value="clerk.1"');
    const back = await follow(visit, page.url, {
      method: 'POST',
      body: new URLSearchParams({ sub: 'clerk.1' }),
    });
    const code = new URL(back.url).searchParams.get('code') ?? '';
    const answer = await fetch(`${server.origin}/oidc/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        redirect_uri: `${server.origin}/callback`,
        client_id: CLIENT_ID,
        code_verifier: verifier,
      }),
    });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    expect(await authenticate(token)).toMatchObject({
      sub: 'clerk.1',
      tenant: '411323',
      roles: ['clerk'],
      windows: ['A01'],
    });
  });

  test('a request without PKCE is refused', async () => {
    const url = new URL(authorizationUrl());
    url.searchParams.delete('code_challenge');
    url.searchParams.delete('code_challenge_method');
    const refused = await follow(browser(), url.href);
    expect(new URL(refused.url).searchParams.get('error')).toBe('invalid_request');
  });

  test('a choice outside of a sign-in is told so', async () => {
    const { response } = await browser()(`${server.origin}${LOGIN_PATH}/none`);
    expect(response.status).toBe(410);
    expect(await response.text()).toContain('登录已过期');
  });
});

describe('tokens', () => {
  const identity = {
    sub: 'x',
    name: '测试',
    tenant: '411323101' as never,
    roles: ['chief' as const],
    department: '县民政局',
  };

  test('signed by the kept keys are accepted, also after a restart', async () => {
    const again = await signingKeys(join(dir, 'keys.json'));
    const token = await mintToken(again, `${server.origin}/oidc`, identity);
    expect(await authenticate(token)).toMatchObject(identity);
  });

  test('live in real time: twelve hours and no longer', async () => {
    const token = await mintToken(keys, `${server.origin}/oidc`, identity);
    expect(await authenticate(token, new Date(Date.now() + 11.9 * 3_600_000))).toMatchObject({ sub: 'x' });
    expect(await authenticate(token, new Date(Date.now() + 12.1 * 3_600_000))).toBe('invalid');
  });

  test('of another issuer or with a changed body are not', async () => {
    expect(await authenticate(await mintToken(keys, 'http://elsewhere/oidc', identity))).toBe('invalid');
    const [head, body, signature] = (await mintToken(keys, `${server.origin}/oidc`, identity)).split('.') as [
      string,
      string,
      string,
    ];
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
    const forged = Buffer.from(JSON.stringify({ ...claims, tenant: '411323' })).toString('base64url');
    expect(await authenticate(`${head}.${forged}.${signature}`)).toBe('invalid');
  });
});
