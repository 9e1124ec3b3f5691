import { createHash } from 'node:crypto';
import { VaultSealError } from '../../shared/ports/vault.ts';
import { decrypt, encrypt, KEY_BYTES } from './aes-gcm.ts';
import type { Sealer } from './sealer.ts';

/** Seals with one key of 32 bytes, which the local stack keeps in a file of its data folder. */
export const localSealer = (key: Uint8Array): Sealer => {
  if (key.length !== KEY_BYTES) throw new RangeError(`the vault's key must have ${KEY_BYTES} bytes`);
  const sealedWith = `local:${createHash('sha256').update(key).digest('hex').slice(0, 16)}`;
  return {
    seal: (context, plaintext) =>
      Promise.resolve({ ciphertext: encrypt(key, context, plaintext), sealedWith }),
    open: async (context, sealed) => {
      if (sealed.sealedWith !== sealedWith) {
        throw new VaultSealError(
          `${context.ref} was sealed with ${sealed.sealedWith}, the key at hand is ${sealedWith}`,
        );
      }
      return Promise.resolve(decrypt(key, context, sealed.ciphertext));
    },
  };
};
