import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import {
  ClientAttributes,
  FeaturePlan,
  LambdaVersion,
  Mfa,
  OAuthScope,
  StringAttribute,
  UserPool,
  UserPoolOperation,
} from 'aws-cdk-lib/aws-cognito';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { isChina, type Stage } from '../config/stage.ts';

/** A stage asks for what its region does not have. */
export class SignInError extends Error {
  override readonly name = 'SignInError';
}

export interface SignInProps {
  readonly stage: Stage;
  /** Where people come back to once they have signed in. */
  readonly publicUrl: string;
  /** Tells Cognito the claims of a user; needed where there is a user pool. */
  readonly claims?: IFunction;
}

/** How the web app signs people in. */
export interface WebClient {
  readonly issuer: string;
  readonly clientId: string;
  readonly scope: string;
  /** Where its sign-in goes. */
  readonly origins: readonly string[];
}

const SHIFT_HOURS = 12;

/** Checks tokens before any function runs: of any OpenID provider, or of a user pool of this installation's own. */
export class SignIn extends Construct {
  readonly authorizer: IHttpRouteAuthorizer;
  readonly web: WebClient;

  constructor(scope: Construct, id: string, props: SignInProps) {
    super(scope, id);
    const { signIn } = props.stage;
    this.web =
      signIn.kind === 'oidc'
        ? { ...signIn, origins: [new URL(signIn.issuer).origin] }
        : this.#userPool(props);
    const audience = signIn.kind === 'oidc' ? signIn.audience : this.web.clientId;
    this.authorizer = new HttpJwtAuthorizer('SignedIn', this.web.issuer, { jwtAudience: [audience] });
  }

  #userPool({ stage, claims, publicUrl }: SignInProps): WebClient {
    if (isChina(stage)) throw new SignInError('no Cognito user pools in China: name an OpenID provider');
    if (!claims) throw new SignInError('a user pool needs the function that tells the claims of a user');
    const text = () => new StringAttribute({ mutable: true });
    const pool = new UserPool(this, 'Users', {
      selfSignUpEnabled: false,
      featurePlan: FeaturePlan.PLUS,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
      },
      customAttributes: { tenant: text(), roles: text(), department: text(), windows: text() },
      deletionProtection: stage.keepsData,
      removalPolicy: stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    pool.addTrigger(UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, claims, LambdaVersion.V2_0);
    const client = pool.addClient('Web', {
      // Hall and roles are the administrators' to write: whoever is signed in may change the language of the page.
      writeAttributes: new ClientAttributes().withStandardAttributes({ locale: true }),
      authFlows: { userSrp: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.PROFILE],
        callbackUrls: [`${publicUrl}/callback`],
        logoutUrls: [`${publicUrl}/`],
      },
      accessTokenValidity: Duration.hours(SHIFT_HOURS),
      idTokenValidity: Duration.hours(SHIFT_HOURS),
      preventUserExistenceErrors: true,
    });
    const { region, account } = Stack.of(this);
    const page = pool.addDomain('Page', {
      cognitoDomain: { domainPrefix: `onewindow-${stage.name}-${account}` },
    });
    const host = `https://cognito-idp.${region}.amazonaws.com`;
    return {
      issuer: `${host}/${pool.userPoolId}`,
      clientId: client.userPoolClientId,
      scope: 'openid profile',
      origins: [host, page.baseUrl()],
    };
  }
}
