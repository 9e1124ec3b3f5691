import { randomBytes } from 'node:crypto';
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VaultRef } from '../../shared/kernel/ids.ts';
import { VaultSealError, type Vault } from '../../shared/ports/vault.ts';
import { inMemoryVault } from '../../test/support/in-memory-vault.ts';
import { NEIXIANG, XIXIA } from '../../test/support/log-contract.ts';
import { startTestDynamo, useTestDynamo, type TestDynamo } from '../../test/support/local-dynamo.ts';
import { dynamoVault } from './dynamo-vault.ts';
import { localSealer } from './local-sealer.ts';

const refOf = (name: string) => `person:${name}:${randomBytes(4).toString('hex')}` as VaultRef;
const LI = {
  applicant: { name: '李小花', idNo: '411323199001011234', phone: '13800000000' },
  form: { 备注: '𠮷' },
};

const describeVault = (name: string, start: () => Promise<{ vault: Vault; stop(): Promise<void> }>) => {
  describe(`vault on ${name}`, () => {
    let under: Awaited<ReturnType<typeof start>>;
    beforeAll(async () => {
      under = await start();
    }, 60_000);
    afterAll(() => under.stop());

    it('gives back what was put, to its hall alone', async () => {
      const ref = refOf('a');
      expect(await under.vault.for(XIXIA).putOnce(ref, LI, { matter: 'm' })).toEqual({ matter: 'm' });
      expect(await under.vault.for(XIXIA).get(ref)).toEqual(LI);
      expect(await under.vault.for(NEIXIANG).get(ref)).toBeUndefined();
      expect(await under.vault.for(XIXIA).get(refOf('b'))).toBeUndefined();
    });

    it('keeps what came first and tells the second comer about it', async () => {
      const ref = refOf('a');
      await under.vault.for(XIXIA).putOnce(ref, LI, { no: '1' });
      expect(await under.vault.for(XIXIA).putOnce(ref, { other: true }, { no: '2' })).toEqual({ no: '1' });
      expect(await under.vault.for(XIXIA).get(ref)).toEqual(LI);
    });

    it('第47条: erases the content for good and never gives the reference to anybody else', async () => {
      const ref = refOf('a');
      await under.vault.for(XIXIA).putOnce(ref, LI, { no: '1' });
      await under.vault.for(XIXIA).erase(ref);
      await under.vault.for(XIXIA).erase(ref);
      expect(await under.vault.for(XIXIA).get(ref)).toBeUndefined();
      expect(await under.vault.for(XIXIA).putOnce(ref, LI, { no: '2' })).toEqual({ no: '1' });
      expect(await under.vault.for(XIXIA).get(ref)).toBeUndefined();
    });

    it('tells what an item is about, also once it is erased, to its hall alone', async () => {
      const ref = refOf('a');
      expect(await under.vault.for(XIXIA).aboutOf(ref)).toBeUndefined();
      await under.vault.for(XIXIA).putOnce(ref, LI, { no: '1' });
      await under.vault.for(XIXIA).erase(ref);
      expect(await under.vault.for(XIXIA).aboutOf(ref)).toEqual({ no: '1' });
      expect(await under.vault.for(NEIXIANG).aboutOf(ref)).toBeUndefined();
    });

    it('has nothing to erase where nothing is, and leaves nothing there', async () => {
      const ref = refOf('a');
      await under.vault.for(XIXIA).erase(ref);
      await under.vault.for(XIXIA).putOnce(ref, LI, {});
      expect(await under.vault.for(XIXIA).get(ref)).toEqual(LI);
    });
  });
};

const onDynamo = async (starting: Promise<TestDynamo>) => {
  const dynamo = await starting;
  const vault = dynamoVault(dynamo.client, dynamo.tables.vault, localSealer(randomBytes(32)));
  return { vault, stop: () => dynamo.stop() };
};

describeVault('memory', () => Promise.resolve({ vault: inMemoryVault(), stop: () => Promise.resolve() }));
describeVault('dynalite', () => onDynamo(startTestDynamo()));
const dynamoDbLocal = process.env['DYNAMODB_LOCAL_URL'];
if (dynamoDbLocal) describeVault('DynamoDB Local', () => onDynamo(useTestDynamo(dynamoDbLocal)));

describe('items of the vault', () => {
  let dynamo: TestDynamo;
  beforeAll(async () => {
    dynamo = await startTestDynamo();
  });
  afterAll(() => dynamo.stop());

  const itemOf = async (ref: VaultRef) => {
    const Key = { pk: { S: `${XIXIA}#vault` }, sk: { S: ref } };
    const { Item } = await dynamo.client.send(new GetItemCommand({ TableName: dynamo.tables.vault, Key }));
    return Item!;
  };

  it('第51条: hold nothing readable of the person (property)', async () => {
    const vault = dynamoVault(dynamo.client, dynamo.tables.vault, localSealer(randomBytes(32)));
    const text = fc.string({ unit: 'grapheme', minLength: 6, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(text, async (secret) => {
        const ref = refOf('p');
        await vault.for(XIXIA).putOnce(ref, { secret }, { kind: 'person' });
        const item = await itemOf(ref);
        const bytes = Buffer.concat([Buffer.from(item['ciphertext']!.B!), Buffer.from(JSON.stringify(item))]);
        expect(item['ciphertext']?.B?.length).toBeGreaterThan(0);
        expect(bytes.includes(Buffer.from(secret))).toBe(false);
        expect(await vault.for(XIXIA).get(ref)).toEqual({ secret });
      }),
      { numRuns: 40 },
    );
  });

  it('do not open elsewhere: another hall, another reference, another key, another content', async () => {
    const vault = dynamoVault(dynamo.client, dynamo.tables.vault, localSealer(randomBytes(32)));
    const ref = refOf('a');
    await vault.for(XIXIA).putOnce(ref, LI, {});
    const item = await itemOf(ref);
    const put = (changed: object) =>
      dynamo.client.send(
        new PutItemCommand({ TableName: dynamo.tables.vault, Item: { ...item, ...changed } }),
      );

    await put({ pk: { S: `${NEIXIANG}#vault` } });
    await expect(vault.for(NEIXIANG).get(ref)).rejects.toThrow(VaultSealError);
    const other = refOf('b');
    await put({ sk: { S: other } });
    await expect(vault.for(XIXIA).get(other)).rejects.toThrow(VaultSealError);
    const stranger = dynamoVault(dynamo.client, dynamo.tables.vault, localSealer(randomBytes(32)));
    await expect(stranger.for(XIXIA).get(ref)).rejects.toThrow(VaultSealError);
    const bytes = Buffer.from(item['ciphertext']!.B!);
    bytes[bytes.length - 1]! ^= 1;
    await put({ ciphertext: { B: bytes } });
    await expect(vault.for(XIXIA).get(ref)).rejects.toThrow(VaultSealError);
  });

  it('are never the same bytes twice', async () => {
    const sealer = localSealer(randomBytes(32));
    const context = { tenant: XIXIA, ref: 'r' };
    const [one, two] = await Promise.all([
      sealer.seal(context, Buffer.from('x')),
      sealer.seal(context, Buffer.from('x')),
    ]);
    expect(Buffer.from(one.ciphertext).equals(two.ciphertext)).toBe(false);
  });

  it('are not sealed with a key of another length', () => {
    expect(() => localSealer(randomBytes(16))).toThrow(RangeError);
  });
});
