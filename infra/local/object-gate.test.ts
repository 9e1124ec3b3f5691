import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localEndpoint } from '../../functions/adapters/clients.ts';
import { presignedCheck } from '../../functions/adapters/presigned-request.ts';
import { objectGate } from './object-gate.ts';
import { BUCKET, startObjects, type ObjectServer } from './object-server.ts';
import { startServer, type LocalServer } from './server.ts';

let dir: string;
let objects: ObjectServer;
let gate: LocalServer;
let client: S3Client;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'gate-'));
  objects = await startObjects(dir);
  client = new S3Client({ ...localEndpoint(objects.endpoint), forcePathStyle: true });
  gate = await startServer(0);
  const isPresigned = presignedCheck(new URL(objects.endpoint));
  const answer = objectGate({ endpoint: objects.endpoint, isPresigned });
  gate.serve((request, response) => void answer(request, response));
});
afterAll(async () => {
  await gate.stop();
  client.destroy();
  await objects.stop();
  rmSync(dir, { recursive: true });
});

const Key = '411323/材料 1.txt';
const headers = { 'content-type': 'text/plain' };
const here = (url: string) => url.replace(objects.endpoint, gate.origin);
const uploadUrl = async (expiresIn = 60, signingDate = new Date()) => {
  const command = new PutObjectCommand({
    Bucket: BUCKET,
    Key,
    ContentType: 'text/plain',
    Metadata: { of: 'a' },
  });
  return here(
    await getSignedUrl(client, command, {
      expiresIn,
      signingDate,
      signableHeaders: new Set(['content-type']),
    }),
  );
};
const downloadUrl = async () =>
  here(await getSignedUrl(client, new GetObjectCommand({ Bucket: BUCKET, Key }), { expiresIn: 60 }));
const put = (url: string, type = 'text/plain') =>
  fetch(url, { method: 'PUT', headers: { 'content-type': type }, body: '内容' });

describe('the way to the object store', () => {
  test('is open to a presigned request, once it is signed for what it does', async () => {
    expect((await put(await uploadUrl())).status).toBe(200);
    expect(await (await fetch(await downloadUrl())).text()).toBe('内容');
  });

  test('is closed without a signature', async () => {
    const [address] = (await downloadUrl()).split('?');
    expect((await fetch(address ?? '')).status).toBe(403);
  });

  test('is closed for another object, another method, another signed header', async () => {
    expect((await fetch((await downloadUrl()).replace('411323', '411328'))).status).toBe(403);
    expect((await fetch(await downloadUrl(), { method: 'PUT', headers, body: 'x' })).status).toBe(403);
    expect((await put(await uploadUrl(), 'text/html')).status).toBe(403);
  });

  test('is closed when the time is over', async () => {
    expect((await put(await uploadUrl(60, new Date(Date.now() - 59_000)))).status).toBe(200);
    expect((await put(await uploadUrl(60, new Date(Date.now() - 61_000)))).status).toBe(403);
  });

  test('is closed to a signature that was changed', async () => {
    const url = await downloadUrl();
    const changed = url.replace(
      /(X-Amz-Signature=.)(.)/,
      (_, head: string, digit: string) => head + (digit === '0' ? '1' : '0'),
    );
    expect((await fetch(changed)).status).toBe(403);
    expect((await fetch(url.replace(/X-Amz-Expires=\d+/, 'X-Amz-Expires=604800'))).status).toBe(403);
  });
});
