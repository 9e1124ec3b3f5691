import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { VaultSealError } from '../../shared/ports/vault.ts';
import type { SealContext } from './sealer.ts';

const CIPHER = 'aes-256-gcm';
/** Bytes of nonce and tag. A random nonce is safe for 2^32 messages a key (NIST SP 800-38D 8.3). */
const NONCE = 12;
const TAG = 16;

export const KEY_BYTES = 32;

const boundTo = ({ tenant, ref }: SealContext): Buffer => Buffer.from(JSON.stringify([tenant, ref]));

/** AES-256-GCM, bound to tenant and reference: nonce, tag and ciphertext in one piece. */
export const encrypt = (key: Uint8Array, context: SealContext, plaintext: Uint8Array): Buffer => {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG }).setAAD(boundTo(context));
  const body = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
};

/** @throws VaultSealError for another key, context or content than `encrypt` was given. */
export const decrypt = (key: Uint8Array, context: SealContext, sealed: Uint8Array): Buffer => {
  const nonce = sealed.subarray(0, NONCE);
  const tag = sealed.subarray(NONCE, NONCE + TAG);
  try {
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG }).setAAD(boundTo(context));
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]);
  } catch (cause) {
    throw new VaultSealError(`${context.ref} of ${context.tenant} cannot be opened`, { cause });
  }
};
