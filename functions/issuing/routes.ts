import type { App } from '../runtime/app.ts';
import { registerAct } from '../runtime/case-acts.ts';
import type { Deps } from '../runtime/deps.ts';
import { issuingListRoute } from './issuing-list.ts';
import { signatureOf } from './signature.ts';

/** 统一出件: the result is made and handed over at one window. */
export const issuingRoutes = (app: App, deps: Deps): void => {
  issuingListRoute(app, deps);
  registerAct(app, deps, {
    act: 'produce',
    roles: ['issuer'],
    summary: '制证',
    toCommand: ({ body: { number, validUntil } }) => ({
      ...(number ? { number } : {}),
      ...(validUntil ? { validUntil } : {}),
    }),
  });
  registerAct(app, deps, {
    act: 'deliver',
    roles: ['issuer'],
    summary: '送达',
    toCommand: async ({ body: { method, signedBy, signature, tracking }, texts, actor }) => ({
      method,
      ...(signedBy ? { signedBy: texts.written('signedBy', signedBy) } : {}),
      ...(signature ? { signature: await signatureOf(deps, actor, signature) } : {}),
      ...(tracking ? { tracking } : {}),
    }),
  });
};
