import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { NOTICE_TRIES } from '../../shared/contracts/notice-retries.ts';
import { acknowledge } from './acknowledge.ts';

export interface NoticeQueueProps {
  /** Encrypts both queues and the secret. */
  readonly key: IKey;
  /** Sends what waits. */
  readonly sender: Function;
  /** Seconds that the sender may take for a batch. */
  readonly timeoutSeconds: number;
  /** The secret outlives the stack: whoever receives the messages knows it. */
  readonly keepsData: boolean;
}

const BATCH = 10;
/** Senders at once: a gateway for short messages takes some dozens a second. */
const MOST_SENDERS = 5;
const DLQ_DAYS = 14;
/** As AWS advises: six times what the function may take. */
const VISIBILITY_FACTOR = 6;

/** Notices on their way to people: identifiers in a queue, what nobody could deliver beside it, and the key that signs messages. */
export class NoticeQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  /** Shared with whoever receives the messages. */
  readonly secret: Secret;

  constructor(scope: Construct, id: string, { key, sender, timeoutSeconds, keepsData }: NoticeQueueProps) {
    super(scope, id);
    const common = {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      enforceSSL: true,
      retentionPeriod: Duration.days(DLQ_DAYS),
      removalPolicy: RemovalPolicy.DESTROY,
    };
    this.deadLetters = new Queue(this, 'DeadLetters', common);
    acknowledge(this.deadLetters, 'SQS3', 'It is a dead-letter queue itself');
    this.queue = new Queue(this, 'Queue', {
      ...common,
      visibilityTimeout: Duration.seconds(timeoutSeconds * VISIBILITY_FACTOR),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: NOTICE_TRIES },
    });
    this.secret = new Secret(this, 'Secret', {
      description: `${Stack.of(this).stackName}: signs the messages to the notification provider`,
      encryptionKey: key,
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    acknowledge(
      this.secret,
      'SMG4',
      'Whoever receives the messages must change it at the same moment (runbook)',
    );
    sender.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: BATCH,
        maxConcurrency: MOST_SENDERS,
        reportBatchItemFailures: true,
      }),
    );
  }

  /** Lets a function put notices into the queue. */
  grantSend(to: IGrantable): void {
    this.queue.grantSendMessages(to);
  }
}
