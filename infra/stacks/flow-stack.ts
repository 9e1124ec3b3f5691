import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { Stage } from '../config/stage.ts';
import type { Bundles, FunctionName } from '../constructs/bundles.ts';
import { allowDevices } from '../constructs/device-access.ts';
import { LogConsumer } from '../constructs/log-consumer.ts';
import { NoticeQueue } from '../constructs/notice-queue.ts';
import { SliceFunction } from '../constructs/slice-function.ts';
import { Workflow } from '../constructs/workflow.ts';
import type { StateStack } from './state-stack.ts';

export interface FlowStackProps extends StackProps {
  readonly stage: Stage;
  readonly state: StateStack;
  readonly bundles: Bundles;
  /** Where citizens reach the hall. */
  readonly publicUrl: string;
}

const TIMEOUT_SECONDS = 60;

/** What each function is for, as the console shows it. */
const FUNCTIONS = {
  views: '视图: brings the rows of the views up to the log',
  reactions: '联动: starts clocks, moves linked cases on, tells devices',
  sender: '通知: reads whom to tell from the vault and posts the message to the provider',
  clock: '时限: does what the limits of a case ask for, and says when to look again',
  bundleMachine: '联办: the tasks of the state machine of linked cases',
} as const satisfies Partial<Record<FunctionName, string>>;
type FlowFunctionName = keyof typeof FUNCTIONS;

/** Everything that is derived from the log: views, and what the log sets off. */
export class FlowStack extends Stack {
  readonly functions: Readonly<Record<FlowFunctionName, SliceFunction>>;
  /** The two readers of the log's stream; DynamoDB allows no third. */
  readonly consumers: Readonly<Record<'views' | 'reactions', LogConsumer>>;
  readonly workflows: Readonly<Record<'clock' | 'bundle', Workflow>>;
  readonly notices: NoticeQueue;

  constructor(scope: Construct, id: string, props: FlowStackProps) {
    const { stage, state, bundles, publicUrl, ...stackProps } = props;
    super(scope, id, stackProps);
    const make = (name: FlowFunctionName) =>
      new SliceFunction(this, `${name}Function`, {
        name,
        stage,
        state,
        bundles,
        description: FUNCTIONS[name],
        timeout: Duration.seconds(TIMEOUT_SECONDS),
      });
    this.functions = {
      views: make('views'),
      reactions: make('reactions'),
      sender: make('sender'),
      clock: make('clock'),
      bundleMachine: make('bundleMachine'),
    };
    for (const name of ['reactions', 'bundleMachine', 'sender'] as const) {
      this.functions[name].grantSecret(state);
      this.functions[name].setEnv('PUBLIC_URL', publicUrl);
    }
    allowDevices(this.functions.reactions, stage, 'withdraw', 'speak');
    this.consumers = {
      views: this.#consumer('Log', state, this.functions.views),
      reactions: this.#consumer('Reactions', state, this.functions.reactions),
    };
    this.workflows = this.#workflows(stage);
    this.notices = this.#notices(stage, state);
  }

  #notices({ noticeUrl, keepsData }: Stage, { dataKey: key }: StateStack): NoticeQueue {
    const { reactions, sender } = this.functions;
    const notices = new NoticeQueue(this, 'Notices', {
      key,
      sender: sender.fn,
      timeoutSeconds: TIMEOUT_SECONDS,
      keepsData,
    });
    notices.grantSend(reactions.fn);
    reactions.setEnv('NOTICE_QUEUE', notices.queue.queueUrl);
    sender.setEnv('NOTICE_QUEUE', notices.queue.queueUrl);
    sender.setEnv('NOTICE_URL', noticeUrl);
    sender.grantSecret({ secret: notices.secret, dataKey: key }, 'NOTICE_SECRET');
    new CfnOutput(this, 'NoticeQueueUrl', { value: notices.queue.queueUrl });
    new CfnOutput(this, 'NoticeDeadLettersUrl', { value: notices.deadLetters.queueUrl });
    return notices;
  }

  #consumer(id: string, { tables, dataKey }: StateStack, { fn }: SliceFunction): LogConsumer {
    return new LogConsumer(this, id, { log: tables.log as ITable, fn, key: dataKey });
  }

  #workflows(stage: Stage): FlowStack['workflows'] {
    const { reactions, clock, bundleMachine } = this.functions;
    const clocks = new Workflow(this, 'Clock', {
      definition: 'functions/clock/clock.asl.json',
      tasks: { Evaluate: clock.fn },
      stage,
    });
    const linked = new Workflow(this, 'Bundle', {
      definition: 'functions/bundle/bundle.asl.json',
      tasks: { Bundle: bundleMachine.fn },
      stage,
    });
    clocks.allow('Start', reactions.fn, 'StartExecution');
    clocks.allowStop(reactions.fn);
    linked.allow('Start', reactions.fn, 'StartExecution', 'SendTaskSuccess');
    linked.allow('Tell', bundleMachine.fn, 'SendTaskSuccess');
    reactions.setEnv('CLOCK_MACHINE', clocks.machine.stateMachineArn);
    reactions.setEnv('BUNDLE_MACHINE', linked.machine.stateMachineArn);
    return { clock: clocks, bundle: linked };
  }
}
