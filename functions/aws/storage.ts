import type { Files } from '../../shared/ports/files.ts';
import { leasedNumbers } from '../../shared/ports/leased-numbers.ts';
import type { Numbers } from '../../shared/ports/numbers.ts';
import type { Vault } from '../../shared/ports/vault.ts';
import { dynamoClient, kmsClient, type AwsEndpoint } from '../adapters/clients.ts';
import { dynamoNumbers } from '../adapters/dynamo-numbers.ts';
import { dynamoVault } from '../adapters/dynamo-vault.ts';
import { kmsSealer } from '../adapters/kms-sealer.ts';
import { s3Files } from '../adapters/s3-files.ts';
import { systemClock } from '../adapters/system-clock.ts';
import { FilesEnv, NumbersEnv, parseEnv, VaultEnv } from '../runtime/env.ts';

/** A store as the session of one hall reaches it. */
export type StoreOf<Store> = (session: AwsEndpoint) => Store;

/** Stores beyond log and views: a function names those it was granted, and is built without the others. */
export interface GrantedStores {
  readonly vault?: StoreOf<Vault>;
  readonly files?: StoreOf<Files>;
  readonly numbers?: StoreOf<Numbers>;
}

/** Asked for a store that the function was not granted. */
export class NotGrantedError extends Error {
  override readonly name = 'NotGrantedError';
}

/** Stands where a store was not granted: an oversight shows at once, and by name. */
export const notGranted = (store: keyof GrantedStores) => ({
  for: (): never => {
    throw new NotGrantedError(`this function was not granted ${store}`);
  },
});

export const vaultStore = (): StoreOf<Vault> => {
  const { VAULT_TABLE, VAULT_KEY } = parseEnv(VaultEnv, process.env);
  return (session) =>
    dynamoVault(dynamoClient(session), VAULT_TABLE, kmsSealer(kmsClient(session), VAULT_KEY, systemClock));
};

export const filesStore = (): StoreOf<Files> => {
  const { FILES_BUCKET: bucket } = parseEnv(FilesEnv, process.env);
  return (session) => s3Files(session, { bucket, verifiesChecksums: session.endpoint === undefined });
};

export const numbersStore = (): StoreOf<Numbers> => {
  const { NUMBERS_TABLE } = parseEnv(NumbersEnv, process.env);
  return (session) => leasedNumbers(dynamoNumbers(dynamoClient(session), NUMBERS_TABLE));
};
