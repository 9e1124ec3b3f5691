import { parseThingName } from '../../shared/contracts/mqtt-topics.ts';
import { deviceAggregate, isInUse } from '../../shared/domain/device/device.ts';
import type { DeviceHub } from '../../shared/ports/device-hub.ts';
import type { Streams } from '../../shared/ports/handle-command.ts';
import type { Authority } from './mqtt-authority.ts';
import type { Broker, BrokerOptions } from './mqtt-broker.ts';

/** Lets in whom the register of devices knows, read from the log at each connection. */
export const registryOf =
  (streams: Streams): BrokerOptions['registry'] =>
  async (thing, certificate) => {
    const address = parseThingName(thing);
    if (!address) return undefined;
    const { tenant, device } = address;
    const { state } = await streams.load(tenant, deviceAggregate, device);
    return isInUse(state, certificate) ? { tenant, device, kind: state.kind } : undefined;
  };

/** The broker as the functions see it. The register alone decides who is let in: no certificate has to be activated. */
export const localHub = (
  authority: Promise<Authority>,
  broker: Promise<Pick<Broker, 'cut' | 'disconnect' | 'publish' | 'port'>>,
): DeviceHub => ({
  issue: async ({ tenant, name }) => {
    const own = await authority;
    return { ...(await own.issue(tenant, name)), ca: own.root };
  },
  activate: () => Promise.resolve(),
  withdraw: async (certificate) => (await broker).cut(certificate),
  disconnect: async (thing) => (await broker).disconnect(thing),
  endpoint: async () => `mqtts://localhost:${(await broker).port}`,
  publish: async (topic, payload, { retain } = { retain: false }) =>
    (await broker).publish(topic, JSON.stringify(payload), retain),
});
