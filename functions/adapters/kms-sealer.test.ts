import { createHash, randomBytes } from 'node:crypto';
import { DecryptCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { instantOf } from '../../shared/kernel/instant.ts';
import { VaultSealError } from '../../shared/ports/vault.ts';
import { NEIXIANG, XIXIA } from '../../test/support/log-contract.ts';
import { kmsSealer } from './kms-sealer.ts';

const KEY_ID = 'alias/onewindow-vault';
const PLAIN = Buffer.from('{"name":"李小花"}');
const context = { tenant: XIXIA, ref: 'person:1' };

const contextHash = (encryptionContext: unknown) =>
  createHash('sha256').update(JSON.stringify(encryptionContext)).digest();

/** What KMS promises: a wrapped key opens only under the encryption context it was made with. */
const kms = mockClient(KMSClient);
const promiseOfKms = () => {
  const keys = new Map<string, Buffer>();
  kms.reset();
  kms.on(GenerateDataKeyCommand).callsFake(({ EncryptionContext }: { EncryptionContext: unknown }) => {
    const Plaintext = randomBytes(32);
    const CiphertextBlob = Buffer.concat([contextHash(EncryptionContext), randomBytes(16)]);
    keys.set(CiphertextBlob.toString('hex'), Plaintext);
    return { Plaintext, CiphertextBlob };
  });
  kms.on(DecryptCommand).callsFake((input: { CiphertextBlob: Uint8Array; EncryptionContext: unknown }) => {
    const blob = Buffer.from(input.CiphertextBlob);
    if (!blob.subarray(0, 32).equals(contextHash(input.EncryptionContext))) {
      throw Object.assign(new Error('context'), { name: 'InvalidCiphertextException' });
    }
    return { Plaintext: keys.get(blob.toString('hex')) };
  });
};

describe('KMS sealer', () => {
  let now: number;
  const clock = { now: () => instantOf(now) };
  const newSealer = () => kmsSealer(new KMSClient({ region: 'cn-north-1' }), KEY_ID, clock);
  const made = () => kms.commandCalls(GenerateDataKeyCommand).length;
  const unwrapped = () => kms.commandCalls(DecryptCommand).length;
  beforeEach(() => {
    now = 1_795_311_000_000;
    promiseOfKms();
  });

  it('opens what it sealed, in another process too', async () => {
    const sealed = await newSealer().seal(context, PLAIN);
    expect(sealed.sealedWith).toMatch(/^kms:/);
    expect(Buffer.from(await newSealer().open(context, sealed))).toEqual(PLAIN);
  });

  it('names key and hall to KMS', async () => {
    await newSealer().seal(context, PLAIN);
    expect(kms.commandCalls(GenerateDataKeyCommand)[0]?.args[0].input).toEqual({
      KeyId: KEY_ID,
      KeySpec: 'AES_256',
      EncryptionContext: { tenant: XIXIA },
    });
  });

  it('asks once for many items of one hall, also at the same time, and once for each hall', async () => {
    const sealer = newSealer();
    await Promise.all(Array.from({ length: 50 }, () => sealer.seal(context, PLAIN)));
    expect(made()).toBe(1);
    await sealer.seal({ ...context, tenant: NEIXIANG }, PLAIN);
    expect(made()).toBe(2);
  });

  it('takes a new data key after five minutes and after 1,000 uses', async () => {
    const sealer = newSealer();
    await sealer.seal(context, PLAIN);
    now += 5 * 60_000 - 1;
    await sealer.seal(context, PLAIN);
    expect(made()).toBe(1);
    now += 2;
    await sealer.seal(context, PLAIN);
    expect(made()).toBe(2);
    for (let n = 1; n < 1_000; n += 1) await sealer.seal(context, PLAIN);
    expect(made()).toBe(2);
    await sealer.seal(context, PLAIN);
    expect(made()).toBe(3);
  });

  it('remembers an opened key for a bounded time', async () => {
    const sealed = await newSealer().seal(context, PLAIN);
    const sealer = newSealer();
    await Promise.all([sealer.open(context, sealed), sealer.open(context, sealed)]);
    expect(unwrapped()).toBe(1);
    now += 5 * 60_000 + 1;
    await sealer.open(context, sealed);
    expect(unwrapped()).toBe(2);
  });

  it('does not open for another hall or another reference', async () => {
    const sealer = newSealer();
    const sealed = await sealer.seal(context, PLAIN);
    await expect(sealer.open({ ...context, tenant: NEIXIANG }, sealed)).rejects.toThrow(VaultSealError);
    await expect(sealer.open({ ...context, ref: 'person:2' }, sealed)).rejects.toThrow(VaultSealError);
    await expect(sealer.open(context, { ...sealed, sealedWith: 'local:1' })).rejects.toThrow(VaultSealError);
  });

  it('asks again after a failure of KMS', async () => {
    const sealer = newSealer();
    kms.on(GenerateDataKeyCommand).rejects(new Error('throttled'));
    await expect(sealer.seal(context, PLAIN)).rejects.toThrow(VaultSealError);
    promiseOfKms();
    const sealed = await sealer.seal(context, PLAIN);
    expect(Buffer.from(await sealer.open(context, sealed))).toEqual(PLAIN);
  });
});
