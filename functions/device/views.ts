import type { DeviceKind } from '../../shared/contracts/devices.ts';
import { deviceAggregate, type DeviceState, type EnrolledDevice } from '../../shared/domain/device/device.ts';
import { upcast } from '../../shared/domain/upcast.ts';
import type { Projection } from '../../shared/ports/views.ts';

/** A device of the registry. */
export interface DeviceRow extends EnrolledDevice {
  readonly name: string;
}

/** Every device of a hall, `list1`. */
export const DEVICE_LIST = 'devices';

/** The devices of one kind, `list2`, and those that stand at one window, `list3`. */
export const kindList = (kind: DeviceKind): string => `${DEVICE_LIST}#${kind}`;
export const windowList = (window: string): string => `${DEVICE_LIST}@${window}`;

const NONE: DeviceState = { status: 'none' };

/** 设备登记簿 (B17, C46): every stream of a device begins with its enrolment. */
export const deviceRows: Projection<DeviceRow> = {
  view: 'device',
  aggregate: 'device',
  project: (before, { at, actor, version, events, stream }) => {
    const { evolve, upcasters } = deviceAggregate.decider;
    const state = events.reduce<DeviceState>(
      (current, event) => evolve(current, upcast(upcasters, event), { at, actor, version }),
      before ?? NONE,
    );
    const device = state as EnrolledDevice;
    const { id: sort } = stream;
    const { kind, window } = device;
    return {
      data: { ...device, refused: [], name: sort },
      lists: {
        list1: { partition: DEVICE_LIST, sort },
        list2: { partition: kindList(kind), sort },
        ...(window === undefined ? {} : { list3: { partition: windowList(window), sort } }),
      },
    };
  },
};
