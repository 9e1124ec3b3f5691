import { timingSafeEqual } from 'node:crypto';
import { localEndpoint } from './clients.ts';
import { s3Presigner } from './s3-bucket.ts';

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

/** Whether a request was presigned with the store's credentials, for just its target and headers, and is still valid. */
export type PresignedCheck = (request: ArrivedRequest, now: Date) => Promise<boolean>;

const signingOf = (query: URLSearchParams) => ({
  signature: query.get('X-Amz-Signature') ?? '',
  signingDate: new Date((query.get('X-Amz-Date') ?? '').replace(BASIC_DATE, '$1-$2-$3T$4:$5:$6Z')),
  expiresIn: Number(query.get('X-Amz-Expires')),
  names: new Set((query.get('X-Amz-SignedHeaders') ?? '').split(';')),
});

/** Checks by presigning again: for a store that does not look at signatures itself, such as an emulator. */
export const presignedCheck = (store: URL): PresignedCheck => {
  const presigner = s3Presigner(localEndpoint(store.origin));
  return async ({ method, target, headers }, now) => {
    const { pathname, searchParams } = new URL(target, store);
    const { signature, signingDate, expiresIn, names } = signingOf(searchParams);
    const isInTime = now.getTime() <= signingDate.getTime() + expiresIn * 1000;
    if (signature === '' || !isInTime) return false;
    const original = {
      method,
      protocol: store.protocol,
      hostname: store.hostname,
      port: Number(store.port),
      path: pathname,
      query: Object.fromEntries([...searchParams].filter(([name]) => !ADDED.has(name.toLowerCase()))),
      headers: {
        ...Object.fromEntries([...names].map((name) => [name, headers[name] ?? ''])),
        host: store.host,
      },
    };
    const rules = { signingDate, expiresIn, signableHeaders: names, unhoistableHeaders: names };
    const { query } = await presigner.presign(original, rules);
    return isSame(signature, String(query?.['X-Amz-Signature']));
  };
};
