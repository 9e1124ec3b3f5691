import type { AwsEndpoint } from '../adapters/clients.ts';
import { EndpointEnv, parseEnv } from '../runtime/env.ts';

/** Where AWS is: found by the SDK itself, unless an emulator stands in for it. */
export const awsEndpoint = (): AwsEndpoint => {
  const { AWS_ENDPOINT_URL: endpoint } = parseEnv(EndpointEnv, process.env);
  return endpoint === undefined ? {} : { endpoint };
};
