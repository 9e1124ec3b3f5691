import type { IncomingMessage, ServerResponse } from 'node:http';
import { html, raw } from 'hono/html';
import { LRUCache } from 'lru-cache';
import { Provider, type Adapter, type AdapterPayload, type Configuration } from 'oidc-provider';
import { claimsOf, type Account } from './accounts.ts';
import { simplePage } from './login-page.ts';
import { AUDIENCE, TOKEN_HOURS, type SigningKeys } from './signing.ts';

export const OIDC_PATH = '/oidc';
export const LOGIN_PATH = '/login';
export const CLIENT_ID = 'onewindow-web';

const SCOPE = 'hall';
const RESOURCE = 'urn:onewindow:api';
const TOKEN_SECONDS = TOKEN_HOURS * 3600;
const MAX_ITEMS = 10_000;

/** Sessions, codes and grants live in memory: after a restart people sign in again, with one click. */
const memory = () => {
  const items = new LRUCache<string, AdapterPayload>({ max: MAX_ITEMS });
  return (model: string): Adapter => {
    const keyOf = (id: string) => `${model}:${id}`;
    const findBy = (field: 'uid' | 'userCode', value: string) =>
      Promise.resolve(
        [...items.entries()].find(([key, item]) => key.startsWith(`${model}:`) && item[field] === value)?.[1],
      );
    const change = (apply: () => unknown): Promise<void> => {
      apply();
      return Promise.resolve();
    };
    return {
      upsert: (id, payload, seconds) =>
        change(() => items.set(keyOf(id), payload, seconds ? { ttl: seconds * 1000 } : {})),
      find: (id) => Promise.resolve(items.get(keyOf(id))),
      findByUid: (uid) => findBy('uid', uid),
      findByUserCode: (code) => findBy('userCode', code),
      consume: (id) =>
        change(() => Object.assign(items.get(keyOf(id)) ?? {}, { consumed: Math.floor(Date.now() / 1000) })),
      destroy: (id) => change(() => items.delete(keyOf(id))),
      revokeByGrantId: (grantId) =>
        change(() => {
          for (const [key, item] of items.entries()) if (item.grantId === grantId) items.delete(key);
        }),
    };
  };
};

const clientOf = (origin: string) => ({
  client_id: CLIENT_ID,
  client_name: 'OneWindow',
  application_type: 'web' as const,
  token_endpoint_auth_method: 'none' as const,
  grant_types: ['authorization_code'],
  response_types: ['code' as const],
  redirect_uris: [`${origin}/`, `${origin}/callback`],
  post_logout_redirect_uris: [`${origin}/`],
  id_token_signed_response_alg: 'RS256' as const,
});

const features: Configuration['features'] = {
  devInteractions: { enabled: false },
  resourceIndicators: {
    enabled: true,
    defaultResource: () => RESOURCE,
    useGrantedResource: () => true,
    getResourceServerInfo: () => ({
      scope: SCOPE,
      audience: AUDIENCE,
      accessTokenTTL: TOKEN_SECONDS,
      accessTokenFormat: 'jwt',
      jwt: { sign: { alg: 'RS256' } },
    }),
  },
  rpInitiatedLogout: {
    enabled: true,
    logoutSource: async (ctx, form) => {
      const leave = html`<button type="submit" form="op.logoutForm" name="logout" value="yes">退出</button>`;
      ctx.body = String(
        await simplePage(
          '退出登录',
          html`<p>确定退出吗？</p>
            ${raw(form)}${leave}`,
        ),
      );
    },
    postLogoutSuccessSource: async (ctx) => {
      ctx.body = String(await simplePage('已退出登录', html`<p><a href="/">返回首页</a></p>`));
    },
  },
};

/** The one client is the hall's own page: it gets what it asks for without a question of consent. */
const grantAll: Configuration['loadExistingGrant'] = async ({ oidc }) => {
  const accountId = oidc.session?.accountId;
  const clientId = oidc.client?.clientId;
  if (accountId === undefined || clientId === undefined) return undefined;
  const grant = new oidc.provider.Grant({ accountId, clientId });
  grant.addOIDCScope('openid profile');
  grant.addResourceScope(RESOURCE, SCOPE);
  await grant.save();
  return grant;
};

/** The identity provider of the local stack: authorization code with PKCE, JWT access tokens with the hall's claims. */
export const newProvider = (origin: string, keys: SigningKeys, accounts: readonly Account[]): Provider => {
  const bySub = new Map(accounts.map((account) => [account.sub, account]));
  const claimsFor = (sub: string | undefined) => {
    const account = bySub.get(sub ?? '');
    return account && claimsOf(account);
  };
  return new Provider(`${origin}${OIDC_PATH}`, {
    adapter: memory(),
    clients: [clientOf(origin)],
    jwks: { keys: [keys.jwk] },
    cookies: { keys: [keys.cookieKey] },
    pkce: { required: () => true },
    scopes: ['openid', 'profile'],
    claims: { openid: ['sub'], profile: ['name', 'tenant', 'roles', 'department', 'windows'] },
    conformIdTokenClaims: false,
    ttl: {
      AccessToken: TOKEN_SECONDS,
      Session: TOKEN_SECONDS,
      Grant: TOKEN_SECONDS,
      IdToken: 3600,
      Interaction: 3600,
    },
    interactions: { url: (_, { uid }) => `${LOGIN_PATH}/${uid}` },
    findAccount: (_, sub) => {
      const claims = claimsFor(sub);
      return claims && { accountId: sub, claims: () => ({ sub, ...claims }) };
    },
    extraTokenClaims: (_, token) => ('accountId' in token ? claimsFor(token.accountId) : undefined),
    loadExistingGrant: grantAll,
    renderError: async (ctx, { error, error_description }) => {
      ctx.type = 'html';
      ctx.body = String(
        await simplePage(
          '无法登录',
          html`<p>${error_description ?? error}</p>
            <p><a href="/">返回首页</a></p>`,
        ),
      );
    },
    features,
  });
};

/** Answers what lies under `/oidc`: the provider sees its paths without the mount. */
export const oidcHandler = (provider: Provider) => {
  const answer = provider.callback();
  return (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = request.url ?? '/';
    return answer(Object.assign(request, { originalUrl: url, url: url.slice(OIDC_PATH.length) }), response);
  };
};
