import type { TenantCode, VaultRef } from '../kernel/ids.ts';

/** Personal data apart from the log: encrypted at rest, bound to its tenant and reference, erasable. */
export interface TenantVault {
  /**
   * Stores `content` (JSON) under `ref` unless something is there; `about` stays readable (no personal data in it).
   * Answers with what `about` is stored now: the caller's own, or the one of whoever came first.
   */
  putOnce<About extends Readonly<Record<string, string>>>(
    ref: VaultRef,
    content: unknown,
    about: About,
  ): Promise<About>;
  /** The `about` that is stored, also once the content is erased; nothing where nothing was ever put. Opens nothing. */
  aboutOf(ref: VaultRef): Promise<Readonly<Record<string, string>> | undefined>;
  /** The content, or nothing when it was erased or never was. Callers go through `disclose`, which records the read. */
  get(ref: VaultRef): Promise<unknown>;
  /** 个人信息保护法 第47条. Keeps `about`, so that the reference is never used again. */
  erase(ref: VaultRef): Promise<void>;
}

export interface Vault {
  for(tenant: TenantCode): TenantVault;
}

/** The item is there but cannot be opened: wrong key, or moved to another tenant or reference. */
export class VaultSealError extends Error {
  override readonly name = 'VaultSealError';
}
