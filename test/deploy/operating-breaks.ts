import { change, ofType, type Resources } from './tampering.ts';

/** For each promise to those who run it, by its name, a change to a template that breaks it. */
export const OPERATING_BREAKS: Readonly<Record<string, (resources: Resources) => string | undefined>> = {
  'a stampede on what is public leaves instances to the counters, and notices go out a few at a time': (
    resources,
  ) =>
    change(
      resources,
      (id, { Type }) => Type === 'AWS::Lambda::Function' && id.startsWith('Api/trackingFunction'),
      (fn) => {
        delete fn['ReservedConcurrentExecutions'];
      },
    ),
  'what a queue cannot deliver goes into dead letters, which are kept for two weeks': (resources) =>
    change(
      resources,
      (id, { Type }) => Type === 'AWS::SQS::Queue' && !id.includes('DeadLetters'),
      (queue) => {
        delete queue['RedrivePolicy'];
      },
    ),
  'everything that costs says of which product and stage it is': (resources) =>
    change(resources, ofType('AWS::DynamoDB::Table'), (table) => {
      table['Tags'] = [];
    }),
  'what an alarm refers to stands in the runbook': (resources) =>
    change(resources, ofType('AWS::CloudWatch::Alarm'), (alarm) => {
      alarm['AlarmDescription'] = 'See docs/operations.md#nowhere';
    }),
};
