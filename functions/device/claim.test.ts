import { rootCertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { deviceAggregate } from '../../shared/domain/device/device.ts';
import type { Subject, TenantCode } from '../../shared/kernel/ids.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { Streams } from '../../shared/ports/handle-command.ts';
import { inMemoryLog } from '../../test/support/in-memory-log.ts';
import { answerClaim } from './claim.ts';

const HALL = '411323' as TenantCode;
const clock = { now: () => '2026-11-23T01:00:00.000Z' as Instant };
const [pem = ''] = rootCertificates;

const enrolled = async () => {
  const streams = new Streams(inMemoryLog(), clock);
  const actor = { sub: 'admin' as Subject, roles: ['admin'], tenant: HALL } as const;
  const envelope = { at: clock.now(), actor, key: 'k', digest: 'd' };
  const profile = { kind: 'kiosk', place: { kind: 'bank' }, serial: 'SN-1', claim: true } as const;
  await streams.execute(HALL, deviceAggregate, 'bank-1', envelope, { type: 'enrol', profile });
  return answerClaim({ streams, clock, secret: new Uint8Array(32) });
};
const asked = (change: object = {}, certificateId = 'c0ffee') => ({
  certificateId,
  certificatePem: pem,
  parameters: { Tenant: HALL, Device: 'bank-1', SerialNumber: 'SN-1', ...change },
});

describe('fleet provisioning', () => {
  it('lets an enrolled serial number through, and says itself what kind of device it is', async () => {
    const answer = await (await enrolled())(asked({ Kind: 'display' }));
    expect(answer).toMatchObject({
      allowProvisioning: true,
      parameterOverrides: { Kind: 'kiosk', Tenant: HALL },
    });
  });

  it('answers a repetition alike, and a second certificate with no', async () => {
    const answer = await enrolled();
    await answer(asked());
    expect((await answer(asked())).allowProvisioning).toBe(true);
    expect((await answer(asked({}, 'another'))).allowProvisioning).toBe(false);
  });

  it('refuses everybody else', async () => {
    const answer = await enrolled();
    for (const wrong of [
      { SerialNumber: 'SN-2' },
      { Device: 'bank-2' },
      { Tenant: '411323101' },
      { Tenant: 'x' },
    ])
      expect((await answer(asked(wrong))).allowProvisioning, JSON.stringify(wrong)).toBe(false);
    expect((await answer(undefined)).allowProvisioning).toBe(false);
  });
});
