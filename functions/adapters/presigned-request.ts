import { timingSafeEqual } from 'node:crypto';
import type { S3Client } from '@aws-sdk/client-s3';
import { S3RequestPresigner } from '@aws-sdk/s3-request-presigner';

/** A request as it arrived; `headers` with names in lower case. */
export interface ArrivedRequest {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** What presigning itself adds to the query. */
const ADDED = new Set([
  'x-amz-algorithm',
  'x-amz-credential',
  'x-amz-date',
  'x-amz-expires',
  'x-amz-signedheaders',
  'x-amz-signature',
  'x-amz-content-sha256',
]);
const BASIC_DATE = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** Whether a request was presigned by the client's own credentials for just this target and these headers, and is still valid. */
export const isPresigned = async (client: S3Client, endpoint: URL, { method, target, headers }: ArrivedRequest, now: Date): Promise<boolean> => {
  const { pathname, searchParams } = new URL(target, endpoint);
  const signature = searchParams.get('X-Amz-Signature');
  const signedAt = new Date((searchParams.get('X-Amz-Date') ?? '').replace(BASIC_DATE, '$1-$2-$3T$4:$5:$6Z'));
  const expiresIn = Number(searchParams.get('X-Amz-Expires'));
  if (signature === null || !(now.getTime() <= signedAt.getTime() + expiresIn * 1000)) return false;
  const names = new Set((searchParams.get('X-Amz-SignedHeaders') ?? '').split(';'));
  const presigner = new S3RequestPresigner({ ...client.config, applyChecksum: false });
  const again = await presigner.presign(
    {
      method,
      protocol: endpoint.protocol,
      hostname: endpoint.hostname,
      port: Number(endpoint.port),
      path: decodeURI(pathname),
      query: Object.fromEntries([...searchParams].filter(([name]) => !ADDED.has(name.toLowerCase()))),
      headers: { ...Object.fromEntries([...names].map((name) => [name, headers[name] ?? ''])), host: endpoint.host },
    },
    { signingDate: signedAt, expiresIn, signableHeaders: names, unhoistableHeaders: names },
  );
  return isSame(signature, String(again.query?.['X-Amz-Signature']));
};
