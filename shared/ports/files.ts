import type { TenantCode } from '../kernel/ids.ts';

export interface PresignedRequest {
  readonly url: string;
  readonly method: 'PUT' | 'GET';
  readonly headers: Readonly<Record<string, string>>;
}

export interface FileSpec {
  readonly id: string;
  /** Media type, one of those allowed. */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  /** SHA-256 of the content, 64 hex digits. */
  readonly sha256: string;
}

/** Files of materials, under the tenant's prefix. The bytes never pass through a function on their way in or out. */
export interface TenantFiles {
  /** A request that uploads exactly this file: type, length and checksum are signed. */
  presignUpload(file: FileSpec): Promise<PresignedRequest>;
  presignDownload(id: string, name: string): Promise<PresignedRequest>;
  /** What was uploaded under the id, with the hash of its content, or nothing. */
  find(id: string): Promise<FileSpec | undefined>;
  /** Removes the content (个人信息保护法 第47条); nothing happens when there is none. */
  erase(id: string): Promise<void>;
}

export interface Files {
  for(tenant: TenantCode): TenantFiles;
}
