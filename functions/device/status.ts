import type { UpStatus } from '../../shared/contracts/mqtt.ts';
import { deviceAggregate } from '../../shared/domain/device/device.ts';
import type { Deps } from '../runtime/deps.ts';
import { envelopeOfMessage, type Speaker } from '../runtime/device-message.ts';
import { RefusedError } from '../runtime/problems.ts';

/**
 * `up/status`, and what is said for a device when its line is cut. Answers whether it told anything new that calls for an
 * answer: it came online, or has been so for a while.
 */
export const takeStatus = async (
  deps: Pick<Deps, 'streams' | 'clock' | 'secret'>,
  speaker: Speaker,
  message: UpStatus,
): Promise<{ isWelcome: boolean }> => {
  const { tenant, name, certificate } = speaker;
  const { online, version, paper, spool } = message;
  const report = { online, version, spool, ...(paper === undefined ? {} : { paper }) };
  const envelope = envelopeOfMessage(deps, speaker, message);
  const command = { type: 'report', certificate, report, now: envelope.at } as const;
  const result = await deps.streams.execute(tenant, deviceAggregate, name, envelope, command);
  if (!result.ok) throw new RefusedError(result.refusal);
  return { isWelcome: online && !result.value.replayed };
};
