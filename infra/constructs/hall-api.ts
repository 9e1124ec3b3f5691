import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  CfnStage,
  CorsHttpMethod,
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  type IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Route } from '../config/routes.ts';
import type { Stage } from '../config/stage.ts';
import { acknowledge } from './acknowledge.ts';
import { retentionOf } from './retention.ts';

export interface HallApiProps {
  readonly stage: Stage;
  /** Whose pages may call from a browser. */
  readonly origins: readonly string[];
}

/** What is written down of each request: neither path nor query nor address of the caller, which name persons and cases. */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  at: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  ms: '$context.responseLatency',
  bytes: '$context.responseLength',
  fault: '$context.integrationErrorMessage',
  refusedBy: '$context.authorizer.error',
};

const TRACKS = ['GET /v1/track/{caseNo}', 'GET /v1/track/{caseNo}/clock'];

/** The HTTP API: every route by name, nothing that matches whatever comes. */
export class HallApi extends Construct {
  readonly api: HttpApi;
  readonly #stage: CfnStage;
  readonly #integrations = new Map<IFunction, HttpLambdaIntegration>();

  constructor(scope: Construct, id: string, { stage, origins }: HallApiProps) {
    super(scope, id);
    this.api = new HttpApi(this, 'Http', {
      description: `OneWindow ${stage.name}`,
      createDefaultStage: false,
      corsPreflight: {
        allowOrigins: [...origins],
        allowMethods: [CorsHttpMethod.GET, CorsHttpMethod.POST, CorsHttpMethod.PUT],
        allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'if-match', 'if-none-match'],
        exposeHeaders: ['etag'],
      },
    });
    const log = new LogGroup(this, 'AccessLog', {
      retention: retentionOf(stage.logDays),
      removalPolicy: stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.#stage = new CfnStage(this, 'Stage', {
      apiId: this.api.apiId,
      stageName: '$default',
      autoDeploy: true,
      accessLogSettings: { destinationArn: log.logGroupArn, format: JSON.stringify(ACCESS_LOG) },
      defaultRouteSettings: this.#limit(stage.api),
    });
    const limit = this.#capitals(stage.track);
    this.#stage.routeSettings = Object.fromEntries(TRACKS.map((route) => [route, limit]));
  }

  #limit({ rate, burst }: Stage['api']): CfnStage.RouteSettingsProperty {
    return { throttlingRateLimit: rate, throttlingBurstLimit: burst, detailedMetricsEnabled: true };
  }

  /** Route settings are plain JSON, which CDK does not put into CloudFormation's capitals. */
  #capitals({ rate, burst }: Stage['api']) {
    return { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst, DetailedMetricsEnabled: true };
  }

  addRoute(
    { method, path, operationId }: Pick<Route, 'method' | 'path' | 'operationId'>,
    fn: IFunction,
    authorizer?: IHttpRouteAuthorizer,
  ): void {
    const integration = this.#integrations.get(fn) ?? new HttpLambdaIntegration(`To${fn.node.path}`, fn);
    this.#integrations.set(fn, integration);
    const route = new HttpRoute(this, `Route-${operationId}`, {
      httpApi: this.api,
      routeKey: HttpRouteKey.with(path, HttpMethod[method]),
      integration,
      ...(authorizer ? { authorizer } : {}),
    });
    if (!authorizer) {
      acknowledge(route, 'APIG4', '公开: anybody may ask for it; the general limit of requests holds');
    }
    // Settings of a route are refused while the route is not there.
    if (TRACKS.includes(`${method} ${path}`)) this.#stage.node.addDependency(route);
  }

  /** `https://….execute-api.…`, for China with its own ending. */
  get url(): string {
    const { region, urlSuffix } = Stack.of(this);
    return `https://${this.api.apiId}.execute-api.${region}.${urlSuffix}`;
  }
}
