import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { inMemoryLog, type InMemoryLog } from '../../test/support/in-memory-log.ts';
import { inMemoryVault } from '../../test/support/in-memory-vault.ts';
import { NEIXIANG, XIXIA } from '../../test/support/log-contract.ts';
import type { ActorRecord } from '../kernel/actor.ts';
import type { Subject, VaultRef } from '../kernel/ids.ts';
import { instantOf } from '../kernel/instant.ts';
import { disclose, DisclosureError, erasePerson, person, type Disclosing } from './disclose.ts';
import { VersionConflictError, type EventLog } from './event-log.ts';
import { Streams } from './handle-command.ts';
import type { Vault } from './vault.ts';

const REF = 'person:1' as VaultRef;
const clerk: ActorRecord = { sub: 'u-1' as Subject, roles: ['clerk'], tenant: XIXIA, name: '李窗口' };
const at = instantOf(1_795_311_000_000);
const later = instantOf(1_795_311_000_001);
const reading = { reader: clerk, purpose: 'review', at };
const erasure = { by: clerk, reason: 'requested', at: later };

const streamsOn = (log: EventLog) => new Streams(log, { now: () => at });

describe('disclose', () => {
  let log: InMemoryLog;
  let vault: Vault;
  let on: Disclosing;
  beforeEach(async () => {
    log = inMemoryLog();
    vault = inMemoryVault();
    on = { streams: streamsOn(log), vault };
    await vault.for(XIXIA).putOnce(REF, { name: '李小花' }, {});
  });

  it('第51条: records reader and purpose of every reading', async () => {
    expect(await disclose(on, XIXIA, REF, reading)).toEqual({ name: '李小花' });
    expect(await disclose(on, XIXIA, REF, { ...reading, at: later })).toEqual({ name: '李小花' });
    expect(log.all().map(({ stream, actor, events }) => ({ stream, sub: actor.sub, events }))).toEqual(
      [1, 2].map(() => ({
        stream: { aggregate: 'person', id: REF },
        sub: 'u-1',
        events: [{ type: 'PersonRead', data: { purpose: 'review' } }],
      })),
    );
  });

  it('records before it opens, and opens nothing that it could not record', async () => {
    const order: string[] = [];
    const watched = (append: () => Promise<never> | undefined): Disclosing => ({
      streams: streamsOn({
        for: (tenant) => ({
          read: (...args) => log.for(tenant).read(...args),
          append: (...args) => {
            order.push('append');
            return append() ?? log.for(tenant).append(...args);
          },
        }),
      }),
      vault: {
        for: (tenant) => ({
          ...vault.for(tenant),
          get: (ref) => {
            order.push('open');
            return vault.for(tenant).get(ref);
          },
        }),
      },
    });
    await disclose(
      watched(() => undefined),
      XIXIA,
      REF,
      reading,
    );
    expect(order.splice(0)).toEqual(['append', 'open']);
    const failing = watched(() => Promise.reject(new Error('store is down')));
    await expect(disclose(failing, XIXIA, REF, { ...reading, at: later })).rejects.toThrow('store is down');
    const contested = watched(() => Promise.reject(new VersionConflictError('always')));
    await expect(disclose(contested, XIXIA, REF, { ...reading, at: later })).rejects.toThrow(
      VersionConflictError,
    );
    expect(order).not.toContain('open');
  });

  it('takes the same reader, purpose and instant for one reading', async () => {
    await disclose(on, XIXIA, REF, reading);
    expect(await disclose(on, XIXIA, REF, reading)).toEqual({ name: '李小花' });
    expect(log.all()).toHaveLength(1);
  });

  it('第47条: erases on request: the person is gone, the record of it stays', async () => {
    await disclose(on, XIXIA, REF, reading);
    await erasePerson(on, XIXIA, REF, erasure);
    expect(await vault.for(XIXIA).get(REF)).toBeUndefined();
    expect(await disclose(on, XIXIA, REF, { ...reading, at: instantOf(1_795_311_000_002) })).toBeUndefined();
    expect(log.all().flatMap(({ events }) => events.map(({ type }) => type))).toEqual([
      'PersonRead',
      'PersonErased',
    ]);
  });

  it('第47条: gives nothing after the erasure even where the removal failed, and a repeat finishes it', async () => {
    const broken: Vault = {
      for: (tenant) => ({ ...vault.for(tenant), erase: () => Promise.reject(new Error('store is down')) }),
    };
    await expect(erasePerson({ ...on, vault: broken }, XIXIA, REF, erasure)).rejects.toThrow('store is down');
    expect(await disclose(on, XIXIA, REF, { ...reading, at: later })).toBeUndefined();
    await erasePerson(on, XIXIA, REF, { ...erasure, at: instantOf(1_795_311_000_009) });
    expect(await vault.for(XIXIA).get(REF)).toBeUndefined();
    expect(log.all()).toHaveLength(1);
  });

  it('gives nothing to another hall', async () => {
    expect(await disclose(on, NEIXIANG, REF, reading)).toBeUndefined();
  });

  it('faults when the record clashes with another request of the same key', async () => {
    const taken = { at, actor: clerk, key: `erase:u-1:${later}`, digest: 'something else' };
    await on.streams.execute(XIXIA, person, REF, taken, { type: 'read', purpose: 'review' });
    await expect(erasePerson(on, XIXIA, REF, erasure)).rejects.toThrow(DisclosureError);
    expect(await vault.for(XIXIA).get(REF)).toEqual({ name: '李小花' });
  });

  it('第51条: puts nothing of the person into the log (property)', async () => {
    const secret = fc
      .string({ unit: 'grapheme', minLength: 5, maxLength: 30 })
      .filter((text) => text.trim().length > 4);
    const party = fc.record({ name: secret, idNo: secret, phone: secret, address: secret, opinion: secret });
    let serial = 0;
    await fc.assert(
      fc.asyncProperty(party, async (content) => {
        const own = inMemoryLog();
        const ref = `person:p${(serial += 1)}` as VaultRef;
        const here = { streams: streamsOn(own), vault };
        await vault.for(XIXIA).putOnce(ref, content, {});
        expect(await disclose(here, XIXIA, ref, reading)).toEqual(content);
        await erasePerson(here, XIXIA, ref, erasure);
        const written = JSON.stringify(own.all().map((commit) => ({ ...commit, hash: '', prev: '' })));
        const texts = Object.values(content).map((text) => JSON.stringify(text).slice(1, -1));
        const known = JSON.stringify([reading, erasure, REF]);
        for (const text of texts) expect(written.includes(text) && !known.includes(text)).toBe(false);
      }),
      { numRuns: 100 },
    );
  });
});
