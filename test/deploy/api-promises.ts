import { at, listOf, ofType, without, type Promised } from './facts.ts';

/** 公开: what anybody may ask for. */
const PUBLIC_ROUTES = new Set([
  'GET /v1/track/{caseNo}',
  'GET /v1/track/{caseNo}/clock',
  'GET /v1/{tenant}/tickets/{no}/position',
  'GET /v1/{tenant}/matters',
  'GET /v1/{tenant}/matters/{code}',
  'GET /v1/{tenant}/catalogue/indicators',
  'GET /v1/{tenant}/zones',
  'GET /v1/{tenant}/themes',
  'GET /v1/{tenant}/themes/{code}',
  'GET /healthz',
  'GET /openapi.json',
  'GET /docs',
  'GET /',
  'GET /config.json',
  'GET /{proxy+}',
]);

const text = (value: unknown): string => JSON.stringify(value ?? null);
const POOL = 'AWS::Cognito::UserPool';

/** What is promised of the interface: who may call, how often, and what is written down of it. */
export const API_PROMISES: readonly Promised[] = [
  {
    name: 'every route but the public ones asks for a token',
    broken: (templates) =>
      ofType(templates, 'AWS::ApiGatewayV2::Route').flatMap(([id, route]) => {
        const isPublic = PUBLIC_ROUTES.has(String(at(route, 'RouteKey')));
        return isPublic === (at(route, 'AuthorizationType') !== 'JWT') ? [] : [id];
      }),
  },
  {
    name: 'the access log names no person, case or address',
    broken: (templates) =>
      without(templates, 'AWS::ApiGatewayV2::Stage', (stage) => {
        const format = String(at(stage, 'AccessLogSettings', 'Format'));
        return (
          format.includes('routeKey') &&
          !/sourceIp|\$context\.path|querystring|userAgent|claims/i.test(format)
        );
      }),
  },
  {
    name: 'requests are limited, progress queries more than others',
    broken: (templates) =>
      without(templates, 'AWS::ApiGatewayV2::Stage', (stage) => {
        const general = Number(at(stage, 'DefaultRouteSettings', 'ThrottlingRateLimit'));
        return ['GET /v1/track/{caseNo}', 'GET /v1/track/{caseNo}/clock'].every((route) => {
          const track = Number(at(stage, 'RouteSettings', route, 'ThrottlingRateLimit'));
          return general > 0 && track > 0 && track < general;
        });
      }),
  },
  {
    name: 'tokens of the user pool carry hall and roles, told by a function of ours',
    broken: (templates) =>
      without(templates, POOL, (pool) => {
        const trigger = at(pool, 'LambdaConfig', 'PreTokenGenerationConfig');
        return text(trigger).includes('signInFunction') && text(trigger).includes('V2_0');
      }),
  },
  {
    name: 'nobody writes his or her own hall and roles into the user pool',
    broken: (templates) =>
      without(templates, 'AWS::Cognito::UserPoolClient', (client) => {
        const written = listOf(at(client, 'WriteAttributes') as readonly string[] | undefined);
        return written.length > 0 && written.every((name) => !name.startsWith('custom:') && name !== 'name');
      }),
  },
];
