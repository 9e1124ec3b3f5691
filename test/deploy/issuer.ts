import { createServer } from 'node:http';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { Identity } from '../../infra/local/accounts.ts';
import { mintToken, signingKeys } from '../../infra/local/signing.ts';

export interface Issuer {
  readonly url: string;
  stop(): Promise<void>;
}

/** An OpenID provider as far as an authorizer looks: its discovery document and its keys; and tokens for whoever asks. */
export const startIssuer = async (): Promise<Issuer> => {
  const folder = mkdtempSync(join(tmpdir(), 'onewindow-issuer-'));
  const keys = await signingKeys(join(folder, 'signing.json'));
  const { kid, kty, n, e } = keys.jwk;
  const app = new Hono();
  const server = createServer((request, response) => void getRequestListener(app.fetch)(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  app.get('/.well-known/openid-configuration', (c) => c.json({ issuer: url, jwks_uri: `${url}/jwks` }));
  app.get('/jwks', (c) => c.json({ keys: [{ kid, kty, n, e, alg: 'RS256', use: 'sig' }] }));
  app.post('/token', async (c) =>
    c.json({ token: await mintToken(keys, url, Identity.parse(await c.req.json())) }),
  );
  return {
    url,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
