import type { EnrolBody } from '../../shared/contracts/devices.ts';
import type { DeviceEnrolled, DeviceProfile } from '../../shared/domain/device/events.ts';
import type { Zone } from '../../shared/domain/tenant/hall.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import type { Deps } from '../runtime/deps.ts';
import { RefusedError } from '../runtime/problems.ts';
import { loadZones } from '../runtime/zones.ts';

const badInput = (path: string, message: string) =>
  new RefusedError({ code: 'bad-input', message: '填写有误', errors: [{ path, message }] });

const placeOf = ({ place = 'hall' }: EnrolBody): DeviceProfile['place'] => {
  if (typeof place === 'string') return { kind: place };
  const { kind, address } = place;
  return { kind, ...(address === undefined ? {} : { address }) };
};

/** The zone that was named, or the one of the window that was named. */
const zoneOf = (zones: readonly Zone[], { zone: code, window }: EnrolBody): Zone | undefined => {
  const named = zones.find((each) => each.code === code);
  if (code !== undefined && !named) throw badInput('zone', '大厅没有这个专区');
  if (window === undefined) return named;
  const own = (named ? [named] : zones).find(({ windows }) => windows.some(({ id }) => id === window));
  if (!own) throw badInput('window', '没有这个窗口');
  return own;
};

/** A caller and an evaluator stand at a window, a camera has a picture, and who fetches its certificate has a number. */
const mustFit = ({ kind, window, serial, claim, feed }: EnrolBody): void => {
  if (window === undefined && (kind === 'caller' || kind === 'evaluator'))
    throw badInput('window', '叫号器、评价器须指明窗口');
  if (claim && serial === undefined) throw badInput('serial', '自行申领证书须登记序列号');
  if ((kind === 'camera') !== (feed !== undefined))
    throw badInput('feed', kind === 'camera' ? '摄像机须登记画面地址' : '不是摄像机');
};

/** What is enrolled, with the place it has in the hall. */
export const profileOf = async (deps: Deps, tenant: TenantCode, body: EnrolBody): Promise<DeviceEnrolled> => {
  const { kind, window, serial, claim, feed } = body;
  mustFit(body);
  const zone = zoneOf(await loadZones(deps, tenant), body);
  return {
    kind,
    place: placeOf(body),
    ...(zone ? { zone: zone.code } : {}),
    ...(window === undefined ? {} : { window }),
    ...(serial === undefined ? {} : { serial }),
    ...(feed === undefined ? {} : { feed }),
    ...(claim ? { claim: true } : {}),
  };
};
