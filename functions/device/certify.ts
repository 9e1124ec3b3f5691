import type { z } from 'zod';
import type { CredentialsView } from '../../shared/contracts/devices.ts';
import { thingName } from '../../shared/contracts/mqtt-topics.ts';
import { deviceAggregate, type EnrolledDevice } from '../../shared/domain/device/device.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import type { DeviceCertificates, Thing } from '../../shared/ports/device-hub.ts';
import type { Envelope } from '../../shared/ports/handle-command.ts';
import type { Deps } from '../runtime/deps.ts';
import { notFound, RefusedError } from '../runtime/problems.ts';

type Credentials = z.infer<typeof CredentialsView>;

/** The device as the broker is to know it. */
const thingOf = (tenant: TenantCode, device: string, { kind }: EnrolledDevice): Thing => ({
  name: thingName(tenant, device),
  tenant,
  attributes: { tenant, device, kind },
});

const keyShown = () =>
  new RefusedError({
    code: 'key-shown-once',
    message: '证书已经签发，私钥不再显示；未收到时请以新的 Idempotency-Key 更换证书',
  });

/**
 * Makes a certificate for an enrolled device and writes it down; from then on it lets the device in. The key is in the
 * answer and nowhere else, so a repeated request is refused with `key-shown-once`.
 */
export const certify = async (
  { streams, certificates }: Pick<Deps, 'streams'> & { readonly certificates: DeviceCertificates },
  tenant: TenantCode,
  device: string,
  envelope: Envelope,
): Promise<Credentials> => {
  const { state, keys } = await streams.load(tenant, deviceAggregate, device);
  if (state.status === 'none') throw notFound();
  if (state.status === 'revoked') throw new RefusedError({ code: 'device-revoked', message: '设备已停用' });
  const key = `${envelope.key} certificate`;
  if (keys.has(key)) throw keyShown();
  const thing = thingOf(tenant, device, state);
  const { id, expires, ...pem } = await certificates.issue(thing);
  const result = await streams.execute(
    tenant,
    deviceAggregate,
    device,
    { ...envelope, key, digest: `${envelope.digest} ${id}` },
    { type: 'certify', certificate: { id, expires } },
  );
  if (!result.ok) throw result.refusal.code === 'key-reused' ? keyShown() : new RefusedError(result.refusal);
  const endpoint = await certificates.endpoint();
  return { name: device, clientId: thing.name, endpoint, ...pem, expiresAt: expires };
};
