import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';

/** Where the clients connect to. Empty on AWS, where region and role come from the environment. */
export interface AwsEndpoint {
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

/**
 * One try and three repeats with the SDK's jittered backoff; a hung connection is given up well before the shortest
 * Lambda timeout. Sockets are kept alive and shared: a warm command costs one round trip and no handshake.
 */
const common = {
  maxAttempts: 4,
  requestHandler: {
    connectionTimeout: 1_000,
    requestTimeout: 5_000,
    httpAgent: { keepAlive: true, maxSockets: 128 },
    httpsAgent: { keepAlive: true, maxSockets: 128 },
  },
} as const;

export const dynamoClient = (at: AwsEndpoint): DynamoDBClient => new DynamoDBClient({ ...common, ...at });

export const kmsClient = (at: AwsEndpoint): KMSClient => new KMSClient({ ...common, ...at });

/** Checksums are ours and signed: the SDK's own default would sign the CRC of an empty body into upload addresses. */
export const s3Client = (at: AwsEndpoint): S3Client =>
  new S3Client({
    ...common,
    ...at,
    forcePathStyle: at.endpoint !== undefined,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });

/** Credentials and region for emulators on this machine, which accept any. */
export const localEndpoint = (endpoint: string): AwsEndpoint => ({
  endpoint,
  region: 'cn-north-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});
