import { deviceAggregate, type DeviceState, type EnrolledDevice } from '../../shared/domain/device/device.ts';
import { upcast } from '../../shared/domain/upcast.ts';
import type { Projection } from '../../shared/ports/views.ts';

/** A device of the registry. */
export interface DeviceRow extends EnrolledDevice {
  readonly name: string;
}

/** The one list of a hall's devices, `list1`. */
export const DEVICE_LIST = 'devices';

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
    return {
      data: { ...(state as EnrolledDevice), refused: [], name: stream.id },
      lists: { list1: { partition: DEVICE_LIST, sort: stream.id } },
    };
  },
};
