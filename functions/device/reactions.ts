import { thingName } from '../../shared/contracts/mqtt-topics.ts';
import type { DeviceEvent } from '../../shared/domain/device/events.ts';
import type { DeviceCertificates } from '../../shared/ports/device-hub.ts';
import type { Commit } from '../../shared/ports/event-log.ts';

/** The registry decides who is let in: the broker follows it. Safe to repeat. */
export const certificateReactions =
  (certificates: Pick<DeviceCertificates, 'activate' | 'withdraw' | 'disconnect'>) =>
  async ({ tenant, stream, events }: Commit): Promise<void> => {
    if (stream.aggregate !== 'device') return;
    for (const event of events as unknown as readonly DeviceEvent[]) {
      if (event.type === 'CertificateIssued') await certificates.activate(event.data.id);
      if (event.type === 'CertificateRetired') await certificates.withdraw(event.data.id);
      if (event.type !== 'DeviceRevoked') continue;
      for (const id of event.data.certificates) await certificates.withdraw(id);
      await certificates.disconnect(thingName(tenant, stream.id));
    }
  };
