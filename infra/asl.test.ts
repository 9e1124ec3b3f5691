import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import validate from 'asl-validator';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../test/deploy/processes.ts';
import { templatesOf } from '../test/deploy/synth.ts';

interface State {
  readonly TimeoutSeconds?: number;
  readonly Retry?: readonly {
    readonly ErrorEquals: readonly string[];
    readonly IntervalSeconds: number;
    readonly MaxAttempts: number;
  }[];
  readonly ItemProcessor?: Machine;
}
interface Machine {
  readonly States: Readonly<Record<string, State>>;
}

const FILES = ['functions/clock/clock.asl.json', 'functions/bundle/bundle.asl.json'];
const read = (file: string) => JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as Machine;
const DAY = 86_400;

test.each(FILES)('%s is in the language of Step Functions', (file) => {
  expect(validate(read(file)).errorsText()).toBe('');
});

test('a definition that leads nowhere is noticed', () => {
  const clock = read('functions/clock/clock.asl.json');
  const broken = { ...clock, StartAt: 'Nowhere' };
  expect(validate(broken).isValid).toBe(false);
});

/** The text as CloudFormation puts it together; whatever it refers to is called `aws` here. */
const joined = (definition: unknown, values: Readonly<Record<string, unknown>>): string => {
  const { 'Fn::Join': join = ['', [definition]] } = definition as { 'Fn::Join'?: [string, unknown[]] };
  const text = join[1].map((part) => (typeof part === 'string' ? part : 'aws')).join(join[0]);
  return text.replaceAll(/\$\{(\w+)\}/g, (place, name: string) => (name in values ? 'aws' : place));
};

describe.each(['prod', 'prod-cn'])('deployed as %s', (stage) => {
  const machines = Object.entries(templatesOf(stage).resources).filter(
    ([, { Type }]) => Type === 'AWS::StepFunctions::StateMachine',
  );

  test('both files are deployed, with everything that they leave open filled in', () => {
    expect(machines).toHaveLength(FILES.length);
    for (const [id, { Properties }] of machines) {
      const values = Properties['DefinitionSubstitutions'] as Record<string, unknown>;
      const text = joined(Properties['DefinitionString'], values);
      expect(text, id).not.toContain('${');
      expect(validate(JSON.parse(text)).errorsText(), id).toBe('');
    }
  });
});

/** Seconds that one attempt of the wait lasts, and all of them together with the pauses between. */
const waitForCase = (): { readonly once: number; readonly all: number } => {
  const cases = read('functions/bundle/bundle.asl.json').States['Stages']?.ItemProcessor?.States['Cases'];
  const wait = cases?.ItemProcessor?.States['AwaitCase'];
  const again = wait?.Retry?.find(({ ErrorEquals }) => ErrorEquals.includes('States.Timeout'));
  if (wait?.TimeoutSeconds === undefined || !again) throw new Error('the wait has no bound');
  const once = wait.TimeoutSeconds;
  return { once, all: once + again.MaxAttempts * (once + again.IntervalSeconds) };
};

describe('the wait for a linked case', () => {
  const { once, all } = waitForCase();

  test('第42条: outlasts 60 working days and every pause that a year has room for', () => {
    expect(all).toBeGreaterThan(300 * DAY);
  });

  test('ends before Step Functions end the execution, and each attempt within a timer of the local stack', () => {
    expect(all).toBeLessThan(365 * DAY);
    expect(once * 1_000).toBeLessThan(2 ** 31);
  });
});
