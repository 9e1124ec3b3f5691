import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUCKET, startObjects, type ObjectServer } from '../../infra/local/object-server.ts';
import { NEIXIANG, XIXIA } from '../../test/support/log-contract.ts';
import { localEndpoint } from './clients.ts';
import { attachment, FileIdError, s3Files } from './s3-files.ts';

const CONTENT = Buffer.from('%PDF-1.7 营业执照');
const sha256 = createHash('sha256').update(CONTENT).digest('hex');
const base64 = Buffer.from(sha256, 'hex').toString('base64');
const newId = () => randomBytes(8).toString('hex');
const spec = (id: string) => ({ id, type: 'application/pdf', size: CONTENT.length, sha256 });

describe('files on S3', () => {
  let folder: string;
  let server: ObjectServer;
  let client: S3Client;
  const at = () => localEndpoint(server.endpoint);
  const s3Client = () => new S3Client({ ...at(), forcePathStyle: true });
  const files = () => s3Files(at(), { bucket: BUCKET, verifiesChecksums: false });
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'onewindow-files-'));
    server = await startObjects(folder);
    client = s3Client();
  });
  afterAll(async () => {
    client.destroy();
    await server.stop();
    await rm(folder, { recursive: true });
  });

  const upload = async (id: string, body = CONTENT) => {
    const { url, method, headers } = await files().for(XIXIA).presignUpload(spec(id));
    return fetch(url, { method, headers, body });
  };

  it('go up and come down by presigned requests', async () => {
    const id = newId();
    expect((await upload(id)).status).toBe(200);
    const { url, method, headers } = await files().for(XIXIA).presignDownload(id, '营业执照 (副本).pdf');
    const answer = await fetch(url, { method, headers });
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(CONTENT);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
  });

  it('个人信息保护法 第47条: are gone once erased, and erasing again harms nothing', async () => {
    const id = newId();
    await upload(id);
    await files().for(XIXIA).erase(id);
    await files().for(XIXIA).erase(id);
    expect(await files().for(XIXIA).find(id)).toBeUndefined();
  });

  it('sign type, length, checksum and that nothing is there yet', async () => {
    const { url, headers } = await files().for(XIXIA).presignUpload(spec('f1'));
    const signed = new URL(url).searchParams.get('X-Amz-SignedHeaders')?.split(';');
    expect(signed).toEqual([
      'content-length',
      'content-type',
      'host',
      'if-none-match',
      'x-amz-checksum-sha256',
    ]);
    expect(headers).toEqual({
      'content-type': 'application/pdf',
      'x-amz-checksum-sha256': base64,
      'if-none-match': '*',
    });
    expect(url).not.toMatch(/checksum-crc32|sdk-checksum/i);
    expect(new URL(url).pathname).toBe(`/${BUCKET}/${XIXIA}/f1`);
    expect(new URL(url).searchParams.get('X-Amz-Expires')).toBe('900');
  });

  it('ask the store to name the download in Chinese', async () => {
    const { url } = await files().for(XIXIA).presignDownload('f1', '身份证*.pdf');
    expect(new URL(url).searchParams.get('response-content-disposition')).toBe(
      `attachment; filename="___*.pdf"; filename*=UTF-8''%E8%BA%AB%E4%BB%BD%E8%AF%81%2a.pdf`,
    );
  });

  it('are found with type, size and the hash of their content, by their own hall', async () => {
    const id = newId();
    await upload(id);
    expect(await files().for(XIXIA).find(id)).toEqual(spec(id));
    expect(await files().for(NEIXIANG).find(id)).toBeUndefined();
    expect(await files().for(XIXIA).find(newId())).toBeUndefined();
  });

  it('are hashed anew where the store believes any checksum, and one that lies is seen', async () => {
    const id = newId();
    const Body = Buffer.from('something else');
    const Key = `${XIXIA}/${id}`;
    await client.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body, ChecksumSHA256: base64 }));
    expect((await files().for(XIXIA).find(id))?.sha256).toBe(createHash('sha256').update(Body).digest('hex'));
    const trusting = s3Files(at(), { bucket: BUCKET, verifiesChecksums: true });
    expect((await trusting.for(XIXIA).find(id))?.sha256).toBe(sha256);
  });

  it('survive a restart of the local store', async () => {
    const id = newId();
    await upload(id);
    await server.stop();
    client.destroy();
    server = await startObjects(folder);
    client = s3Client();
    expect(await files().for(XIXIA).find(id)).toEqual(spec(id));
  });

  it.each(['../411325/a', 'a/b', '', 'a b', '身份证', 'a'.repeat(65)])('have no id like %j', async (id) => {
    expect(await files().for(XIXIA).find(id)).toBeUndefined();
    await expect(files().for(XIXIA).presignUpload(spec(id))).rejects.toThrow(FileIdError);
    await expect(files().for(XIXIA).presignDownload(id, 'a.pdf')).rejects.toThrow(FileIdError);
  });

  it('cannot be named so that a header breaks', () => {
    expect(attachment('a"\r\nb\\.pdf')).toBe(
      `attachment; filename="a___b_.pdf"; filename*=UTF-8''a%22%0D%0Ab%5C.pdf`,
    );
  });
});
