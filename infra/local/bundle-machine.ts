import { randomUUID } from 'node:crypto';
import type { StateMachine } from 'aws-local-stepfunctions';
import type { MachineAnswer, MachineTask } from '../../functions/bundle/machine-tasks.ts';
import type { BundleNo, TenantCode } from '../../shared/kernel/ids.ts';
import type { TaskTokens } from '../../shared/ports/task-tokens.ts';
import { machineAt } from './state-machine.ts';

/** A step of an execution, such as `StateEntered`. */
type MachineEvent =
  ReturnType<StateMachine['run']>['eventLogs'] extends AsyncGenerator<infer Event> ? Event : never;
type Json = Awaited<ReturnType<StateMachine['run']>['result']>;

export interface BundleMachineOptions {
  readonly run: (task: MachineTask) => Promise<MachineAnswer>;
  readonly onFault: (error: unknown) => void;
  /** Told of every step of an execution. */
  readonly onEvent?: (event: MachineEvent) => void;
}

/** `bundle.asl.json` in this process. */
export interface BundleMachine extends TaskTokens {
  /** Looks after the bundle until its end; a bundle that is looked after already is left alone. */
  readonly start: (tenant: TenantCode, no: BundleNo) => void;
  /** Ends when nothing is looked after any more. */
  idle(): Promise<void>;
  /** Ends all executions; the next start takes them up again. */
  close(): Promise<void>;
}

const payloadOf = (given: unknown): MachineTask => (given as { Payload: MachineTask }).Payload;

export const bundleMachine = ({ run, onFault, onEvent }: BundleMachineOptions): BundleMachine => {
  const machine = machineAt('functions/bundle/bundle.asl.json');
  const waiting = new Map<string, () => void>();
  const executions = new Map<BundleNo, { readonly ended: Promise<void>; readonly abort: () => void }>();
  const working = new Set<Promise<unknown>>();
  let isClosed = false;

  const worked = async (task: MachineTask): Promise<MachineAnswer> => {
    const work = run(task);
    working.add(work);
    return work.finally(() => working.delete(work));
  };
  const call = async (given: unknown): Promise<Json> =>
    ({ Payload: await worked(payloadOf(given)) }) as unknown as Json;
  /** Each attempt waits under a token of its own, as on AWS. */
  const awaitCase = async (given: unknown) => {
    const token = randomUUID();
    const ended = new Promise<void>((resolve) => waiting.set(token, resolve));
    await worked({ ...payloadOf(given), token } as MachineTask);
    await ended;
    return { token };
  };

  const follow = async (events: AsyncGenerator<MachineEvent>): Promise<void> => {
    for await (const event of events) onEvent?.(event);
  };

  return {
    start: (tenant, no) => {
      if (isClosed || executions.has(no)) return;
      const { result, abort, eventLogs } = machine.run(
        { tenant, no },
        {
          noThrowOnAbort: true,
          context: { Execution: { Id: no }, Task: { Token: no } },
          overrides: { taskResourceLocalHandlers: { Plan: call, AwaitCase: awaitCase, Conclude: call } },
        },
      );
      const ended = Promise.all([result, follow(eventLogs)])
        .then(() => undefined, onFault)
        .finally(() => executions.delete(no));
      executions.set(no, { ended, abort });
    },
    succeed: async (token) => {
      await Promise.resolve();
      waiting.get(token)?.();
      waiting.delete(token);
    },
    idle: async () => {
      while (executions.size > 0) await Promise.all([...executions.values()].map(({ ended }) => ended));
    },
    close: async () => {
      isClosed = true;
      for (const { abort } of executions.values()) abort();
      await Promise.allSettled([...executions.values()].map(({ ended }) => ended));
      await Promise.allSettled(working);
    },
  };
};
