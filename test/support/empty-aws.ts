import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

const KEY = Buffer.alloc(32, 7).toString('base64');

/** By the operation's name in the `X-Amz-Target` header. */
const ANSWERS: Readonly<Record<string, unknown>> = {
  GetSecretValue: { SecretString: 'x'.repeat(64) },
  Query: { Items: [], Count: 0, ScannedCount: 0 },
  BatchGetItem: { Responses: {}, UnprocessedKeys: {} },
  GenerateDataKey: { KeyId: 'key', Plaintext: KEY, CiphertextBlob: KEY },
};

const SESSION = `
  <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
    <AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>
    <Expiration>2100-01-01T00:00:00Z</Expiration>
  </Credentials></AssumeRoleResult></AssumeRoleResponse>`;

interface Answer {
  readonly status: number;
  readonly body: string;
}

const answerTo = async (request: IncomingMessage, refusals: Record<string, string>): Promise<Answer> => {
  const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
  const refusal = refusals[operation];
  if (refusal !== undefined) return { status: 400, body: JSON.stringify({ __type: refusal }) };
  if (request.headers['x-amz-target']) return { status: 200, body: JSON.stringify(ANSWERS[operation] ?? {}) };
  const body = await text(request);
  if (body.includes('Action=AssumeRole')) return { status: 200, body: SESSION };
  return { status: request.method === 'PUT' ? 200 : 404, body: '' };
};

/** AWS as if nothing had ever been written to it; what is put is taken, and forgotten. For functions that are to start, and to find nothing. */
export interface EmptyAws {
  readonly url: string;
  /** Errors that operations answer with instead: `{ Query: 'ThrottlingException' }`. */
  readonly refusals: Record<string, string>;
  readonly close: () => void;
}

export const startEmptyAws = async (): Promise<EmptyAws> => {
  const refusals: Record<string, string> = {};
  const server = createServer((request, response) => {
    void answerTo(request, refusals).then(({ status, body }) => response.writeHead(status).end(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}`, refusals, close };
};
