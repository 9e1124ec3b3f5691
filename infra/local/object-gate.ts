import { request as connect, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { PresignedCheck } from '../../functions/adapters/presigned-request.ts';
import type { Files, PresignedRequest } from '../../shared/ports/files.ts';

/** The object store as this machine reaches it, and the check that it does not do itself. */
export interface ObjectStore {
  readonly endpoint: string;
  readonly isPresigned: PresignedCheck;
}

/** Presigned addresses lead to `origin`, where browsers already are, instead of to the store's own port. */
export const filesAt = (origin: string, { endpoint }: ObjectStore, files: Files): Files => {
  const moved = (presigned: PresignedRequest): PresignedRequest => ({
    ...presigned,
    url: presigned.url.replace(endpoint, origin),
  });
  return {
    for: (tenant) => {
      const inner = files.for(tenant);
      return {
        presignUpload: async (file) => moved(await inner.presignUpload(file)),
        presignDownload: async (id, name) => moved(await inner.presignDownload(id, name)),
        find: (id) => inner.find(id),
        erase: (id) => inner.erase(id),
      };
    },
  };
};

const headersOf = ({ headers }: IncomingMessage): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value]),
  );

const passOn = (store: URL, request: IncomingMessage, response: ServerResponse): Promise<void> =>
  new Promise((resolve, reject) => {
    const { method, headers } = request;
    const onward = connect(
      new URL(request.url ?? '/', store),
      { method, headers: { ...headers, host: store.host } },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        pipeline(answer, response).then(resolve, reject);
      },
    );
    onward.once('error', reject);
    pipeline(request, onward).catch(reject);
  });

/** The way to the object store: only for requests that were presigned, as S3 itself would have it. */
export const objectGate = ({ endpoint, isPresigned }: ObjectStore) => {
  const store = new URL(endpoint);
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const arrived = {
      method: request.method ?? 'GET',
      target: request.url ?? '/',
      headers: headersOf(request),
    };
    if (await isPresigned(arrived, new Date())) return passOn(store, request, response);
    response
      .writeHead(403, { 'content-type': 'application/xml' })
      .end('<Error><Code>AccessDenied</Code></Error>');
  };
};
