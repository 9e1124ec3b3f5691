import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnTopicRule } from 'aws-cdk-lib/aws-iot';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

export interface UpQueueProps {
  readonly ruleName: string;
  readonly key: IKey;
  readonly fn: IFunction;
  readonly timeout: Duration;
}

const TRIES = 5;
const DLQ_DAYS = 14;
/** As AWS advises, so that a message is not taken twice while its batch is under way. */
const VISIBLE_AFTER = 6;
const BATCH = 10;

/**
 * Who spoke on which topic, by which certificate, and what. The body goes in base64: nothing that a device sends can
 * break the queue's own JSON. By basic ingest (`$aws/rules/<rule>/ow/…`) the same rule gets the message alone.
 */
const SQL =
  "SELECT topic() AS topic, principal() AS certificate, encode(*, 'base64') AS payload FROM 'ow/+/+/up/+'";

/** What devices say: by a rule of AWS IoT into a queue, from there to a function; what fails for good is put aside. */
export class UpQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { ruleName, key, fn, timeout }: UpQueueProps) {
    super(scope, id);
    const secured = {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.DESTROY,
    };
    this.deadLetters = new Queue(this, 'DeadLetters', {
      ...secured,
      retentionPeriod: Duration.days(DLQ_DAYS),
    });
    acknowledge(this.deadLetters, 'SQS3', 'It is a dead-letter queue itself');
    this.queue = new Queue(this, 'Queue', {
      ...secured,
      visibilityTimeout: Duration.seconds(timeout.toSeconds() * VISIBLE_AFTER),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: TRIES },
    });
    this.#rule(ruleName, key);
    fn.addEventSource(new SqsEventSource(this.queue, { batchSize: BATCH, reportBatchItemFailures: true }));
  }

  #rule(ruleName: string, key: IKey): void {
    const role = new Role(this, 'RuleRole', { assumedBy: new ServicePrincipal('iot.amazonaws.com') });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['sqs:SendMessage'],
        resources: [this.queue.queueArn, this.deadLetters.queueArn],
      }),
    );
    role.addToPolicy(
      new PolicyStatement({ actions: ['kms:GenerateDataKey', 'kms:Decrypt'], resources: [key.keyArn] }),
    );
    const into = ({ queueUrl }: Queue) => ({
      sqs: { queueUrl, roleArn: role.roleArn, useBase64: false },
    });
    new CfnTopicRule(this, 'Rule', {
      ruleName,
      topicRulePayload: {
        awsIotSqlVersion: '2016-03-23',
        description: 'What devices say, to the queue of the hall',
        sql: SQL,
        actions: [into(this.queue)],
        errorAction: into(this.deadLetters),
      },
    });
  }
}
