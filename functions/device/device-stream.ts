import type { Context } from 'hono';
import { z } from 'zod';
import { TenantParam } from '../../shared/contracts/common.ts';
import { DeviceName, type DeviceKind } from '../../shared/contracts/devices.ts';
import {
  deviceAggregate,
  type DeviceCommand,
  type EnrolledDevice,
} from '../../shared/domain/device/device.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import type { Envelope } from '../../shared/ports/handle-command.ts';
import type { AppEnv } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { etagOf } from '../runtime/envelope.ts';
import { allOf } from '../runtime/lists.ts';
import { notFound, RefusedError } from '../runtime/problems.ts';
import { kindList, type DeviceRow } from './views.ts';

export const HallParams = z.object({ tenant: TenantParam });
export const DeviceParams = HallParams.extend({ name: DeviceName });

/** Runs a command on a device of the caller's hall; answers how it stands then. */
export const execute = async (
  c: Context<AppEnv>,
  deps: Deps,
  name: string,
  envelope: Envelope,
  command: DeviceCommand,
): Promise<EnrolledDevice> => {
  const { tenant } = c.get('actor');
  const result = await deps.streams.execute(tenant, deviceAggregate, name, envelope, command);
  if (!result.ok) throw new RefusedError(result.refusal);
  const { state, version } = result.value;
  if (state.status === 'none') throw notFound();
  c.header('etag', etagOf(version));
  return state;
};

/** All devices of one kind, by name. */
export const devicesOfKind = (
  { views }: Pick<Deps, 'views'>,
  tenant: TenantCode,
  kind: DeviceKind,
): Promise<readonly DeviceRow[]> =>
  allOf<DeviceRow>(views.for(tenant), { list: 'list2', partition: kindList(kind) });

/** One of them, as it is now. */
export const deviceOfKind = async (
  { streams }: Pick<Deps, 'streams'>,
  tenant: TenantCode,
  name: string,
  kind: DeviceKind,
): Promise<EnrolledDevice> => {
  const { state } = await streams.load(tenant, deviceAggregate, name);
  if (state.status === 'none' || state.kind !== kind) throw notFound();
  return state;
};
