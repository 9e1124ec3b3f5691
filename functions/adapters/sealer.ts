import type { TenantCode } from '../../shared/kernel/ids.ts';

/** What a ciphertext belongs to: it opens nowhere else. */
export interface SealContext {
  readonly tenant: TenantCode;
  readonly ref: string;
}

export interface Sealed {
  readonly ciphertext: Uint8Array;
  /** What opens it again: the id of a key, or a data key that is itself encrypted. No secret. */
  readonly sealedWith: string;
}

/** Encrypts and authenticates what the vault stores. */
export interface Sealer {
  seal(context: SealContext, plaintext: Uint8Array): Promise<Sealed>;
  /** @throws VaultSealError when the key or the context is not the one it was sealed with. */
  open(context: SealContext, sealed: Sealed): Promise<Uint8Array>;
}
