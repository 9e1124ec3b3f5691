import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newApp } from '../runtime/app.ts';
import { answerCloudFormation } from './custom-resource.ts';
import { hallNames } from './hall-names.ts';
import { publishFiles, siteFiles, SiteFileError } from './publish.ts';
import { siteRoutes } from './routes.ts';

const STORE = 'https://files.example';
const HALLS = { 411323: '西峡县政务服务中心' };

const siteWith = (page: string | undefined) => {
  const app = newApp(() => undefined);
  app.get('/v1/known', (c) => c.text('known'));
  siteRoutes(app, {
    page: () => page,
    config: { issuer: 'https://sso.example', clientId: 'web', scope: 'openid' },
    halls: () => Promise.resolve(HALLS),
    origins: [STORE],
    notPages: ['/oidc'],
  });
  return app;
};

describe('the page', () => {
  it.each(['/', '/counter', '/hall/411323/tickets/A001', '/track/41132320261123000001'])(
    'is at %s, asked for anew each time, and speaks to its own origin and the named ones alone',
    async (path) => {
      const answer = await siteWith('<p>page</p>').request(path);
      expect(await answer.text()).toBe('<p>page</p>');
      expect(answer.headers.get('cache-control')).toBe('no-cache');
      const policy = answer.headers.get('content-security-policy');
      expect(policy).toContain(`connect-src 'self' ${STORE};`);
      expect(policy).toContain(`frame-src 'self' blob: ${STORE};`);
      expect(policy).toContain("default-src 'self'; script-src 'self';");
    },
  );

  it.each(['/v1/nothing', '/oidc/auth', '/assets/nothing.js', '/robots.txt'])(
    'is not at %s',
    async (path) => {
      expect((await siteWith('<p>page</p>').request(path)).status).toBe(404);
    },
  );

  it('leaves routes alone, and is nowhere when it was not built', async () => {
    expect(await (await siteWith('<p>page</p>').request('/v1/known')).text()).toBe('known');
    expect((await siteWith(undefined).request('/')).status).toBe(404);
  });

  it('is told where to sign in and how the halls are called, and keeps neither', async () => {
    const answer = await siteWith(undefined).request('/config.json');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toEqual({
      issuer: 'https://sso.example',
      clientId: 'web',
      scope: 'openid',
      halls: HALLS,
    });
  });
});

describe('names of the halls', () => {
  it('are those of the list, none as long as there is no list', async () => {
    expect(await hallNames(() => Promise.resolve(Response.json(HALLS)))).toEqual(HALLS);
    expect(await hallNames(() => Promise.resolve(new Response('', { status: 404 })))).toEqual({});
    await expect(hallNames(() => Promise.resolve(Response.json({ 411323: 1 })))).rejects.toThrow();
  });
});

describe('built files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'onewindow-site-'));
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'assets/index-abc.js'), 'export {};');
    writeFileSync(join(folder, 'icon.svg'), '<svg/>');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('are put with their type; for ever where the name carries the content', async () => {
    const put = new Map<string, unknown>();
    await publishFiles(siteFiles(folder), ({ key, type, cacheControl, body }) => {
      put.set(key, [type, cacheControl, Buffer.from(body).toString()]);
      return Promise.resolve();
    });
    expect(Object.fromEntries(put)).toEqual({
      'assets/index-abc.js': [
        'text/javascript; charset=utf-8',
        'public, max-age=31536000, immutable',
        'export {};',
      ],
      'icon.svg': ['image/svg+xml', 'public, max-age=86400', '<svg/>'],
    });
  });

  it('of an unknown kind are not put under a guessed type', () => {
    writeFileSync(join(folder, 'assets/tool.exe'), '');
    expect(() => siteFiles(folder)).toThrow(SiteFileError);
  });
});

describe('CloudFormation', () => {
  const told: unknown[] = [];
  const event = {
    ResponseURL: 'https://formation.example/answer',
    StackId: 'stack',
    RequestId: 'request',
    LogicalResourceId: 'Files',
  };
  let status = 200;
  beforeEach(() => {
    told.length = 0;
    vi.stubGlobal('fetch', (url: string, { method, body }: { method: string; body: string }) => {
      told.push([method, url, JSON.parse(body)]);
      return Promise.resolve(new Response('', { status }));
    });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    status = 200;
  });
  const ids = {
    PhysicalResourceId: 'bucket',
    StackId: 'stack',
    RequestId: 'request',
    LogicalResourceId: 'Files',
  };

  it('is told that it went well', async () => {
    await answerCloudFormation(event, 'bucket', () => Promise.resolve());
    expect(told).toEqual([['PUT', event.ResponseURL, { Status: 'SUCCESS', ...ids }]]);
  });

  it('is told why it did not, so that the stack goes back at once', async () => {
    await answerCloudFormation(event, 'bucket', () => Promise.reject(new Error('S3 answered PUT with 403')));
    expect(told).toEqual([
      ['PUT', event.ResponseURL, { Status: 'FAILED', Reason: 'S3 answered PUT with 403', ...ids }],
    ]);
  });

  it('not taking the answer is a fault', async () => {
    status = 403;
    await expect(answerCloudFormation(event, 'bucket', () => Promise.resolve())).rejects.toThrow('403');
  });
});
