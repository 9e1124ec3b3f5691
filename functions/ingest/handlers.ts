import type { UpCall, UpEvaluation, UpPickup, UpStatus, UpTicket } from '../../shared/contracts/mqtt.ts';
import { dayOf } from '../../shared/kernel/instant.ts';
import type { DeviceMessages } from '../../shared/ports/device-hub.ts';
import { publishConfig } from '../device/config.ts';
import { openByCode } from '../device/open-by-code.ts';
import { takeStatus } from '../device/status.ts';
import { evaluateByDevice } from '../evaluation/device-messages.ts';
import { publishBoard } from '../queue/board.ts';
import { takeByDevice, workByDevice } from '../queue/device-messages.ts';
import type { Deps } from '../runtime/deps.ts';
import type { Speaker } from '../runtime/device-message.ts';
import { loadZones } from '../runtime/zones.ts';

export type IngestDeps = Pick<Deps, 'streams' | 'clock' | 'secret' | 'vault'> & {
  readonly messages: DeviceMessages;
};

type Handler<Message> = (deps: IngestDeps, speaker: Speaker, message: Message) => Promise<object | undefined>;

/** Whoever comes online is told how things stand: what it is to offer and, for a screen, the queues of its zones. */
const welcome = async (deps: IngestDeps, speaker: Speaker, cause: string): Promise<void> => {
  const { tenant, device } = speaker;
  await publishConfig(deps, speaker, cause);
  if (device.kind !== 'display') return;
  const at = deps.clock.now();
  const zones = await loadZones(deps, tenant);
  const own = device.zone === undefined ? zones : zones.filter(({ code }) => code === device.zone);
  for (const zone of own) await publishBoard(deps, tenant, zone, dayOf(at), { at, cause });
};

const status: Handler<UpStatus> = async (deps, speaker, message) => {
  const { isWelcome } = await takeStatus(deps, speaker, message);
  if (isWelcome) await welcome(deps, speaker, message.id);
  return undefined;
};

/** What becomes of each kind of message: of the slices that know how. */
export const HANDLERS: {
  readonly ticket: Handler<UpTicket>;
  readonly call: Handler<UpCall>;
  readonly evaluation: Handler<UpEvaluation>;
  readonly pickup: Handler<UpPickup>;
  readonly status: Handler<UpStatus>;
} = {
  ticket: takeByDevice,
  call: workByDevice,
  evaluation: evaluateByDevice,
  pickup: openByCode,
  status,
};
