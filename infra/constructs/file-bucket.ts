import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  HttpMethods,
  ObjectOwnership,
  type IBucket,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

/** How far back DynamoDB's point-in-time recovery reaches. */
const BACKUP_DAYS = 35;

export interface FileBucketProps {
  readonly key: IKey;
  readonly keepsData: boolean;
  /** Whose pages may upload: `https://hall.example`. */
  readonly origins: readonly string[];
}

/** Materials of the cases, one prefix per hall. Reached with addresses that a function has signed, over TLS only. */
export class FileBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { key, keepsData, origins }: FileBucketProps) {
    super(scope, id);
    const removalPolicy = keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    const common = {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      removalPolicy,
    };
    const accessLog = new Bucket(this, 'AccessLog', {
      ...common,
      encryption: BucketEncryption.S3_MANAGED,
      lifecycleRules: [{ expiration: Duration.days(400) }],
    });
    this.bucket = new Bucket(this, 'Bucket', {
      ...common,
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      versioned: true,
      // CDK's classes declare what its interfaces call optional as `| undefined`.
      serverAccessLogsBucket: accessLog as IBucket,
      // Nothing is ever replaced, so an older version is an erased file: it can be got back for as long as the tables'
      // backups reach, then it is gone (个人信息保护法 第47条).
      lifecycleRules: [
        {
          abortIncompleteMultipartUploadAfter: Duration.days(1),
          noncurrentVersionExpiration: Duration.days(BACKUP_DAYS),
          expiredObjectDeleteMarker: true,
        },
      ],
      cors: [
        {
          allowedMethods: [HttpMethods.PUT, HttpMethods.GET],
          allowedOrigins: [...origins],
          allowedHeaders: ['content-type', 'x-amz-checksum-sha256', 'if-none-match'],
          maxAge: 3_600,
        },
      ],
    });
  }
}
