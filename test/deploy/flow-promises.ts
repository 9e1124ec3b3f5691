import { actionsOf, at, isAllowed, mentions, ofType, statements, without, type Promised } from './facts.ts';
import type { Resource, Templates } from './synth.ts';

const MACHINE = 'AWS::StepFunctions::StateMachine';
const SOURCE = 'AWS::Lambda::EventSourceMapping';
const text = (value: unknown): string => JSON.stringify(value ?? null);

/** The part of a resource's id that other stacks name it by. */
const nameOf = (id: string): string => id.split('/')[1] ?? id;

const hasAlarm = (templates: Templates, id: string, metric: string): boolean =>
  ofType(templates, 'AWS::CloudWatch::Alarm').some(
    ([, alarm]) => at(alarm, 'MetricName') === metric && text(at(alarm, 'Dimensions')).includes(nameOf(id)),
  );

const unwatched = (templates: Templates, ids: readonly string[], ...metrics: readonly string[]) =>
  ids.filter((id) => !metrics.every((metric) => hasAlarm(templates, id, metric)));

const idsOf = (templates: Templates, type: string): readonly string[] =>
  ofType(templates, type).map(([id]) => id);

const readsLog = (source: Resource): boolean => text(at(source, 'EventSourceArn')).includes('LogTable');

/** Who may do what with executions: the function whose role a policy is for. */
const MAY: Readonly<Record<string, RegExp>> = {
  'states:StartExecution': /reactionsFunctionRole/,
  'states:StopExecution': /reactionsFunctionRole/,
  'states:SendTaskSuccess': /(reactions|bundleMachine)FunctionRole/,
};

/** What is promised of everything that follows from the log: its readers, its state machines, its queues. */
export const FLOW_PROMISES: readonly Promised[] = [
  {
    name: 'streams and queues are consumed item by item, a poisoned one put aside',
    broken: (templates) =>
      without(
        templates,
        'AWS::Lambda::EventSourceMapping',
        (source) =>
          JSON.stringify(at(source, 'FunctionResponseTypes')) === '["ReportBatchItemFailures"]' &&
          (!readsLog(source) ||
            (at(source, 'BisectBatchOnFunctionError') === true &&
              at(source, 'DestinationConfig', 'OnFailure', 'Destination') !== undefined &&
              Number(at(source, 'MaximumRecordAgeInSeconds')) < 86_400)),
      ),
  },
  {
    name: 'the log has two readers, which is as many as DynamoDB streams serve',
    broken: (templates) =>
      ofType(templates, SOURCE)
        .filter(([, source]) => readsLog(source))
        .slice(2)
        .map(([id]) => id),
  },
  {
    name: 'state machines are standard, traced, and log which states were reached and not what they carried',
    broken: (templates) =>
      without(
        templates,
        MACHINE,
        (machine) =>
          at(machine, 'StateMachineType') === 'STANDARD' &&
          at(machine, 'TracingConfiguration', 'Enabled') === true &&
          at(machine, 'LoggingConfiguration', 'Level') === 'ALL' &&
          at(machine, 'LoggingConfiguration', 'IncludeExecutionData') === false,
      ),
  },
  {
    name: 'a state machine calls its own function and nothing else',
    broken: (templates) =>
      statements(templates)
        .filter(isAllowed)
        .filter(({ statement }) => actionsOf(statement).includes('lambda:InvokeFunction'))
        .flatMap(({ id, statement }) =>
          actionsOf(statement).length === 1 && !text(statement.Resource).includes('*') ? [] : [id],
        ),
  },
  {
    name: 'executions are started and ended by the reactions, told by them and by the function that they wait for',
    broken: (templates) =>
      statements(templates)
        .filter(isAllowed)
        .filter(({ statement }) => actionsOf(statement).some((action) => action.startsWith('states:')))
        .flatMap(({ id, statement }) => {
          const roles = text(templates.resources[id]?.Properties['Roles']);
          const isKnown = actionsOf(statement).every((action) => MAY[action]?.test(roles));
          return isKnown && mentions(statement, 'Machine') ? [] : [id];
        }),
  },
  {
    name: 'somebody is told when an execution fails or lasts too long',
    broken: (templates) =>
      unwatched(templates, idsOf(templates, MACHINE), 'ExecutionsFailed', 'ExecutionsTimedOut'),
  },
  {
    name: 'somebody is told when a reader of the log falls behind',
    broken: (templates) =>
      ofType(templates, SOURCE)
        .filter(([, source]) => readsLog(source))
        .map(([id, source]) => `${id.split('/')[0]}/${(at(source, 'FunctionName') as { Ref: string }).Ref}`)
        .filter((id) => !hasAlarm(templates, id, 'IteratorAge')),
  },
  {
    name: 'somebody is told of every dead letter',
    broken: (templates) =>
      unwatched(
        templates,
        idsOf(templates, 'AWS::SQS::Queue').filter((id) => id.includes('DeadLetters')),
        'ApproximateNumberOfMessagesVisible',
      ),
  },
];
