import {
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
  ValidationException,
} from '@aws-sdk/client-sfn';
import type { TaskTokens } from '../../shared/ports/task-tokens.ts';
import type { WorkflowInput } from '../../shared/ports/workflows.ts';
import { configOf, type AwsEndpoint } from './clients.ts';

/** Executions of state machines by name: `Workflows`, for the machines that the caller has. */
export interface Executions<Machine extends string> {
  start(machine: Machine, name: string, input: WorkflowInput): Promise<void>;
  stop(machine: Machine, name: string): Promise<void>;
}

export const sfnClient = (at: AwsEndpoint): SFNClient => new SFNClient(configOf(at));

/** `…:stateMachine:Clock` and a name make `…:execution:Clock:name`. */
const executionArn = (stateMachineArn: string, name: string): string =>
  `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;

/** An execution that cannot be stopped because it is over (so says an emulator), or that was never started. */
const isOver = (error: unknown): boolean =>
  error instanceof ExecutionDoesNotExist || error instanceof ValidationException;

/**
 * Step Functions, Standard. A name that is running is answered with its execution when the input is the same, and
 * refused when it differs or the execution is over: either way there is one, and nothing is left to do.
 */
export const sfnExecutions = <Machine extends string>(
  client: SFNClient,
  machines: Readonly<Record<Machine, string>>,
): Executions<Machine> => ({
  start: async (machine, name, input) => {
    try {
      await client.send(
        new StartExecutionCommand({ stateMachineArn: machines[machine], name, input: JSON.stringify(input) }),
      );
    } catch (error) {
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    }
  },
  stop: async (machine, name) => {
    try {
      await client.send(new StopExecutionCommand({ executionArn: executionArn(machines[machine], name) }));
    } catch (error) {
      if (!isOver(error)) throw error;
    }
  },
});

/** Tokens of tasks that wait. One that was used, or whose attempt is over, has nobody behind it any more. */
export const sfnTaskTokens = (client: SFNClient): TaskTokens => ({
  succeed: async (taskToken, output) => {
    try {
      await client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) }));
    } catch (error) {
      if (!(error instanceof TaskDoesNotExist) && !(error instanceof TaskTimedOut)) throw error;
    }
  },
});
