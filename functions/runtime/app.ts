import { OpenAPIHono, type z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { routePath } from 'hono/route';
import { secureHeaders } from 'hono/secure-headers';
import { Problem } from '../../shared/contracts/common.ts';
import { STAFF_ROLES, type Actor, type Role } from '../../shared/kernel/actor.ts';
import type { Deps } from './deps.ts';
import { answerRefusal, RefusedError } from './problems.ts';

export interface AppEnv {
  Variables: { actor: Actor };
}
export type App = OpenAPIHono<AppEnv>;

/** Told of every fault with its cause; identifiers only. */
export type OnFault = (fault: {
  readonly method: string;
  readonly path: string;
  readonly error: Error;
}) => void;

const MAX_BODY = 512 * 1024;

const badInput = (issues: readonly z.core.$ZodIssue[]) => ({
  code: 'bad-input',
  message: '填写有误',
  errors: issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message })),
});

/** An app in which every refusal, bad input and fault is answered as a problem document. */
export const newApp = (onFault: OnFault): App => {
  const app = new OpenAPIHono<AppEnv>({
    defaultHook: (result, c) =>
      result.success ? undefined : answerRefusal(c, badInput(result.error.issues)),
  });
  app.use(secureHeaders());
  app.use(
    bodyLimit({
      maxSize: MAX_BODY,
      onError: (c) => answerRefusal(c, { code: 'too-large', message: '请求过大，最多 512 KB' }),
    }),
  );
  app.notFound((c) => answerRefusal(c, { code: 'not-found', message: '没有找到' }));
  app.onError((error, c) => {
    if (error instanceof RefusedError) return answerRefusal(c, error.refusal);
    if (error instanceof HTTPException && error.status < 500) {
      return answerRefusal(c, {
        code: error.status === 400 ? 'bad-json' : 'bad-input',
        message: '请求格式有误',
      });
    }
    onFault({ method: c.req.method, path: routePath(c), error });
    return answerRefusal(c, { code: 'fault', message: '系统故障，请稍后重试' });
  });
  return app;
};

/** What a route demands of its caller, as middleware and as it stands in the OpenAPI document. */
export interface Access {
  readonly middleware: MiddlewareHandler<AppEnv>;
  readonly security?: { bearer: string[] }[];
}

/** Signed in, of this hall (another hall's object is 404), in one of the roles. */
export const allow = (deps: Deps, ...roles: readonly Role[]): Access => ({
  security: [{ bearer: [...roles] }],
  middleware: async (c, next) => {
    const actor = await deps.authenticate(c.req.raw, c.env);
    if (typeof actor === 'string') {
      throw new RefusedError({
        code: 'not-signed-in',
        message: actor === 'invalid' ? '登录已失效，请重新登录' : '请先登录',
      });
    }
    const tenant = c.req.param('tenant');
    if (tenant !== undefined && tenant !== actor.tenant)
      throw new RefusedError({ code: 'not-found', message: '没有找到' });
    if (!roles.some((role) => actor.roles.includes(role))) {
      throw new RefusedError({ code: 'not-allowed', message: '没有权限' });
    }
    c.set('actor', actor);
    await next();
  },
});

/** Staff who may look at a case of their hall. */
export const STAFF = STAFF_ROLES;

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: Problem } },
});

/** The answers that any route may give besides its own. */
export const PROBLEMS = {
  400: problem('不是 JSON'),
  401: problem('未登录'),
  403: problem('没有权限'),
  404: problem('没有找到，或属于其他大厅'),
  422: problem('填写有误，或幂等键已用于另一请求'),
};
export const REFUSALS = {
  ...PROBLEMS,
  409: problem('依规则不能办理'),
  412: problem('版本已更新'),
  413: problem('请求过大'),
};

export const jsonOf = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});

export const bodyOf = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true,
  content: { 'application/json': { schema } },
});
