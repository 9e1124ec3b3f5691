import { iotCertificates, iotClient, iotDataClient, iotMessages } from '../adapters/iot-devices.ts';
import { DevicesEnv, parseEnv } from '../runtime/env.ts';
import type { DeviceHub } from '../../shared/ports/device-hub.ts';
import { awsEndpoint } from './endpoint.ts';

/** The devices' broker on AWS. What a function may do with it stands in its role. */
export const deviceHub = (): DeviceHub => {
  const { DEVICE_PREFIX } = parseEnv(DevicesEnv, process.env);
  const at = awsEndpoint();
  const data = iotDataClient(at);
  return { ...iotCertificates(iotClient(at), data, DEVICE_PREFIX), ...iotMessages(data) };
};
