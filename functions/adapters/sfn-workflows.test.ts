import {
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StateMachineDoesNotExist,
  StopExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
  ValidationException,
} from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { sfnExecutions, sfnTaskTokens } from './sfn-workflows.ts';

const sfn = mockClient(SFNClient);
const client = new SFNClient({ region: 'us-east-1' });
const fault = (message: string) => ({ message, $metadata: {} });
const CLOCK = 'arn:aws:states:us-east-1:1:stateMachine:Clock';
const NAME = '4113232611230001-1';

beforeEach(() => sfn.reset());

describe('an execution', () => {
  const executions = sfnExecutions(client, { clock: CLOCK });
  const start = () => executions.start('clock', NAME, { stretch: 1, wakeAt: 'then' });
  const stop = () => executions.stop('clock', NAME);

  test('is started under its name, at its machine', async () => {
    sfn.on(StartExecutionCommand).resolves({ executionArn: 'arn:execution' });
    await start();
    expect(sfn.commandCalls(StartExecutionCommand).map(({ args: [{ input }] }) => input)).toEqual([
      { stateMachineArn: CLOCK, name: NAME, input: '{"stretch":1,"wakeAt":"then"}' },
    ]);
  });

  test.each([
    [
      'answered with the one that runs',
      () => sfn.on(StartExecutionCommand).resolves({ executionArn: 'same' }),
    ],
    [
      'refused because the name is taken',
      () => sfn.on(StartExecutionCommand).rejects(new ExecutionAlreadyExists(fault('taken'))),
    ],
  ])('that is there already is asked for in vain: %s', async (_, prepare) => {
    prepare();
    await expect(start()).resolves.toBeUndefined();
    await expect(start()).resolves.toBeUndefined();
  });

  test('that cannot be started is a fault', async () => {
    sfn.on(StartExecutionCommand).rejects(new StateMachineDoesNotExist(fault('no such machine')));
    await expect(start()).rejects.toThrow(StateMachineDoesNotExist);
  });

  test('is stopped by its name', async () => {
    sfn.on(StopExecutionCommand).resolves({});
    await stop();
    expect(sfn.commandCalls(StopExecutionCommand).map(({ args: [{ input }] }) => input)).toEqual([
      { executionArn: `arn:aws:states:us-east-1:1:execution:Clock:${NAME}` },
    ]);
  });

  test.each([
    new ExecutionDoesNotExist(fault('never started')),
    new ValidationException({ ...fault('over'), reason: undefined }),
  ])('that is not there to be stopped is left as it is: %s', async (error) => {
    sfn.on(StopExecutionCommand).rejects(error);
    await expect(stop()).resolves.toBeUndefined();
  });

  test('that nobody was able to stop is a fault', async () => {
    sfn.on(StopExecutionCommand).rejects(new Error('no connection'));
    await expect(stop()).rejects.toThrow('no connection');
  });
});

describe('a task token', () => {
  const succeed = () =>
    sfnTaskTokens(client).succeed('token-1', { name: '食品经营许可', status: 'approved' });

  test('is told the outcome', async () => {
    sfn.on(SendTaskSuccessCommand).resolves({});
    await succeed();
    expect(sfn.commandCalls(SendTaskSuccessCommand).map(({ args: [{ input }] }) => input)).toEqual([
      { taskToken: 'token-1', output: '{"name":"食品经营许可","status":"approved"}' },
    ]);
  });

  test.each([new TaskDoesNotExist(fault('used')), new TaskTimedOut(fault('late'))])(
    'that nobody waits under any more is told in vain: %s',
    async (error) => {
      sfn.on(SendTaskSuccessCommand).rejects(error);
      await expect(succeed()).resolves.toBeUndefined();
    },
  );

  test('that is none is a fault', async () => {
    sfn.on(SendTaskSuccessCommand).rejects(new InvalidToken(fault('not a token')));
    await expect(succeed()).rejects.toThrow(InvalidToken);
  });
});
