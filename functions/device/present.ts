import type { DeviceView } from '../../shared/contracts/devices.ts';
import {
  expiryOf,
  isOnline,
  renewalOf,
  uptimeOf,
  type EnrolledDevice,
} from '../../shared/domain/device/device.ts';
import { needsOf } from '../../shared/domain/device/needs.ts';
import type { Instant } from '../../shared/kernel/instant.ts';

/** Four digits are enough to tell a loose plug from a dead line. */
const rounded = (share: number): number => Math.round(share * 10_000) / 10_000;

const reportOf = (device: EnrolledDevice, now: Instant) => {
  const { reported } = device;
  if (!reported) return {};
  const { version, paper, spool, at } = reported;
  const uptime = uptimeOf(device, now);
  return {
    version,
    spool,
    lastSeen: at,
    ...(paper === undefined ? {} : { paper }),
    ...(uptime === undefined ? {} : { uptime: rounded(uptime) }),
  };
};

/** A device as the registry shows it. */
export const presentDevice = (name: string, device: EnrolledDevice, now: Instant): DeviceView => {
  const { kind, zone, window, place, serial, status, enrolledAt } = device;
  const expiresAt = expiryOf(device);
  const renewal = renewalOf(device);
  return {
    name,
    kind,
    place,
    status,
    online: status === 'active' && isOnline(device, now),
    enrolledAt,
    renewDue: renewal !== undefined && renewal <= now,
    needs: [...needsOf(device, now)],
    ...(zone === undefined ? {} : { zone }),
    ...(window === undefined ? {} : { window }),
    ...(serial === undefined ? {} : { serial }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...reportOf(device, now),
  };
};
