import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, listOf, ofType, without, type Promised } from './facts.ts';
import { ROOT } from './processes.ts';

const text = (value: unknown): string => JSON.stringify(value ?? null);

/** Functions that anybody may call, however often. */
const PUBLIC_FUNCTIONS = /^Api\/(tracking|docs|site)Function/;
const HOLDS_DATA = /^AWS::(DynamoDB::Table|S3::Bucket|KMS::Key|SQS::Queue|Lambda::Function|SNS::Topic)$/;

const headings = (): ReadonlySet<string> => {
  const runbook = readFileSync(join(ROOT, 'docs/operations.md'), 'utf8');
  return new Set([...runbook.matchAll(/^### ([a-z-]+)$/gm)].map(([, name = '']) => name));
};

/** What is promised to those who run an installation. */
export const OPERATING_PROMISES: readonly Promised[] = [
  {
    name: 'a stampede on what is public leaves instances to the counters, and notices go out a few at a time',
    broken: (templates) =>
      ofType(templates, 'AWS::Lambda::Function')
        .filter(([id]) => PUBLIC_FUNCTIONS.test(id))
        .filter(([, fn]) => !(Number(at(fn, 'ReservedConcurrentExecutions')) > 0))
        .map(([id]) => id)
        .concat(
          ofType(templates, 'AWS::Lambda::EventSourceMapping')
            .filter(([id]) => id.includes('senderFunction'))
            .filter(([, source]) => !(Number(at(source, 'ScalingConfig', 'MaximumConcurrency')) > 0))
            .map(([id]) => id),
        ),
  },
  {
    name: 'what a queue cannot deliver goes into dead letters, which are kept for two weeks',
    broken: (templates) =>
      without(templates, 'AWS::SQS::Queue', (queue) => at(queue, 'RedrivePolicy') !== undefined).filter(
        (id) =>
          !id.includes('DeadLetters') ||
          Number(templates.resources[id]?.Properties['MessageRetentionPeriod']) < 14 * 86_400,
      ),
  },
  {
    name: 'everything that costs says of which product and stage it is',
    broken: (templates) =>
      Object.entries(templates.resources).flatMap(([id, resource]) => {
        if (!HOLDS_DATA.test(resource.Type)) return [];
        const tags = text(listOf(resource.Properties['Tags']));
        return tags.includes('"product"') && tags.includes('"stage"') ? [] : [id];
      }),
  },
  {
    name: 'what an alarm refers to stands in the runbook',
    broken: (templates) => {
      const known = headings();
      return without(templates, 'AWS::CloudWatch::Alarm', (alarm) =>
        known.has(String(at(alarm, 'AlarmDescription')).split('#')[1] ?? ''),
      );
    },
  },
];
