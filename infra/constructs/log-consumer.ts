import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { FilterCriteria, StartingPosition, type Function } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

export interface LogConsumerProps {
  readonly log: ITable;
  readonly fn: Function;
  readonly key: IKey;
}

const BATCH = 100;
/** Batches of one shard under way at once; commits of one stream stay in their order. */
const LANES = 4;
const RETRIES = 20;
const DLQ_DAYS = 14;
/** The stream holds a commit for a day; given up while it can still be looked at there. */
const MAX_AGE_HOURS = 20;

/**
 * Feeds a function with what is appended to the log. What fails again and again is put aside, with its place in the
 * stream, and stops nobody: the next commit of the same stream fills the gap from the log.
 */
export class LogConsumer extends Construct {
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { log, fn, key }: LogConsumerProps) {
    super(scope, id);
    this.deadLetters = new Queue(this, 'DeadLetters', {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      enforceSSL: true,
      retentionPeriod: Duration.days(DLQ_DAYS),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    acknowledge(this.deadLetters, 'SQS3', 'It is a dead-letter queue itself');
    const kms = 'Lambda puts what failed into a queue under our key; CDK names these two families of actions';
    const role = fn.role ?? fn;
    acknowledge(role, 'IAM5[Action::kms:ReEncrypt*]', kms);
    acknowledge(role, 'IAM5[Action::kms:GenerateDataKey*]', kms);
    fn.addEventSource(
      new DynamoEventSource(log, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: BATCH,
        parallelizationFactor: LANES,
        bisectBatchOnError: true,
        retryAttempts: RETRIES,
        maxRecordAge: Duration.hours(MAX_AGE_HOURS),
        reportBatchItemFailures: true,
        onFailure: new SqsDlq(this.deadLetters),
        filters: [FilterCriteria.filter({ eventName: ['INSERT'] })],
      }),
    );
  }
}
