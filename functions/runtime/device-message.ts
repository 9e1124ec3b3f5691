import type {
  Board,
  DeviceConfig,
  DownCall,
  DownEvaluation,
  DownPickup,
  DownTicket,
} from '../../shared/contracts/mqtt.ts';
import { thingName } from '../../shared/contracts/mqtt-topics.ts';
import type { DeviceKind } from '../../shared/contracts/devices.ts';
import type { EnrolledDevice } from '../../shared/domain/device/device.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import type { Subject, TenantCode } from '../../shared/kernel/ids.ts';
import { epochMsOf, instantOf, type Instant } from '../../shared/kernel/instant.ts';
import type { Envelope } from '../../shared/ports/handle-command.ts';
import { recordOf } from './claims.ts';
import type { Deps } from './deps.ts';
import { digestOf } from './digest.ts';
import { RefusedError } from './problems.ts';

/** A device that speaks, as the register has it now. */
export interface Speaker {
  readonly tenant: TenantCode;
  readonly name: string;
  readonly device: EnrolledDevice;
  /** Id of the certificate that it came with. */
  readonly certificate: string;
}

/** What a message is about, without what every message carries. */
export type BodyOf<Message> = Omit<Message, 'id' | 'at' | 'v' | 'replyTo' | 'problem'>;
export type TicketAnswer = BodyOf<DownTicket>;
export type CallAnswer = BodyOf<DownCall>;
export type PickupAnswer = BodyOf<DownPickup>;
export type EvaluationAnswer = BodyOf<DownEvaluation>;
export type BoardBody = BodyOf<Board>;
export type ConfigBody = BodyOf<DeviceConfig>;

/** The device as whoever acts: of its hall, at its window. */
export const actorOfDevice = ({ tenant, name, device }: Speaker): Actor => ({
  sub: thingName(tenant, name) as Subject,
  name: '',
  tenant,
  roles: ['device'],
  ...(device.window === undefined ? {} : { windows: [device.window] }),
});

/** What a message brings besides its command: its id is the key by which a repetition is known. */
export const envelopeOfMessage = (
  { clock, secret }: Pick<Deps, 'clock' | 'secret'>,
  speaker: Speaker,
  message: { readonly id: string },
): Envelope => {
  const actor = actorOfDevice(speaker);
  return {
    at: clock.now(),
    actor: { ...recordOf(actor), device: speaker.name },
    key: `${actor.sub} ${message.id}`,
    digest: digestOf(secret, message),
  };
};

/** @throws RefusedError unless the device is of the kind that does such things. */
export const mustBe = ({ device }: Speaker, kind: DeviceKind): void => {
  if (device.kind !== kind) throw new RefusedError({ code: 'not-allowed', message: '不是这类设备的事' });
};

/** When the device says that it happened; a clock that is fast does not reach into the future. */
export const saidAt = ({ at }: { readonly at: string }, now: Instant): Instant =>
  instantOf(Math.min(epochMsOf(at as Instant), epochMsOf(now)));
