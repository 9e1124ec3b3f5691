import { RemovalPolicy } from 'aws-cdk-lib';
import {
  CfnStage,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  type IHttpApi,
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
  /** Pages come from the same address: no other site's may call it from a browser (no CORS). */
  readonly api: IHttpApi;
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

/** The HTTP API: every route by name; what is left over is for the page of the web app, and may only be read. */
export class HallApi extends Construct {
  readonly api: IHttpApi;
  readonly #stage: CfnStage;
  readonly #integrations = new Map<IFunction, HttpLambdaIntegration>();

  constructor(scope: Construct, id: string, { stage, api }: HallApiProps) {
    super(scope, id);
    this.api = api;
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
    // One permission a function and not one a route: a stack has room for 500 resources.
    const integration =
      this.#integrations.get(fn) ??
      new HttpLambdaIntegration(`To${fn.node.path}`, fn, { scopePermissionToRoute: false });
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
}
