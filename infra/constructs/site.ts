import { CustomResource, Duration, FileSystem, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { OriginAccessIdentity } from 'aws-cdk-lib/aws-cloudfront';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectOwnership,
  type CfnBucket,
  type IBucket,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Stage } from '../config/stage.ts';
import type { StateStack } from '../stacks/state-stack.ts';
import { acknowledge } from './acknowledge.ts';
import type { Bundles } from './bundles.ts';
import { SliceFunction } from './slice-function.ts';

export interface SiteProps {
  readonly stage: Stage;
  readonly state: StateStack;
  readonly bundles: Bundles;
}

const PUBLISHING = Duration.minutes(2);
const LOG_DAYS = 400;
/** Of the bucket's requests, which S3 counts only where it is asked to. */
const METRICS_ID = 'All';

/** Where the built files of the web app lie, behind CloudFront and for nobody else; a function of ours puts them there. */
export class Site extends Construct {
  readonly bucket: Bucket;
  /** As whom CloudFront reads. */
  readonly reader: OriginAccessIdentity;
  readonly publish: SliceFunction;

  constructor(scope: Construct, id: string, { stage, state, bundles }: SiteProps) {
    super(scope, id);
    this.bucket = this.#newBucket(stage);
    this.reader = new OriginAccessIdentity(this, 'Reader', { comment: `OneWindow ${stage.name}` });
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        principals: [this.reader.grantPrincipal],
        actions: ['s3:GetObject'],
        resources: [this.bucket.arnForObjects('*')],
      }),
    );
    this.publish = new SliceFunction(this, 'publishFunction', {
      name: 'publish',
      stage,
      state,
      bundles,
      description: '网站: puts the built files of the web app into their bucket',
      timeout: PUBLISHING,
    });
    this.publish.setEnv('SITE_BUCKET', this.bucket.bucketName);
    this.#put(FileSystem.fingerprint(bundles.publish.folder));
  }

  /** How often the bucket answered so, by S3's own name for it. */
  requests(metricName: string, period: Duration): Metric {
    const dimensionsMap = { BucketName: this.bucket.bucketName, FilterId: METRICS_ID };
    return new Metric({ namespace: 'AWS/S3', metricName, dimensionsMap, period, statistic: Stats.SUM });
  }

  #newBucket({ keepsData }: Stage): Bucket {
    const common = {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      removalPolicy: keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    };
    const accessLog = new Bucket(this, 'AccessLog', {
      ...common,
      lifecycleRules: [{ expiration: Duration.days(LOG_DAYS) }],
    });
    return new Bucket(this, 'Bucket', {
      ...common,
      versioned: true,
      // CDK's classes declare what its interfaces call optional as `| undefined`.
      serverAccessLogsBucket: accessLog as IBucket,
      metrics: [{ id: METRICS_ID }],
    });
  }

  /** Called by CloudFormation whenever a file has changed. */
  #put(files: string): void {
    const { role } = this.publish.fn;
    role?.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['s3:PutObject'], resources: [this.bucket.arnForObjects('assets/*')] }),
    );
    role?.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['s3:PutObject'], resources: [this.bucket.arnForObjects('icon.svg')] }),
    );
    const logicalId = Stack.of(this).getLogicalId(this.bucket.node.defaultChild as CfnBucket);
    acknowledge(
      role ?? this,
      `IAM5[Resource::<${logicalId}.Arn>/assets/*]`,
      'Names of built files carry the hash of their content',
    );
    new CustomResource(this, 'Files', {
      serviceToken: this.publish.fn.functionArn,
      resourceType: 'Custom::SiteFiles',
      serviceTimeout: PUBLISHING.plus(Duration.minutes(1)),
      properties: { files },
    });
  }
}
