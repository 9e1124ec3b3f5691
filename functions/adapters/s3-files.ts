import { createHash } from 'node:crypto';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import type { Files, FileSpec, PresignedRequest, TenantFiles } from '../../shared/ports/files.ts';
import type { AwsEndpoint } from './clients.ts';
import { S3Bucket } from './s3-bucket.ts';

/** An id that cannot be part of a key. */
export class FileIdError extends Error {
  override readonly name = 'FileIdError';
}

export interface S3FilesOptions {
  readonly bucket: string;
  /**
   * True for S3, which takes an upload only when its content has the signed checksum. A store that keeps a checksum
   * unseen must be false: the content is then read and hashed.
   */
  readonly verifiesChecksums: boolean;
}

/** Seconds: long enough for 20 MB over a slow village line; a download begins at once. */
const UPLOAD_SECONDS = 900;
const DOWNLOAD_SECONDS = 300;

const ID = /^[0-9A-Za-z_-]{1,64}$/;
const SHA256_HEADER = 'x-amz-checksum-sha256';
const base64Of = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');
const hexOf = (base64: string): string => Buffer.from(base64, 'base64').toString('hex');

/** RFC 6266 with the UTF-8 name of RFC 8187, and a plain one for those who do not read it. */
export const attachment = (name: string): string => {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const utf8 = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${utf8}`;
};

class S3TenantFiles implements TenantFiles {
  readonly #bucket: S3Bucket;
  readonly #options: S3FilesOptions;
  readonly #tenant: TenantCode;

  constructor(bucket: S3Bucket, options: S3FilesOptions, tenant: TenantCode) {
    this.#bucket = bucket;
    this.#options = options;
    this.#tenant = tenant;
  }

  async presignUpload({ id, type, size, sha256 }: FileSpec): Promise<PresignedRequest> {
    const headers = { 'content-type': type, [SHA256_HEADER]: base64Of(sha256), 'if-none-match': '*' };
    const signed = { ...headers, 'content-length': String(size) };
    const url = await this.#bucket.presign(
      { method: 'PUT', key: this.#key(id), headers: signed },
      UPLOAD_SECONDS,
    );
    // The length is signed too, but every client sets that header itself and browsers let nobody else do it.
    return { url, method: 'PUT', headers };
  }

  async presignDownload(id: string, name: string): Promise<PresignedRequest> {
    const query = { 'response-content-disposition': attachment(name) };
    const url = await this.#bucket.presign({ method: 'GET', key: this.#key(id), query }, DOWNLOAD_SECONDS);
    return { url, method: 'GET', headers: {} };
  }

  async find(id: string): Promise<FileSpec | undefined> {
    if (!ID.test(id)) return undefined;
    const { status, headers } = await this.#bucket.send({
      method: 'HEAD',
      key: this.#key(id),
      headers: { 'x-amz-checksum-mode': 'ENABLED' },
    });
    if (status === 404) return undefined;
    const stored = this.#options.verifiesChecksums ? headers.get(SHA256_HEADER) : null;
    return {
      id,
      type: headers.get('content-type') ?? '',
      size: Number(headers.get('content-length')),
      sha256: stored === null ? await this.#hash(id) : hexOf(stored),
    };
  }

  async erase(id: string): Promise<void> {
    await this.#bucket.send({ method: 'DELETE', key: this.#key(id) });
  }

  async #hash(id: string): Promise<string> {
    const response = await this.#bucket.send({ method: 'GET', key: this.#key(id) });
    const hash = createHash('sha256');
    for await (const chunk of response.body as ReadableStream<Uint8Array>) hash.update(chunk);
    return hash.digest('hex');
  }

  #key(id: string): string {
    if (!ID.test(id)) throw new FileIdError('a file id has letters, digits, - and _ only');
    return `${this.#tenant}/${id}`;
  }
}

/** Files on S3 under `<tenant>/<id>`. What was uploaded under an id is never replaced. */
export const s3Files = (at: AwsEndpoint, options: S3FilesOptions): Files => {
  const bucket = new S3Bucket(at, options.bucket);
  return { for: (tenant) => new S3TenantFiles(bucket, options, tenant) };
};
