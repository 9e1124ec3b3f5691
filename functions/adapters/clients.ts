import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { SQSClient } from '@aws-sdk/client-sqs';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** Absent: they do not end. */
  readonly expiration?: Date;
}

/** Asked again by a client whenever what it was given nears its end. */
export type CredentialSource = () => Promise<Credentials>;

/** Where the clients connect to, and as whom. Empty on AWS, where region and role come from the environment. */
export interface AwsEndpoint {
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: Credentials | CredentialSource;
}

const sockets = {
  httpAgent: { keepAlive: true, maxSockets: 128 },
  httpsAgent: { keepAlive: true, maxSockets: 128 },
} as const;

/** A hung connection is given up well before the shortest Lambda timeout. */
const timeouts = { connectionTimeout: 2_000, requestTimeout: 5_000, throwOnRequestTimeout: true } as const;

/**
 * One try and three repeats with the SDK's jittered backoff. Sockets are kept alive and shared: a warm command costs one
 * round trip and no handshake. An emulator shares our processor: when it is slow so are we, and giving up helps nobody.
 */
export const configOf = (at: AwsEndpoint) => ({
  maxAttempts: 4,
  requestHandler: at.endpoint === undefined ? { ...sockets, ...timeouts } : sockets,
  ...at,
});

export const dynamoClient = (at: AwsEndpoint): DynamoDBClient => new DynamoDBClient(configOf(at));

export const kmsClient = (at: AwsEndpoint): KMSClient => new KMSClient(configOf(at));

/** Credentials and region for emulators on this machine, which accept any. */
export const localEndpoint = (endpoint: string): AwsEndpoint => ({
  endpoint,
  region: 'cn-north-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});

export const sqsClient = (at: AwsEndpoint): SQSClient =>
  new SQSClient({ ...configOf(at), useQueueUrlAsEndpoint: at.endpoint === undefined });
