import type { Middleware } from 'openapi-fetch';

const MAX_KEPT = 50;

/**
 * Conditional reads: what has not changed is not sent again. Kept in memory alone, because the browser's own cache would
 * leave case data on the disk of a machine that others use.
 */
export const conditionalReads = (): Middleware => {
  const kept = new Map<string, { readonly etag: string; readonly body: string }>();
  const keep = (url: string, etag: string, body: string): void => {
    kept.delete(url);
    kept.set(url, { etag, body });
    for (const oldest of [...kept.keys()].slice(0, -MAX_KEPT)) kept.delete(oldest);
  };
  return {
    onRequest: ({ request }) => {
      const known = request.method === 'GET' ? kept.get(request.url) : undefined;
      if (known) request.headers.set('if-none-match', known.etag);
      return request;
    },
    onResponse: async ({ request, response }) => {
      if (request.method !== 'GET') return response;
      const known = kept.get(request.url);
      if (response.status === 304 && known) {
        const headers = { 'content-type': 'application/json', etag: known.etag };
        return new Response(known.body, { status: 200, headers });
      }
      const etag = response.headers.get('etag');
      const isJson = response.headers.get('content-type')?.includes('json') ?? false;
      if (response.ok && etag !== null && isJson) keep(request.url, etag, await response.clone().text());
      return response;
    },
  };
};
