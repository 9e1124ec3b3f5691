import { fork } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Stack, type CfnResource } from 'aws-cdk-lib';
import type { Bundle } from '../../infra/constructs/bundles.ts';
import { SliceFunction } from '../../infra/constructs/slice-function.ts';
import { compose } from '../deploy/synth.ts';

const CHILD = join(import.meta.dirname, 'function-child.ts');

export type Environment = Readonly<Record<string, string>>;

/** A value of a template as it may be when it is deployed: what CloudFormation fills in is some address. */
const deployed = (value: unknown, isPart = false): string => {
  if (typeof value === 'string') return value;
  const [[name, argument]] = Object.entries(value as object) as [[string, unknown]];
  if (name !== 'Fn::Join') return isPart ? 'given' : 'https://given.invalid/';
  const [separator, parts] = argument as [string, readonly unknown[]];
  return parts.map((part) => deployed(part, true)).join(separator);
};

const environmentOf = ({ fn }: SliceFunction): Environment => {
  const resource = fn.node.defaultChild as CfnResource & { environment: unknown };
  const resolved = Stack.of(fn).resolve(resource.environment) as { variables: Record<string, unknown> };
  return Object.fromEntries(
    Object.entries(resolved.variables).map(([name, value]) => [name, deployed(value)]),
  );
};

/** The environment of every function as the stacks of a stage give it. */
export const environmentsOf = (stage: string): Readonly<Record<string, Environment>> => {
  const functions = compose(stage)
    .app.node.findAll()
    .filter((each) => each instanceof SliceFunction);
  return Object.fromEntries(functions.map((each) => [each.name, environmentOf(each)]));
};

/** What Lambda adds; the SDK and X-Ray go by it. */
const ofLambda = (endpoint: string): Environment => ({
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
  AWS_SESSION_TOKEN: 'none',
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_FUNCTION_NAME: 'function',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
  LAMBDA_TASK_ROOT: '/var/task',
  _X_AMZN_TRACE_ID: 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1',
  AWS_ENDPOINT_URL: endpoint,
});

/** What came of one event. */
export interface Answer {
  readonly answer?: { readonly statusCode?: number } | null;
  readonly error?: { readonly name: string; readonly message: string };
}

/** Starts a bundled function in a new process and hands it one event after the other; `log`: its errors. @throws Error when it does not start */
export const invokeBundle = async (
  { folder }: Bundle,
  { environment, endpoint }: { readonly environment: Environment | undefined; readonly endpoint: string },
  events: readonly unknown[],
): Promise<{ readonly answers: readonly Answer[]; readonly log: string }> => {
  const child = fork(CHILD, { env: { ...environment, ...ofLambda(endpoint) }, silent: true });
  // Powertools writes what went wrong where errors go.
  const printed = child.stderr ? text(child.stderr) : Promise.resolve('');
  child.stdout?.resume();
  const answered = new Promise<readonly Answer[] | undefined>((resolve) => {
    child.once('message', (message) => {
      resolve(message as readonly Answer[]);
      child.kill();
    });
    // Comes after every message; `exit` may come before the last one.
    child.once('disconnect', () => resolve(undefined));
  });
  child.send({ file: join(folder, 'index.mjs'), events });
  const answers = await answered;
  const log = await printed;
  if (!answers) throw new Error(`${folder} did not start: ${log}`);
  return { answers, log };
};
