import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { Stage } from '../config/stage.ts';
import type { Bundles } from '../constructs/bundles.ts';
import { LogConsumer } from '../constructs/log-consumer.ts';
import { SliceFunction } from '../constructs/slice-function.ts';
import type { StateStack } from './state-stack.ts';

export interface FlowStackProps extends StackProps {
  readonly stage: Stage;
  readonly state: StateStack;
  readonly bundles: Bundles;
}

const TIMEOUT_SECONDS = 60;

/** Everything that is derived from the log. */
export class FlowStack extends Stack {
  readonly views: SliceFunction;
  readonly consumer: LogConsumer;

  constructor(scope: Construct, id: string, { stage, state, bundles, ...props }: FlowStackProps) {
    super(scope, id, props);
    this.views = new SliceFunction(this, 'viewsFunction', {
      name: 'views',
      stage,
      state,
      bundles,
      description: '视图: brings the rows of the views up to the log',
      timeout: Duration.seconds(TIMEOUT_SECONDS),
    });
    this.consumer = new LogConsumer(this, 'Log', {
      log: state.tables.log as ITable,
      fn: this.views.fn,
      key: state.dataKey,
    });
  }
}
