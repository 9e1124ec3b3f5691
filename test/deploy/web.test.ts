import http from 'node:http';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startStack, type Answer, type Stack } from '../support/stack.ts';

/**
 * Weaker than AWS, by name: MiniStack deploys the distribution and answers 502 for origins at addresses of AWS. What
 * CloudFront would ask for is asked here where it lies: pages of the API, built files of their bucket. How the two are put
 * together behind one address infra/templates.test.ts holds.
 */
const Bucket = process.env['ONEWINDOW_SITE_BUCKET'] ?? '';
const s3 = new S3Client({
  forcePathStyle: true,
  requestHandler: new NodeHttpHandler({ httpAgent: new http.Agent({ keepAlive: false }) }),
});

const Config = z.object({
  issuer: z.url(),
  clientId: z.string(),
  scope: z.string(),
  halls: z.record(z.string(), z.string()),
});

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(async () => {
  s3.destroy();
  await stack.stop();
});

const expectPage = ({ status, headers, text }: Answer): string => {
  expect(status, text).toBe(200);
  expect(headers.get('content-type')).toContain('text/html');
  expect(headers.get('cache-control')).toBe('no-cache');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("frame-ancestors 'self'");
  expect(policy).toMatch(/connect-src 'self' https:\/\/\S+\.s3\.\S+ http:\/\/127\.0\.0\.1:\d+;/);
  expect(policy).toMatch(/frame-src 'self' blob: /);
  return text;
};

describe('the deployed web app', () => {
  test('is one page at each of its addresses, under the policy that the local stack serves it with', async () => {
    const page = expectPage(await stack.api('GET', '/'));
    expect(expectPage(await stack.api('GET', '/hall/411323/tickets/A001'))).toBe(page);
    expect((await stack.api('GET', '/v1/nothing')).status).toBe(404);
    expect((await stack.api('GET', '/assets/nothing.js')).status).toBe(404);
    expect((await stack.api('POST', '/counter')).status).toBe(404);
  });

  test('is told where to sign in, and the names of the halls that `npm run tenant` has opened or found open', async () => {
    const { status, headers, body } = await stack.api('GET', '/config.json');
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    const config = Config.parse(body);
    expect(config.clientId).toBe('onewindow-web');
    expect(config.halls).toEqual({ 411323: '西峡县政务服务中心', 411323188: '测试镇便民服务中心' });
  });

  test('has every file that its page names, to be kept for ever, and nothing else that is public', async () => {
    const page = expectPage(await stack.api('GET', '/'));
    const names = [...page.matchAll(/(?:src|href)="\/([^"]+)"/g)].map(([, name = '']) => name);
    expect(names.some((name) => name.startsWith('assets/'))).toBe(true);
    for (const Key of names) {
      const { ContentType, CacheControl, ContentLength } = await s3.send(
        new GetObjectCommand({ Bucket, Key }),
      );
      expect(ContentLength, Key).toBeGreaterThan(0);
      expect(ContentType, Key).toMatch(/^(text\/(javascript|css)|image\/svg)/);
      expect(CacheControl, Key).toMatch(Key.startsWith('assets/') ? /immutable/ : /^public, max-age=86400$/);
    }
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
    const others = Contents.map(({ Key }) => Key).filter((key) => !key?.startsWith('assets/'));
    expect(others.sort()).toEqual(['halls.json', 'icon.svg']);
  });
});
