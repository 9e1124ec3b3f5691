import { formatUrl } from '@aws-sdk/core/util';
import { fromEnv } from '@aws-sdk/credential-provider-env';
import { S3RequestPresigner } from '@aws-sdk/s3-request-presigner';
import { HttpRequest } from '@smithy/core/protocols';
import { Hash } from '@smithy/core/serde';
import type { AwsEndpoint } from './clients.ts';

/** S3 answered with a status that its caller did not expect. */
export class S3StatusError extends Error {
  override readonly name = 'S3StatusError';
}

export interface ObjectRequest {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
  /** Of characters that need no escape. */
  readonly key: string;
  /** All of them are signed. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** Of a PUT. */
  readonly body?: Uint8Array;
}

/** Seconds for which a request of our own stays valid, however slow its repeats are. */
const OWN_SECONDS = 60;
/** A hung connection is given up well before the shortest Lambda timeout. */
const ANSWER_MS = 5_000;
const TRIES = 3;
const CHINA = /^cn-/;

const regionOf = (at: AwsEndpoint): string => at.region ?? process.env['AWS_REGION'] ?? '';

/** Signs requests to S3: as whom the endpoint says, or as the function itself. */
export const s3Presigner = (at: AwsEndpoint): S3RequestPresigner =>
  new S3RequestPresigner({
    region: regionOf(at),
    credentials: at.credentials ?? fromEnv(),
    sha256: Hash.bind(null, 'sha256'),
  });

/** Where a bucket is: by its name on AWS, below the endpoint on an emulator. */
const addressOf = (at: AwsEndpoint, bucket: string): URL => {
  if (at.endpoint !== undefined) return new URL(`${at.endpoint}/${bucket}`);
  const region = regionOf(at);
  return new URL(`https://${bucket}.s3.${region}.amazonaws.com${CHINA.test(region) ? '.cn' : ''}`);
};

const isWorthAnother = ({ status }: Response): boolean => status === 429 || status >= 500;

/** Asked again when the line was cut or S3 was busy. */
const fetchAgain = async (url: string, request: ObjectRequest, tries: number): Promise<Response> => {
  const { method, headers = {}, body } = request;
  const isLast = tries === 1;
  const sent = { method, headers, ...(body && { body: Buffer.from(body) }) };
  try {
    const response = await fetch(url, { ...sent, signal: AbortSignal.timeout(ANSWER_MS) });
    if (isLast || !isWorthAnother(response)) return response;
    await response.body?.cancel();
  } catch (error) {
    if (isLast) throw error;
  }
  return fetchAgain(url, request, tries - 1);
};

/**
 * One bucket, by signed requests over plain HTTP: presigning is all that halls ask of S3 but four calls a case, and S3's
 * own client would be a sixth of the functions that make them.
 */
export class S3Bucket {
  readonly #presigner: S3RequestPresigner;
  readonly #address: URL;

  constructor(at: AwsEndpoint, bucket: string) {
    this.#presigner = s3Presigner(at);
    this.#address = addressOf(at, bucket);
  }

  /** An address that does just this request, for so many seconds. */
  async presign(
    { method, key, headers = {}, query = {} }: ObjectRequest,
    expiresIn: number,
  ): Promise<string> {
    const { protocol, hostname, port, pathname } = this.#address;
    const request = new HttpRequest({
      method,
      protocol,
      hostname,
      path: `${pathname.replace(/\/$/, '')}/${key}`,
      headers: { ...headers },
      query: { ...query },
      ...(port === '' ? {} : { port: Number(port) }),
    });
    const names = Object.keys(headers);
    const signed = await this.#presigner.presign(request, {
      expiresIn,
      signableHeaders: new Set(['host', ...names]),
      unhoistableHeaders: new Set(names),
    });
    return formatUrl(signed);
  }

  /** Does a request that may be repeated; 404 is an answer like 200. @throws S3StatusError for any other status. */
  async send(request: ObjectRequest): Promise<Response> {
    const url = await this.presign(request, OWN_SECONDS);
    const response = await fetchAgain(url, request, TRIES);
    if (response.ok || response.status === 404) return response;
    throw new S3StatusError(`S3 answered ${request.method} with ${response.status}`);
  }
}
