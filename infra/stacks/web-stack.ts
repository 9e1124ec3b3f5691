import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import type { Stage } from '../config/stage.ts';
import type { Bundles } from '../constructs/bundles.ts';
import { Front } from '../constructs/front.ts';
import { Site } from '../constructs/site.ts';
import type { StateStack } from './state-stack.ts';

export interface WebStackProps extends StackProps {
  readonly stage: Stage;
  readonly state: StateStack;
  readonly bundles: Bundles;
}

/**
 * The one address of the installation: built files from a bucket, everything else from the HTTP API. It goes before the
 * functions, which print the address on papers; what the API answers with is in the stack Api.
 */
export class WebStack extends Stack {
  readonly site: Site;
  readonly http: HttpApi;
  readonly front: Front;

  constructor(scope: Construct, id: string, { stage, state, bundles, ...props }: WebStackProps) {
    super(scope, id, props);
    this.site = new Site(this, 'Site', { stage, state, bundles });
    this.http = new HttpApi(this, 'Http', {
      description: `OneWindow ${stage.name}`,
      createDefaultStage: false,
    });
    // For China with its own ending.
    const apiHost = `${this.http.apiId}.execute-api.${this.region}.${this.urlSuffix}`;
    this.front = new Front(this, 'Front', { stage, site: this.site, apiHost });
    new CfnOutput(this, 'Url', { value: this.front.url });
    new CfnOutput(this, 'ApiUrl', { value: `https://${apiHost}` });
    new CfnOutput(this, 'SiteBucket', { value: this.site.bucket.bucketName });
    new CfnOutput(this, 'FrontHost', { value: this.front.distribution.attrDomainName });
  }
}
