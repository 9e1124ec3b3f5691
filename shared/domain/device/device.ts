import { epochMsOf, instantOf, type Instant } from '../../kernel/instant.ts';
import { ok, refuse, type Refusal, type Result } from '../../kernel/result.ts';
import type { CommitMeta, Decider } from '../decider.ts';
import { viewingsAfter, type Viewing } from './camera.ts';
import type {
  CameraWatched,
  CertificateIssued,
  DeviceEnrolled,
  DeviceEvent,
  DeviceProfile,
  InCell,
  MessageRefused,
  Report,
} from './events.ts';
import { decideLocker, stowedAfter, type Locker, type LockerCommand, type LockerRefusal } from './locker.ts';

interface Certificate extends CertificateIssued {
  readonly issuedAt: Instant;
}

export interface EnrolledDevice extends DeviceProfile, Locker {
  readonly status: 'enrolled' | 'active' | 'revoked';
  readonly claim?: true;
  readonly enrolledAt: Instant;
  /** In use, the oldest first. */
  readonly certificates: readonly Certificate[];
  readonly firstSeenAt?: Instant;
  readonly reported?: Report & { readonly at: Instant };
  /** Milliseconds online up to the last report. */
  readonly onlineMs: number;
  /** The last messages that were refused, the oldest first. */
  readonly refused?: readonly (MessageRefused & { readonly at: Instant })[];
  /** What was collected last: the answer to the code, also when it is repeated. */
  readonly collected?: InCell;
  /** Who looked at a camera, the oldest first. */
  readonly viewings?: readonly Viewing[];
}

export type DeviceState = { readonly status: 'none' } | EnrolledDevice;

export type DeviceCommand =
  | { readonly type: 'enrol'; readonly profile: DeviceEnrolled }
  | { readonly type: 'certify'; readonly certificate: CertificateIssued }
  /** It asks for a certificate with the claim certificate of its maker. */
  | { readonly type: 'claim'; readonly serial: string; readonly certificate: CertificateIssued }
  | { readonly type: 'report'; readonly certificate: string; readonly report: Report; readonly now: Instant }
  | ({ readonly type: 'note-refusal' } & MessageRefused)
  | ({ readonly type: 'watch' } & CameraWatched)
  | LockerCommand
  | { readonly type: 'revoke'; readonly reason?: string };

export type DeviceRefusal =
  Refusal<'not-found' | 'device-exists' | 'device-revoked' | 'claim-refused' | 'not-allowed'> | LockerRefusal;
type Decision = Result<readonly DeviceEvent[], DeviceRefusal>;
type CommandOf<Type extends DeviceCommand['type']> = Extract<DeviceCommand, { type: Type }>;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** So often an unchanged status is written down all the same: what `lastSeen` may be off by. */
const SIGN_OF_LIFE_MS = 30 * MINUTE_MS;
/** Silent for so long, it is taken to be off, even if it did not say so. */
const SILENT_MS = 90 * MINUTE_MS;
const RENEW_BEFORE_MS = 60 * DAY_MS;
/** The one in use and the one that takes its place. */
const MOST_CERTIFICATES = 2;
/** A device repeats the oldest message without an answer; those before these have long been answered. */
const MOST_REFUSED = 200;

const emit = (...events: readonly DeviceEvent[]): Decision => ok(events);

/** A certificate of the device that may be used now. */
export const isInUse = (device: DeviceState, certificate: string): device is EnrolledDevice =>
  device.status !== 'none' &&
  device.status !== 'revoked' &&
  device.certificates.some(({ id }) => id === certificate);

/** Connected as far as anybody knows: it said so, and not too long ago. */
export const isOnline = ({ reported }: EnrolledDevice, now: Instant): boolean =>
  reported?.online === true && epochMsOf(now) - epochMsOf(reported.at) < SILENT_MS;

