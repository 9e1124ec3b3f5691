import type { DeviceConfig } from '../../shared/contracts/mqtt.ts';
import { downTopic, thingName } from '../../shared/contracts/mqtt-topics.ts';
import { isOnline, renewalOf, type EnrolledDevice } from '../../shared/domain/device/device.ts';
import { queueAggregate, queueStream } from '../../shared/domain/queue/queue.ts';
import type { Zone } from '../../shared/domain/tenant/hall.ts';
import type { Subject, TenantCode } from '../../shared/kernel/ids.ts';
import { dayFromNumber, dayNumberAt, dayOf, type Day, type Instant } from '../../shared/kernel/instant.ts';
import type { DeviceMessages } from '../../shared/ports/device-hub.ts';
import type { Commit } from '../../shared/ports/event-log.ts';
import type { Deps } from '../runtime/deps.ts';
import type { ConfigBody } from '../runtime/device-message.ts';
import { loadHall } from '../runtime/hall.ts';
import { allOf } from '../runtime/lists.ts';
import { messageId } from '../runtime/message-id.ts';
import { loadZones } from '../runtime/zones.ts';
import { DEVICE_LIST, type DeviceRow } from './views.ts';

export type ConfigDeps = Pick<Deps, 'streams' | 'clock' | 'secret'> & { readonly messages: DeviceMessages };

/** A device of a hall. */
export interface Enrolled {
  readonly tenant: TenantCode;
  readonly name: string;
  readonly device: EnrolledDevice;
}

/** Today and the days that the line may stay cut. */
const OFFLINE_DAYS = 4;

/** Numbers of one zone and day for this kiosk alone; the first to ask reserves them. */
const leaseOf = async (
  deps: ConfigDeps,
  { tenant, name }: Enrolled,
  zone: Zone,
  day: Day,
  now: Instant,
): Promise<ConfigBody['offline']> => {
  const sub = thingName(tenant, name) as Subject;
  const envelope = {
    at: now,
    actor: { sub, roles: ['device'], tenant, device: name },
    key: `${sub} offline`,
    digest: sub,
  } as const;
  const stream = queueStream(zone.code, day);
  const known = (await deps.streams.load(tenant, queueAggregate, stream)).state.offline.get(name);
  if (known) return [{ day, zone: zone.code, prefix: zone.prefix, first: known.first, last: known.last }];
  const { settings: rules } = await loadHall(deps, tenant);
  const command = { type: 'lease-offline', device: name, now, zone, rules } as const;
  const result = await deps.streams.execute(tenant, queueAggregate, stream, envelope, command);
  const leased = result.ok ? result.value.state.offline.get(name) : undefined;
  return leased
    ? [{ day, zone: zone.code, prefix: zone.prefix, first: leased.first, last: leased.last }]
    : [];
};

/** Leased numbers of the zones that a kiosk serves, for today and the days to come. */
const offlineOf = async (
  deps: ConfigDeps,
  enrolled: Enrolled,
  zones: readonly Zone[],
  now: Instant,
): Promise<ConfigBody['offline']> => {
  if (enrolled.device.kind !== 'kiosk') return [];
  const today = dayNumberAt(now);
  const days = Array.from({ length: OFFLINE_DAYS }, (_, index) => dayFromNumber(today + index));
  const leases = await Promise.all(
    zones.flatMap((zone) => days.map((day) => leaseOf(deps, enrolled, zone, day, now))),
  );
  return leases.flat();
};

/** Whoever stands at a window belongs to the zone of the window. */
const zoneOf = (zones: readonly Zone[], window: string | undefined): string | undefined =>
  zones.find(({ windows }) => windows.some(({ id }) => id === window))?.code;

/** To which a caller may transfer whoever is at its own. */
const windowsBeside = (zones: readonly Zone[], own: string | undefined): string[] =>
  zones.flatMap(({ windows }) => windows.map(({ id }) => id)).filter((id) => id !== own);

/** What the device is to offer and to know. */
const configOf = async (deps: ConfigDeps, enrolled: Enrolled, now: Instant): Promise<ConfigBody> => {
  const { tenant, name, device } = enrolled;
  const { kind, window } = device;
  const [hall, all] = await Promise.all([loadHall(deps, tenant), loadZones(deps, tenant)]);
  const own = device.zone ?? zoneOf(all, window);
  const zones = own === undefined ? all : all.filter(({ code }) => code === own);
  const renewBy = renewalOf(device);
  return {
    device: name,
    kind,
    ...(own === undefined ? {} : { zone: own }),
    ...(window === undefined ? {} : { window }),
    hall: hall.name,
    services: zones.flatMap(({ code: zone, services }) =>
      services.map(({ code, name: label }) => ({ zone, code, name: label })),
    ),
    zones: zones.map(({ code, name: label, floor }) => ({
      code,
      name: label,
      ...(floor === undefined ? {} : { floor }),
    })),
    windows: kind === 'caller' ? windowsBeside(zones, window) : [],
    hours: hall.calendar.sessionsOf(dayOf(now)).map(({ from, to }) => ({ from, to })),
    offline: await offlineOf(deps, enrolled, zones, now),
    ...(renewBy === undefined ? {} : { renewBy }),
  };
};

/** Tells a device what it is to offer; retained, so that it hears it again whenever it comes back. */
export const publishConfig = async (deps: ConfigDeps, enrolled: Enrolled, cause: string): Promise<void> => {
  const { tenant, name } = enrolled;
  const at = deps.clock.now();
  const config: DeviceConfig = {
    id: messageId(deps.secret, at, 'config', tenant, name, cause),
    at,
    v: 1,
    ...(await configOf(deps, enrolled, at)),
  };
  await deps.messages.publish(downTopic(tenant, name, 'config'), config, { retain: true });
};

/** What changes what devices are to offer. */
const ARRANGEMENTS: ReadonlySet<string> = new Set([
  'ZoneArranged',
  'HoursSet',
  'ClosureDeclared',
  'HolidayNoticePublished',
]);

/** The hall is arranged anew: every device of it that is online is told. */
export const configReaction =
  (deps: ConfigDeps & Pick<Deps, 'views'>) =>
  async ({ tenant, stream, version, events }: Commit): Promise<void> => {
    if (stream.aggregate !== 'tenant' || !events.some(({ type }) => ARRANGEMENTS.has(type))) return;
    const query = { list: 'list1', partition: DEVICE_LIST } as const;
    const now = deps.clock.now();
    for (const { name, ...device } of await allOf<DeviceRow>(deps.views.for(tenant), query)) {
      if (device.status === 'active' && isOnline(device, now))
        await publishConfig(deps, { tenant, name, device }, `hall.${version}`);
    }
  };
