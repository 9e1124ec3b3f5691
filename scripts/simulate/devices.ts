import { join } from 'node:path';
import { CredentialsView } from '../../shared/contracts/devices.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import type { Cable } from '../../test/support/cable.ts';
import { installProgram } from '../../test/support/device-program.ts';
import type { Stack } from '../../test/support/stack.ts';
import { asAdmin, type SimulatedHall } from './halls.ts';

interface Wanted {
  readonly name: string;
  readonly kind: 'kiosk' | 'display' | 'caller' | 'evaluator';
  readonly zone?: string;
  readonly window?: string;
}

/** A device of a hall with the folder that it lives in. */
export interface InstalledDevice extends Wanted {
  readonly tenant: TenantCode;
  readonly home: string;
  /** Its `device.json`. */
  readonly file: string;
}

/** One ticket machine for so many zones. */
const ZONES_A_KIOSK = 4;

/** What stands in a hall: ticket machines at the door, a display in each zone, caller and evaluator at each window. */
const devicesOf = ({ zones }: SimulatedHall): readonly Wanted[] => [
  ...Array.from({ length: Math.ceil(zones.length / ZONES_A_KIOSK) }, (_, index) => ({
    name: `kiosk-${index + 1}`,
    kind: 'kiosk' as const,
  })),
  ...zones.map(({ code }) => ({ name: `display-${code}`, kind: 'display' as const, zone: code })),
  ...zones.flatMap(({ windows }) =>
    windows.flatMap((window) => [
      { name: `caller-${window}`, kind: 'caller' as const, window },
      { name: `evaluator-${window}`, kind: 'evaluator' as const, window },
    ]),
  ),
];

/** Enrols a device and writes its folder; it reaches the broker by the cable of its hall. */
export const install = async (
  stack: Stack,
  tenant: TenantCode,
  { name, ...rest }: Wanted,
  { folder, cable }: { readonly folder: string; readonly cable: Cable },
): Promise<InstalledDevice> => {
  const credentials = await asAdmin(stack, tenant, 'POST', '/devices', { name, ...rest });
  const home = join(folder, tenant, name);
  const file = installProgram(home, CredentialsView.parse(credentials), cable);
  return { tenant, name, ...rest, home, file };
};

/** Enrols all devices of the hall. */
export const equip = async (
  stack: Stack,
  hall: SimulatedHall,
  place: { readonly folder: string; readonly cable: Cable },
): Promise<readonly InstalledDevice[]> => {
  const installed: InstalledDevice[] = [];
  for (const wanted of devicesOf(hall)) installed.push(await install(stack, hall.tenant, wanted, place));
  return installed;
};
