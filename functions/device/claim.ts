import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { isDeviceName, thingName } from '../../shared/contracts/mqtt-topics.ts';
import { deviceAggregate } from '../../shared/domain/device/device.ts';
import { isTenantCode, type Subject } from '../../shared/kernel/ids.ts';
import { instantOf } from '../../shared/kernel/instant.ts';
import type { Deps } from '../runtime/deps.ts';
import { digestOf } from '../runtime/digest.ts';

/** What AWS IoT asks before it provisions a device that came with the claim certificate of its maker. */
export const ClaimRequest = z.object({
  certificateId: z.string(),
  certificatePem: z.string(),
  parameters: z.object({
    Tenant: z.string().refine(isTenantCode),
    Device: z.string().refine(isDeviceName),
    SerialNumber: z.string().max(64),
  }),
});

export interface ClaimAnswer {
  readonly allowProvisioning: boolean;
  /** What the template is filled with, whatever the device says of itself. */
  readonly parameterOverrides: Readonly<Record<string, string>>;
}

const REFUSED: ClaimAnswer = { allowProvisioning: false, parameterOverrides: {} };

/**
 * Lets a device through whose serial number the hall has enrolled under this name and which has no certificate yet, and
 * writes the certificate down that it gets. Everybody else is refused.
 */
export const answerClaim =
  ({ streams, clock, secret }: Pick<Deps, 'streams' | 'clock' | 'secret'>) =>
  async (asked: unknown): Promise<ClaimAnswer> => {
    const parsed = ClaimRequest.safeParse(asked);
    if (!parsed.success) return REFUSED;
    const { certificateId: id, certificatePem, parameters } = parsed.data;
    const { Tenant: tenant, Device: device, SerialNumber: serial } = parameters;
    const expires = instantOf(new X509Certificate(certificatePem).validToDate.getTime());
    const sub = thingName(tenant, device) as Subject;
    const envelope = {
      at: clock.now(),
      actor: { sub, roles: ['device'], tenant, device },
      key: `${sub} claim ${id}`,
      digest: digestOf(secret, { id, serial }),
    } as const;
    const command = { type: 'claim', serial, certificate: { id, expires } } as const;
    const result = await streams.execute(tenant, deviceAggregate, device, envelope, command);
    if (!result.ok || result.value.state.status === 'none') return REFUSED;
    const { kind } = result.value.state;
    return {
      allowProvisioning: true,
      parameterOverrides: { Tenant: tenant, Device: device, Kind: kind, SerialNumber: serial },
    };
  };
