import { Stack, type StackProps } from 'aws-cdk-lib';
import { HttpApi, type IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { loadRoutes } from '../config/routes.ts';
import type { Stage } from '../config/stage.ts';
import type { Bundles, FunctionName } from '../constructs/bundles.ts';
import { allowDevices } from '../constructs/device-access.ts';
import { HallApi } from '../constructs/hall-api.ts';
import { SignIn } from '../constructs/sign-in.ts';
import { SliceFunction } from '../constructs/slice-function.ts';
import type { StateStack } from './state-stack.ts';
import type { WebStack } from './web-stack.ts';

export interface ApiStackProps extends StackProps {
  readonly stage: Stage;
  readonly state: StateStack;
  readonly web: WebStack;
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
  appointment: {
    description: '预约: exact slots of a service, 365 service in holidays; help, overtime, visits',
  },
  evaluation: { description: '好差评: given, counted, bad ones followed up' },
  device: { description: '设备: enrolment, certificates, the register' },
  bundle: { description: '高效办成一件事: linked cases' },
  supervision: { description: '电子监察: cards, urging, replies; a county over its townships' },
  notify: { description: '通知: what was told to whom about a case' },
  docs: { description: 'OpenAPI document, docs page, health', isPublic: true },
  site: { description: '网站: the page of the web app and what it has to know', isPublic: true },
} as const satisfies Partial<Record<FunctionName, ApiFunction>>;
export type ApiFunctionName = keyof typeof FUNCTIONS;
const API_FUNCTION_NAMES = Object.keys(FUNCTIONS) as readonly ApiFunctionName[];

const SIGN_IN: ApiFunction = {
  description: '登录: tells Cognito the hall, roles, unit and windows of a user',
};

/** What is outside of the interface of the halls. The last one takes what no other route does. */
const OTHER_ROUTES = {
  docs: ['/healthz', '/openapi.json', '/docs'],
  site: ['/', '/config.json', '/{proxy+}'],
} as const;

/** The HTTP API: one function a slice, tokens checked in front of them. */
export class ApiStack extends Stack {
  readonly api: HallApi;
  readonly functions: Readonly<Record<ApiFunctionName, SliceFunction>>;
  /** Only where there is a user pool. */
  readonly signIn?: SliceFunction;

  constructor(scope: Construct, id: string, { stage, state, web, bundles, ...props }: ApiStackProps) {
    super(scope, id, props);
    // The authorizer belongs to this stack: it knows the clients of the user pool.
    const api = HttpApi.fromHttpApiAttributes(this, 'Http', { httpApiId: web.http.apiId });
    this.api = new HallApi(this, 'Api', { stage, api });
    const publicUrl = web.front.url;
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
    for (const name of API_FUNCTION_NAMES.filter((each) => each !== 'docs' && each !== 'site')) {
      this.functions[name].grantSecret(state);
      this.functions[name].setEnv('PUBLIC_URL', publicUrl);
    }
    if (stage.signIn.kind === 'cognito') this.signIn = make('signIn');
    const claims = this.signIn?.fn;
    const signIn = new SignIn(this, 'SignIn', { stage, publicUrl, ...(claims && { claims }) });
    this.#page(state, web, signIn);
    allowDevices(this.functions.device, stage, 'issue');
    this.#route(signIn.authorizer);
  }

  /** What the page has to know, and the names of the halls, which `npm run tenant` writes beside the built files. */
  #page({ bucket: files }: StateStack, { site }: WebStack, { web }: SignIn): void {
    const { site: page } = this.functions;
    page.setEnv('SITE_BUCKET', site.bucket.bucketName);
    page.setEnv('ISSUER', web.issuer);
    page.setEnv('CLIENT_ID', web.clientId);
    page.setEnv('SCOPE', web.scope);
    page.setEnv('PAGE_ORIGINS', [`https://${files.bucketRegionalDomainName}`, ...web.origins].join(' '));
    const { role } = page.fn;
    role?.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['s3:GetObject'],
        resources: [site.bucket.arnForObjects('halls.json')],
      }),
    );
    // Without it S3 answers 403 and not 404 before the first hall is opened.
    role?.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['s3:ListBucket'],
        resources: [site.bucket.bucketArn],
        conditions: { StringEquals: { 's3:prefix': 'halls.json' } },
      }),
    );
  }

  #route(authorizer: IHttpRouteAuthorizer): void {
    for (const route of loadRoutes()) {
      const { fn } = this.functions[route.function as ApiFunctionName];
      if (route.isPublic) this.api.addRoute(route, fn);
      else this.api.addRoute(route, fn, authorizer);
    }
    for (const [name, paths] of Object.entries(OTHER_ROUTES)) {
      const { fn } = this.functions[name as keyof typeof OTHER_ROUTES];
      for (const path of paths)
        this.api.addRoute({ method: 'GET', path, operationId: `${name}${path.replaceAll(/\W/g, '-')}` }, fn);
    }
  }
}
