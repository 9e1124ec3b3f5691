import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import { loadRoutes } from '../config/routes.ts';
import type { Stage } from '../config/stage.ts';
import type { Bundles, FunctionName } from '../constructs/bundles.ts';
import { allowDevices } from '../constructs/device-access.ts';
import { HallApi } from '../constructs/hall-api.ts';
import { SignIn } from '../constructs/sign-in.ts';
import { SliceFunction } from '../constructs/slice-function.ts';
import type { StateStack } from './state-stack.ts';

export interface ApiStackProps extends StackProps {
  readonly stage: Stage;
  readonly state: StateStack;
  readonly bundles: Bundles;
}

interface ApiFunction {
  readonly description: string;
  readonly memorySize?: number;
  readonly isPublic?: true;
}

/** What each function is for, as the console shows it, and what is particular about its size. */
const FUNCTIONS = {
  intake: { description: '前台综合受理: receives, accepts and shows cases', memorySize: 1_024 },
  printing: { description: '文书: prints what a case or a linked case has come to' },
  approval: { description: '后台分类审批: claims, reviews, verifies, decides' },
  issuing: { description: '统一窗口出件: produces and delivers results' },
  tracking: { description: '进度查询: public, by case number and four digits', isPublic: true },
  catalogue: { description: '事项清单与办事指南' },
  catalogueFiles: { description: '事项清单的导入导出: XLSX, CSV, JSON', memorySize: 1_024 },
  hall: { description: '大厅: zones, windows, delegations' },
  posting: { description: '派驻授权' },
  queue: { description: '排队叫号: numbers, windows, queues' },
  grievance: { description: '有诉即办: complaints and their six steps' },
  consultation: { description: '咨询: questions and their answers within the limit' },
  appointment: { description: '预约: exact slots of a service, 365 service in holidays' },
  evaluation: { description: '好差评: given, counted, bad ones followed up' },
  device: { description: '设备: enrolment, certificates, the register' },
  bundle: { description: '高效办成一件事: linked cases' },
  supervision: { description: '电子监察: cards, urging, replies; a county over its townships' },
  notify: { description: '通知: what was told to whom about a case' },
  docs: { description: 'OpenAPI document, docs page, health', isPublic: true },
} as const satisfies Partial<Record<FunctionName, ApiFunction>>;
export type ApiFunctionName = keyof typeof FUNCTIONS;
const API_FUNCTION_NAMES = Object.keys(FUNCTIONS) as readonly ApiFunctionName[];

const SIGN_IN: ApiFunction = {
  description: '登录: tells Cognito the hall, roles, unit and windows of a user',
};

const DOCS_ROUTES = ['/healthz', '/openapi.json', '/docs'] as const;

/** The HTTP API: one function a slice, tokens checked in front of them. */
export class ApiStack extends Stack {
  readonly api: HallApi;
  readonly functions: Readonly<Record<ApiFunctionName, SliceFunction>>;
  /** Where citizens reach the hall. */
  readonly publicUrl: string;
  /** Only where there is a user pool. */
  readonly signIn?: SliceFunction;

  constructor(scope: Construct, id: string, { stage, state, bundles, ...props }: ApiStackProps) {
    super(scope, id, props);
    this.api = new HallApi(this, 'Api', {
      stage,
      origins: stage.publicUrl === undefined ? ['*'] : [stage.publicUrl],
    });
    const make = (name: ApiFunctionName | 'signIn'): SliceFunction => {
      const { isPublic, ...particular }: ApiFunction = name === 'signIn' ? SIGN_IN : FUNCTIONS[name];
      const concurrency = isPublic ? stage.publicConcurrency : undefined;
      const limit = concurrency === undefined ? {} : { concurrency };
      return new SliceFunction(this, `${name}Function`, {
        name,
        stage,
        state,
        bundles,
        ...particular,
        ...limit,
      });
    };
    this.functions = Object.fromEntries(API_FUNCTION_NAMES.map((name) => [name, make(name)])) as Record<
      ApiFunctionName,
      SliceFunction
    >;
    this.publicUrl = stage.publicUrl ?? this.api.url;
    for (const name of API_FUNCTION_NAMES.filter((each) => each !== 'docs')) {
      this.functions[name].grantSecret(state);
      this.functions[name].setEnv('PUBLIC_URL', this.publicUrl);
    }
    if (stage.signIn.kind === 'cognito') this.signIn = make('signIn');
    const claims = this.signIn?.fn;
    const { authorizer } = new SignIn(this, 'SignIn', { stage, ...(claims && { claims }) });
    allowDevices(this.functions.device, stage, 'issue');
    this.#route(authorizer);
    new CfnOutput(this, 'ApiUrl', { value: this.api.url });
    new CfnOutput(this, 'ApiId', { value: this.api.api.apiId });
  }

  #route(authorizer: IHttpRouteAuthorizer): void {
    for (const route of loadRoutes()) {
      const { fn } = this.functions[route.function as ApiFunctionName];
      if (route.isPublic) this.api.addRoute(route, fn);
      else this.api.addRoute(route, fn, authorizer);
    }
    for (const path of DOCS_ROUTES) {
      this.api.addRoute(
        { method: 'GET', path, operationId: `docs${path.replaceAll(/\W/g, '-')}` },
        this.functions.docs.fn,
      );
    }
  }
}
