import { Alarm, ComparisonOperator, TreatMissingData, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

export interface RunbookAlarmProps {
  readonly metric: IMetric;
  readonly threshold: number;
  /** What it means, in a sentence. */
  readonly meaning: string;
  /** Section of docs/operations.md that says what to do. */
  readonly runbook: string;
  readonly topic: ITopic;
  /** Periods out of five that must be over the threshold. @default 1 of 1 */
  readonly lasting?: number;
}

const WINDOW = 5;

/** An alarm that says where to read what to do. */
export class RunbookAlarm extends Construct {
  readonly alarm: Alarm;

  constructor(
    scope: Construct,
    id: string,
    { metric, threshold, meaning, runbook, topic, lasting }: RunbookAlarmProps,
  ) {
    super(scope, id);
    this.alarm = new Alarm(this, 'Alarm', {
      metric,
      threshold,
      alarmDescription: `${meaning} See docs/operations.md#${runbook}`,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: lasting === undefined ? 1 : WINDOW,
      datapointsToAlarm: lasting ?? 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    this.alarm.addAlarmAction(new SnsAction(topic));
    this.alarm.addOkAction(new SnsAction(topic));
  }
}
