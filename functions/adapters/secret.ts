import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { AwsEndpoint } from './clients.ts';

/** The secret is not there, or too short to be one. */
export class SecretError extends Error {
  override readonly name = 'SecretError';
}

const MIN_LENGTH = 32;

/** Reads the key of all digests, once for each start of a function. @throws SecretError */
export const loadSecret = async (at: AwsEndpoint, id: string): Promise<Uint8Array> => {
  const { SecretString = '' } = await new SecretsManagerClient({ maxAttempts: 4, ...at }).send(
    new GetSecretValueCommand({ SecretId: id }),
  );
  if (SecretString.length < MIN_LENGTH) throw new SecretError(`${id} is no secret`);
  return Buffer.from(SecretString);
};
