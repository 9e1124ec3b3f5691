import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import {
  ClientAttributes,
  FeaturePlan,
  LambdaVersion,
  Mfa,
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
  /** Tells Cognito the claims of a user; needed where there is a user pool. */
  readonly claims?: IFunction;
}

const SHIFT_HOURS = 12;

/** Checks tokens before any function runs: of any OpenID provider, or of a user pool of this installation's own. */
export class SignIn extends Construct {
  readonly authorizer: IHttpRouteAuthorizer;

  constructor(scope: Construct, id: string, { stage, claims }: SignInProps) {
    super(scope, id);
    const { issuer, audience } = stage.signIn.kind === 'oidc' ? stage.signIn : this.#userPool(stage, claims);
    this.authorizer = new HttpJwtAuthorizer('SignedIn', issuer, { jwtAudience: [audience] });
  }

  #userPool(stage: Stage, claims: IFunction | undefined): { issuer: string; audience: string } {
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
      accessTokenValidity: Duration.hours(SHIFT_HOURS),
      idTokenValidity: Duration.hours(SHIFT_HOURS),
      preventUserExistenceErrors: true,
    });
    const { region } = Stack.of(this);
    return {
      issuer: `https://cognito-idp.${region}.amazonaws.com/${pool.userPoolId}`,
      audience: client.userPoolClientId,
    };
  }
}
