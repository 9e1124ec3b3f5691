import type { StateMachine } from 'aws-local-stepfunctions';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { Machine, WorkflowInput, Workflows } from '../../shared/ports/workflows.ts';
import { machineAt } from './state-machine.ts';

/** The task of each machine: gets what the Lambda function would get and answers what it would answer. */
export type Tasks = Readonly<Record<Machine, (input: WorkflowInput) => Promise<WorkflowInput>>>;

export interface LocalWorkflowsOptions {
  readonly tasks: Tasks;
  /** Real milliseconds until hall time has come to the instant. */
  readonly realMsUntil: (instant: Instant) => number;
  readonly onFault: (error: unknown) => void;
}

export interface LocalWorkflows extends Workflows {
  /** How many executions are under way. */
  running(): number;
  /** Ends all executions; the next start takes them up again. */
  close(): Promise<void>;
}

/** Longer timers fire at once; an execution that wakes too early finds nothing to do and waits on. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Step Functions in this process: the same state machines, on the hall's clock. */
export const localWorkflows = ({ tasks, realMsUntil, onFault }: LocalWorkflowsOptions): LocalWorkflows => {
  const machines: Readonly<Record<Machine, StateMachine>> = {
    clock: machineAt('functions/clock/clock.asl.json'),
  };
  const executions = new Map<string, { readonly ended: Promise<void>; readonly abort: () => void }>();
  const working = new Set<Promise<unknown>>();
  let isClosed = false;

  const execute = (machine: Machine, input: WorkflowInput) => {
    let { wakeAt } = input;
    const wait = (): number =>
      Math.min(MAX_TIMER_MS, Math.max(0, Math.ceil(realMsUntil(String(wakeAt) as Instant))));
    const task = async (given: unknown) => {
      const work = tasks[machine]((given as { Payload: WorkflowInput }).Payload);
      working.add(work);
      const answer = await work.finally(() => working.delete(work));
      ({ wakeAt } = answer);
      return { Payload: { ...answer } };
    };
    return machines[machine].run(
      { ...input },
      {
        noThrowOnAbort: true,
        overrides: {
          taskResourceLocalHandlers: { Evaluate: task },
          // Asked for at every wait anew: hall time may run faster than real time.
          waitTimeOverrides: {
            get Wait() {
              return wait();
            },
          },
        },
      },
    );
  };

  return {
    start: async (machine, name, input) => {
      await Promise.resolve();
      const place = `${machine} ${name}`;
      if (isClosed || executions.has(place)) return;
      const { result, abort } = execute(machine, input);
      const ended = Promise.resolve(result)
        .then(() => undefined, onFault)
        .finally(() => executions.delete(place));
      executions.set(place, { ended, abort });
    },
    stop: async (machine, name) => {
      await Promise.resolve();
      executions.get(`${machine} ${name}`)?.abort();
    },
    running: () => executions.size,
    close: async () => {
      isClosed = true;
      for (const { abort } of executions.values()) abort();
      await Promise.allSettled([...executions.values()].map(({ ended }) => ended));
      await Promise.allSettled(working);
    },
  };
};