/** Share of the time since it first came that it was online, from 0 to 1. */
export const uptimeOf = (device: EnrolledDevice, now: Instant): number | undefined => {
  const { firstSeenAt, reported, onlineMs } = device;
  if (firstSeenAt === undefined || !reported) return undefined;
  const sinceReport = isOnline(device, now) ? Math.max(0, epochMsOf(now) - epochMsOf(reported.at)) : 0;
  const all = epochMsOf(now) - epochMsOf(firstSeenAt);
  return all <= 0 ? 1 : Math.min(1, (onlineMs + sinceReport) / all);
};

/** When its newest certificate ends. */
export const expiryOf = ({ certificates }: EnrolledDevice): Instant | undefined =>
  certificates.at(-1)?.expires;

/** From when on the newest certificate should be replaced. */
export const renewalOf = (device: EnrolledDevice): Instant | undefined => {
  const expires = expiryOf(device);
  return expires === undefined ? undefined : instantOf(epochMsOf(expires) - RENEW_BEFORE_MS);
};

const enrol = ({ profile }: CommandOf<'enrol'>, state: DeviceState): Decision =>
  state.status === 'none' || state.status === 'revoked'
    ? emit({ type: 'DeviceEnrolled', data: profile })
    : refuse('device-exists', '已有同名设备；更换证书请用 rotate');

const retired = ({ id }: Certificate): DeviceEvent => ({ type: 'CertificateRetired', data: { id } });

const certify = ({ certificate }: CommandOf<'certify'>, { certificates }: EnrolledDevice): Decision =>
  emit(...certificates.slice(0, 1 - MOST_CERTIFICATES).map(retired), {
    type: 'CertificateIssued',
    data: certificate,
  });

/** The allow-list of fleet provisioning: enrolled for it, with this serial number, and without a certificate so far. */
const claim = ({ serial, certificate }: CommandOf<'claim'>, device: EnrolledDevice): Decision => {
  const { certificates } = device;
  if (!device.claim || device.serial !== serial) return refuse('claim-refused', '序列号不在登记之列');
  if (certificates.length === 0) return emit({ type: 'CertificateIssued', data: certificate });
  return certificates.some(({ id }) => id === certificate.id)
    ? emit()
    : refuse('claim-refused', '证书已经申领');
};

const isNews = ({ reported }: EnrolledDevice, { online, version, paper }: Report, now: Instant): boolean =>
  reported?.online !== online ||
  reported.version !== version ||
  reported.paper !== paper ||
  epochMsOf(now) - epochMsOf(reported.at) >= SIGN_OF_LIFE_MS;

/** What it says of itself is written down where it tells something new. Whoever comes with the newest certificate needs the older ones no more. */
const report = (
  { certificate, report: said, now }: CommandOf<'report'>,
  device: EnrolledDevice,
): Decision => {
  const { certificates } = device;
  if (!isInUse(device, certificate)) return refuse('not-allowed', '证书不在使用中');
  const isNewest = certificates.at(-1)?.id === certificate;
  const events: DeviceEvent[] = isNewest ? certificates.slice(0, -1).map(retired) : [];
  if (isNews(device, said, now)) events.push({ type: 'DeviceReported', data: said });
  return emit(...events);
};

/** What was said to a message that a rule refused. */
export const refusalOf = ({ refused = [] }: EnrolledDevice, message: string): Refusal | undefined =>
  refused.find((known) => known.message === message)?.refusal;

const noteRefusal = ({ message, refusal }: CommandOf<'note-refusal'>, device: EnrolledDevice): Decision =>
  refusalOf(device, message) ? emit() : emit({ type: 'MessageRefused', data: { message, refusal } });

const watch = ({ purpose, about }: CommandOf<'watch'>, { kind }: EnrolledDevice): Decision =>
  kind === 'camera'
    ? emit({ type: 'CameraWatched', data: { purpose, ...(about === undefined ? {} : { about }) } })
    : refuse('not-found', '没有这台摄像机');

const open = (command: LockerCommand, device: EnrolledDevice): Decision =>
  device.kind === 'locker' ? decideLocker(command, device) : refuse('not-found', '没有这台取件柜');

