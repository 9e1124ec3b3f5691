import { createHash } from 'node:crypto';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NotFound,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import type { Files, FileSpec, PresignedRequest, TenantFiles } from '../../shared/ports/files.ts';

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
/** Sent as headers and signed, where the signer would leave them out or move them into the address. */
const SIGNED = ['content-type', 'content-length', SHA256_HEADER, 'if-none-match'];

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
  readonly #client: S3Client;
  readonly #options: S3FilesOptions;
  readonly #tenant: TenantCode;

  constructor(client: S3Client, options: S3FilesOptions, tenant: TenantCode) {
    this.#client = client;
    this.#options = options;
    this.#tenant = tenant;
  }

  async presignUpload({ id, type, size, sha256 }: FileSpec): Promise<PresignedRequest> {
    const checksum = base64Of(sha256);
    const command = new PutObjectCommand({
      ...this.#place(id),
      ContentType: type,
      ContentLength: size,
      ChecksumSHA256: checksum,
      IfNoneMatch: '*',
    });
    const url = await getSignedUrl(this.#client, command, {
      expiresIn: UPLOAD_SECONDS,
      signableHeaders: new Set(['host', ...SIGNED]),
      unhoistableHeaders: new Set(SIGNED),
    });
    // The length is signed too, but every client sets that header itself and browsers let nobody else do it.
    return {
      url,
      method: 'PUT',
      headers: { 'content-type': type, [SHA256_HEADER]: checksum, 'if-none-match': '*' },
    };
  }

  async presignDownload(id: string, name: string): Promise<PresignedRequest> {
    const command = new GetObjectCommand({
      ...this.#place(id),
      ResponseContentDisposition: attachment(name),
    });
    const url = await getSignedUrl(this.#client, command, { expiresIn: DOWNLOAD_SECONDS });
    return { url, method: 'GET', headers: {} };
  }

  async find(id: string): Promise<FileSpec | undefined> {
    if (!ID.test(id)) return undefined;
    try {
      const head = await this.#client.send(
        new HeadObjectCommand({ ...this.#place(id), ChecksumMode: 'ENABLED' }),
      );
      const { ContentType: type = '', ContentLength: size = 0, ChecksumSHA256: stored } = head;
      const isKnown = this.#options.verifiesChecksums && stored !== undefined;
      return { id, type, size, sha256: isKnown ? hexOf(stored) : await this.#hash(id) };
    } catch (error) {
      if (error instanceof NotFound || error instanceof NoSuchKey) return undefined;
      throw error;
    }
  }

  async erase(id: string): Promise<void> {
    await this.#client.send(new DeleteObjectCommand(this.#place(id)));
  }

  async #hash(id: string): Promise<string> {
    const { Body } = await this.#client.send(new GetObjectCommand(this.#place(id)));
    const hash = createHash('sha256');
    for await (const chunk of Body as AsyncIterable<Uint8Array>) hash.update(chunk);
    return hash.digest('hex');
  }

  #place(id: string): { Bucket: string; Key: string } {
    if (!ID.test(id)) throw new FileIdError('a file id has letters, digits, - and _ only');
    return { Bucket: this.#options.bucket, Key: `${this.#tenant}/${id}` };
  }
}

/** Files on S3 under `<tenant>/<id>`. What was uploaded under an id is never replaced. */
export const s3Files = (client: S3Client, options: S3FilesOptions): Files => ({
  for: (tenant) => new S3TenantFiles(client, options, tenant),
});
