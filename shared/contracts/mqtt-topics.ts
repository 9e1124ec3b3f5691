import { isTenantCode, type TenantCode } from '../kernel/ids.ts';

/** What devices tell the hall. */
export const UP_KINDS = ['ticket', 'call', 'evaluation', 'pickup', 'status'] as const;
export type UpKind = (typeof UP_KINDS)[number];

/** What the hall tells one device: the answers, what it is to offer, and whom to ask for an evaluation. */
export const DOWN_KINDS = ['ticket', 'call', 'evaluation', 'pickup', 'config', 'invitation'] as const;
export type DownKind = (typeof DOWN_KINDS)[number];

/** In the place of a device, the hall itself: no device may be called so. */
export const HALL_LEVEL = 'hall';

const DEVICE_NAME = /^[0-9A-Za-z][0-9A-Za-z_-]{0,39}$/;

export const isDeviceName = (text: string): boolean => DEVICE_NAME.test(text) && text !== HALL_LEVEL;

export const upTopic = (tenant: string, device: string, kind: UpKind): string =>
  `ow/${tenant}/${device}/up/${kind}`;
export const downTopic = (tenant: string, device: string, kind: DownKind): string =>
  `ow/${tenant}/${device}/down/${kind}`;
export const boardTopic = (tenant: string, zone: string): string =>
  `ow/${tenant}/${HALL_LEVEL}/${zone}/board`;

/** The name of a device in the whole installation, which is its MQTT client id: `411323-kiosk-1`. */
export const thingName = (tenant: string, device: string): string => `${tenant}-${device}`;

/** The device that a client id or the common name of a certificate stands for. */
export const parseThingName = (thing: string): { tenant: TenantCode; device: string } | undefined => {
  const [tenant = '', ...rest] = thing.split('-');
  const device = rest.join('-');
  return isTenantCode(tenant) && isDeviceName(device) ? { tenant, device } : undefined;
};

export interface UpAddress {
  readonly tenant: TenantCode;
  readonly device: string;
  readonly kind: UpKind;
}

/** Basic ingest: `$aws/rules/{rule}/` before a topic hands the message to the rule alone. */
const BASIC_INGEST = /^\$aws\/rules\/[0-9A-Za-z_]+\//;

const isUpKind = (text: string): text is UpKind => (UP_KINDS as readonly string[]).includes(text);

/** Who speaks on an `up` topic, or none when it is another topic. */
export const parseUpTopic = (topic: string): UpAddress | undefined => {
  const [root, tenant = '', device = '', up, kind = '', ...more] = topic.replace(BASIC_INGEST, '').split('/');
  const isUp = root === 'ow' && up === 'up' && more.length === 0;
  if (!isUp || !isTenantCode(tenant) || !isDeviceName(device) || !isUpKind(kind)) return undefined;
  return { tenant, device, kind };
};