const revoke = ({ reason }: CommandOf<'revoke'>, { certificates }: EnrolledDevice): Decision =>
  emit({
    type: 'DeviceRevoked',
    data: { certificates: certificates.map(({ id }) => id), ...(reason === undefined ? {} : { reason }) },
  });

const decide = (command: DeviceCommand, state: DeviceState): Decision => {
  if (command.type === 'enrol') return enrol(command, state);
  if (state.status === 'none') return refuse('not-found', '没有这台设备');
  if (state.status === 'revoked')
    return command.type === 'revoke' ? emit() : refuse('device-revoked', '设备已停用');
  switch (command.type) {
    case 'certify':
      return certify(command, state);
    case 'claim':
      return claim(command, state);
    case 'report':
      return report(command, state);
    case 'note-refusal':
      return noteRefusal(command, state);
    case 'watch':
      return watch(command, state);
    case 'stow':
    case 'collect':
    case 'remove':
      return open(command, state);
    case 'revoke':
      return revoke(command, state);
    default:
      return command satisfies never;
  }
};

const take = (device: EnrolledDevice, said: Report, at: Instant): EnrolledDevice => {
  const { reported, onlineMs, firstSeenAt = at } = device;
  const since = reported && isOnline(device, at) ? epochMsOf(at) - epochMsOf(reported.at) : 0;
  return { ...device, firstSeenAt, reported: { ...said, at }, onlineMs: onlineMs + Math.max(0, since) };
};

const evolveOf = (
  device: EnrolledDevice,
  event: Exclude<DeviceEvent, { type: 'DeviceEnrolled' }>,
  meta: CommitMeta,
): EnrolledDevice => {
  const { certificates } = device;
  const { at } = meta;
  switch (event.type) {
    case 'CertificateIssued':
      return {
        ...device,
        status: 'active',
        certificates: [...certificates, { ...event.data, issuedAt: at }],
      };
    case 'CertificateRetired':
      return { ...device, certificates: certificates.filter(({ id }) => id !== event.data.id) };
    case 'DeviceReported':
      return take(device, event.data, at);
    case 'MessageRefused':
      return {
        ...device,
        refused: [...(device.refused ?? []), { ...event.data, at }].slice(-MOST_REFUSED),
      };
    case 'CameraWatched':
      return { ...device, viewings: viewingsAfter(device.viewings, event.data, meta) };
    case 'ResultStowed':
    case 'ResultRemoved':
      return { ...device, stowed: stowedAfter(device.stowed, event, at) };
    case 'ResultCollected':
      return { ...device, stowed: stowedAfter(device.stowed, event, at), collected: event.data };
    case 'DeviceRevoked':
      return { ...device, status: 'revoked', certificates: [] };
    default:
      return event satisfies never;
  }
};

const evolve = (state: DeviceState, event: DeviceEvent, meta: CommitMeta): DeviceState => {
  if (event.type === 'DeviceEnrolled') {
    // What lies in a locker, and who looked at a camera, outlives the certificates.
    const { stowed = [], viewings = [] } = state.status === 'none' ? {} : state;
    return {
      ...event.data,
      ...(stowed.length > 0 ? { stowed } : {}),
      ...(viewings.length > 0 ? { viewings } : {}),
      status: 'enrolled',
      enrolledAt: meta.at,
      certificates: [],
      onlineMs: 0,
    };
  }
  return state.status === 'none' ? state : evolveOf(state, event, meta);
};

const decider: Decider<DeviceState, DeviceCommand, DeviceEvent, DeviceRefusal> = {
  initial: { status: 'none' },
  decide,
  evolve,
  upcasters: {
    DeviceEnrolled: [],
    CertificateIssued: [],
    CertificateRetired: [],
    DeviceReported: [],
    MessageRefused: [],
    CameraWatched: [],
    ResultStowed: [],
    ResultCollected: [],
    ResultRemoved: [],
    DeviceRevoked: [],
  },
};

/** 设备: one stream per device, named as the hall names it. */
export const deviceAggregate = { name: 'device', decider } as const;
