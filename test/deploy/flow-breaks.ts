import { change, changeStatement, ofType, text, type Loose, type Resources } from './tampering.ts';

/** Lets an alarm watch something else, and answers with what it watched. */
const mute = (resources: Resources, metric: string, type: string): string | undefined => {
  const alarm = Object.values(resources).find(({ Properties }) => Properties['MetricName'] === metric);
  if (!alarm) return undefined;
  const watched = text(alarm.Properties['Dimensions']);
  (alarm.Properties as Loose)['MetricName'] = 'Other';
  return Object.entries(resources).find(
    ([id, { Type }]) => Type === type && watched.includes(id.split('/')[1] ?? id),
  )?.[0];
};

const MACHINE = 'AWS::StepFunctions::StateMachine';

/** What would break the promises of `FLOW_PROMISES`. */
export const FLOW_BREAKS: Readonly<Record<string, (resources: Resources) => string | undefined>> = {
  'streams and queues are consumed item by item, a poisoned one put aside': (resources) =>
    change(resources, ofType('AWS::Lambda::EventSourceMapping'), (source) => {
      delete source['FunctionResponseTypes'];
    }),
  'the log has two readers, which is as many as DynamoDB streams serve': (resources) => {
    const [, source] =
      Object.entries(resources).find(
        ([, { Type, Properties }]) =>
          Type === 'AWS::Lambda::EventSourceMapping' && JSON.stringify(Properties).includes('LogTable'),
      ) ?? [];
    if (source) resources['Flow/third'] = source;
    return 'Flow/third';
  },
  'state machines are standard, traced, and log which states were reached and not what they carried': (
    resources,
  ) =>
    change(resources, ofType(MACHINE), (machine) => {
      (machine['LoggingConfiguration'] as Loose)['IncludeExecutionData'] = true;
    }),
  'a state machine calls its own function and nothing else': (resources) =>
    changeStatement(
      resources,
      (_, statement) => statement.Action === 'lambda:InvokeFunction' && statement['Principal'] === undefined,
      (statement) => {
        statement['Resource'] = 'arn:aws:lambda:us-east-1:000000000000:function:*';
      },
    ),
  'executions are started and ended by the reactions, told by them and by the function that they wait for': (
    resources,
  ) =>
    changeStatement(
      resources,
      (_, statement) => text(statement.Action).includes('states:SendTaskSuccess'),
      (statement) => {
        statement.Action = [statement.Action, 'states:DeleteStateMachine'].flat();
      },
    ),
  'somebody is told when an execution fails or lasts too long': (resources) =>
    mute(resources, 'ExecutionsTimedOut', MACHINE),
  'somebody is told when a reader of the log falls behind': (resources) =>
    mute(resources, 'IteratorAge', 'AWS::Lambda::Function'),
  'somebody is told of every dead letter': (resources) =>
    mute(resources, 'ApproximateNumberOfMessagesVisible', 'AWS::SQS::Queue'),
};
