import createClient, { type Middleware } from 'openapi-fetch';
import { toRaw, watch } from 'vue';
import { expireSession, session } from '../auth/session.ts';
import { conditionalReads } from './etags.ts';
import type { paths } from './schema.d.ts';

const signed: Middleware = {
  onRequest: ({ request }) => {
    // Read without being watched: a renewed token is no reason to read everything again.
    const { token } = toRaw(session);
    if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`);
    return request;
  },
  onResponse: ({ response }) => {
    if (response.status === 401) expireSession();
    return response;
  },
};

/** The interface of the hall, typed by its OpenAPI document. Paths are relative: the app is served beside it. */
export const api = createClient<paths>({ baseUrl: location.origin, cache: 'no-store' });
api.use(signed);

let cache = conditionalReads();
api.use(cache);

// What one person has read is not answered to the next one.
watch(
  () => session.identity?.sub,
  () => {
    api.eject(cache);
    cache = conditionalReads();
    api.use(cache);
  },
);
