import type { UpPickup } from '../../shared/contracts/mqtt.ts';
import { deviceAggregate } from '../../shared/domain/device/device.ts';
import type { Deps } from '../runtime/deps.ts';
import { envelopeOfMessage, mustBe, type PickupAnswer, type Speaker } from '../runtime/device-message.ts';
import { pickUpCodeOf } from '../runtime/digest.ts';
import { notFound, RefusedError } from '../runtime/problems.ts';

/** `up/pickup` of a locker (E20): the cell whose result has this code, which lies there no more from now on. */
export const openByCode = async (
  deps: Pick<Deps, 'streams' | 'clock' | 'secret'>,
  speaker: Speaker,
  message: UpPickup,
): Promise<PickupAnswer> => {
  mustBe(speaker, 'locker');
  const { tenant, name, device } = speaker;
  const meant = device.stowed?.find(({ caseNo }) => pickUpCodeOf(deps.secret, caseNo) === message.code);
  const envelope = envelopeOfMessage(deps, speaker, message);
  const command = {
    type: 'collect',
    now: envelope.at,
    ...(meant ? { caseNo: meant.caseNo } : {}),
  } as const;
  const result = await deps.streams.execute(tenant, deviceAggregate, name, envelope, command);
  if (!result.ok) throw new RefusedError(result.refusal);
  const { state } = result.value;
  if (state.status === 'none' || !state.collected) throw notFound();
  return { cell: state.collected.cell };
};
