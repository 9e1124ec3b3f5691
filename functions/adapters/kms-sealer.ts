import { DecryptCommand, GenerateDataKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import type { Clock } from '../../shared/kernel/clock.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { epochMsOf } from '../../shared/kernel/instant.ts';
import { RecentMap } from '../../shared/kernel/recent-map.ts';
import { VaultSealError } from '../../shared/ports/vault.ts';
import { decrypt, encrypt } from './aes-gcm.ts';
import type { Sealer } from './sealer.ts';

/** A data key of one tenant, and its encrypted form as it is kept beside what it seals. */
interface DataKey {
  readonly plaintext: Uint8Array;
  readonly wrapped: string;
}

/** A data key in use: given out `uses` times so far. */
interface Current {
  readonly key: Promise<DataKey>;
  readonly sinceMs: number;
  uses: number;
}

/** A data key that KMS opened. */
interface Opened {
  readonly key: Promise<Uint8Array>;
  readonly sinceMs: number;
}

const PREFIX = 'kms:';
/** A data key seals for five minutes and at most 1,000 items, and is kept as long for opening. */
const KEPT_MS = 5 * 60_000;
const MAX_USES = 1_000;
const KEPT_KEYS = 500;

/**
 * Envelope encryption under a customer-managed KMS key. Data keys are made per tenant and bound to it by the encryption
 * context, so that CloudTrail names the hall of every use and a grant can be narrowed to one. They are kept for a
 * bounded time and number of uses: a busy hall costs a call of KMS every few minutes and not one for each read.
 */
export const kmsSealer = (client: KMSClient, keyId: string, clock: Clock): Sealer => {
  const current = new RecentMap<TenantCode, Current>(KEPT_KEYS);
  const opened = new RecentMap<string, Opened>(KEPT_KEYS);
  const nowMs = () => epochMsOf(clock.now());
  const isFresh = ({ sinceMs }: { readonly sinceMs: number }) => nowMs() - sinceMs <= KEPT_MS;

  const generate = async (tenant: TenantCode): Promise<DataKey> => {
    const { Plaintext, CiphertextBlob } = await client.send(
      new GenerateDataKeyCommand({ KeyId: keyId, KeySpec: 'AES_256', EncryptionContext: { tenant } }),
    );
    if (!Plaintext || !CiphertextBlob) throw new VaultSealError('KMS gave no data key');
    return { plaintext: Plaintext, wrapped: Buffer.from(CiphertextBlob).toString('base64') };
  };

  const unwrap = async (tenant: TenantCode, wrapped: string): Promise<Uint8Array> => {
    const { Plaintext } = await client.send(
      new DecryptCommand({
        KeyId: keyId,
        CiphertextBlob: Buffer.from(wrapped, 'base64'),
        EncryptionContext: { tenant },
      }),
    );
    if (!Plaintext) throw new VaultSealError('KMS gave no key back');
    return Plaintext;
  };

  /** A key that could not be had is not remembered. */
  const forgetIfFailed = async <Value>(promise: Promise<Value>, forget: () => void): Promise<Value> => {
    try {
      return await promise;
    } catch (cause) {
      forget();
      throw cause instanceof VaultSealError ? cause : new VaultSealError('KMS refused the key', { cause });
    }
  };

  const keyFor = (tenant: TenantCode): Promise<DataKey> => {
    const known = current.get(tenant);
    if (known && isFresh(known) && known.uses < MAX_USES) {
      known.uses += 1;
      return known.key;
    }
    const key = forgetIfFailed(generate(tenant), () => current.delete(tenant));
    current.set(tenant, { key, sinceMs: nowMs(), uses: 1 });
    return key;
  };

  const keyOf = (tenant: TenantCode, wrapped: string): Promise<Uint8Array> => {
    const place = `${tenant}#${wrapped}`;
    const known = opened.get(place);
    if (known && isFresh(known)) return known.key;
    const key = forgetIfFailed(unwrap(tenant, wrapped), () => opened.delete(place));
    opened.set(place, { key, sinceMs: nowMs() });
    return key;
  };

  return {
    seal: async (context, plaintext) => {
      const { plaintext: key, wrapped } = await keyFor(context.tenant);
      return { ciphertext: encrypt(key, context, plaintext), sealedWith: `${PREFIX}${wrapped}` };
    },
    open: async (context, { ciphertext, sealedWith }) => {
      if (!sealedWith.startsWith(PREFIX)) throw new VaultSealError(`${context.ref} was not sealed with KMS`);
      return decrypt(await keyOf(context.tenant, sealedWith.slice(PREFIX.length)), context, ciphertext);
    },
  };
};
