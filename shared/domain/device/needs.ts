import type { DeviceNeed } from '../../contracts/devices.ts';
import type { Instant } from '../../kernel/instant.ts';
import { isOnline, renewalOf, type EnrolledDevice } from './device.ts';

/** Messages without an answer from which on something is wrong with the line. */
const BACKLOG = 20;

/** What an administrator has to see to (B31, C46), the most urgent first; nothing of one that was never on or is no more. */
export const needsOf = (device: EnrolledDevice, now: Instant): readonly DeviceNeed[] => {
  const { status, reported } = device;
  if (status !== 'active' || !reported) return [];
  const renewal = renewalOf(device);
  const needs: readonly (readonly [boolean, DeviceNeed])[] = [
    [!isOnline(device, now), 'offline'],
    [reported.paper === 'out', 'paper-out'],
    [reported.paper === 'low', 'paper-low'],
    [reported.spool >= BACKLOG, 'backlog'],
    [renewal !== undefined && renewal <= now, 'certificate'],
  ];
  return needs.flatMap(([isSo, need]) => (isSo ? [need] : []));
};
