import { describe, expect, it } from 'vitest';
import type { MachineAnswer, MachineTask } from '../../functions/bundle/machine-tasks.ts';
import type { BundleNo, TenantCode } from '../../shared/kernel/ids.ts';
import { bundleMachine, type BundleMachineOptions } from './bundle-machine.ts';

const TENANT = '411323' as TenantCode;
const NO = 'L41132320261123000001' as BundleNo;

/** A bundle without rules: its stages, and a word for what happens when a case is awaited. */
const machineOf = (
  stages: readonly (readonly string[])[],
  onAwait: (name: string, token: string) => Promise<void> | void,
) => {
  const awaited: { name: string; token: string }[] = [];
  const faults: unknown[] = [];
  let transitions = 0;
  const run = async (task: MachineTask): Promise<MachineAnswer> => {
    const { tenant, no } = task;
    if (task.task === 'plan') return { tenant, no, stages };
    if (task.task === 'conclude') return { tenant, no, outcome: 'approved' };
    awaited.push(task);
    await onAwait(task.name, task.token);
    return { tenant, no };
  };
  const options: BundleMachineOptions = {
    run,
    onFault: (error) => faults.push(error),
    onEvent: ({ type }) => {
      if (type === 'StateEntered' || type === 'StateRetried') transitions += 1;
    },
  };
  const machine = bundleMachine(options);
  return { machine, awaited, faults, transitions: () => transitions };
};

describe('the state machine of a linked case', () => {
  it('awaits stage after stage, the cases of a stage side by side', async () => {
    const order: string[] = [];
    const { machine, awaited, faults, transitions } = machineOf([['a', 'b'], ['c']], (name) => {
      order.push(name);
    });
    machine.start(TENANT, NO);
    while (awaited.length < 2) await new Promise(setImmediate);
    expect(order.toSorted()).toEqual(['a', 'b']);
    for (const { token } of awaited) await machine.succeed(token, {});
    while (awaited.length < 3) await new Promise(setImmediate);
    await machine.succeed(awaited[2]?.token ?? '', {});
    await machine.idle();
    expect(faults).toEqual([]);
    expect(order.at(-1)).toBe('c');
    expect(transitions()).toBeLessThanOrEqual(6 + 4 * 3);
  });

  it('tokens told twice, too early or of nobody do no harm', async () => {
    const told = machineOf([['a']], (_, token) => told.machine.succeed(token, {}));
    await told.machine.succeed('nobody', {});
    told.machine.start(TENANT, NO);
    told.machine.start(TENANT, NO);
    await told.machine.idle();
    expect(told.awaited).toHaveLength(1);
    await told.machine.succeed(told.awaited[0]?.token ?? '', {});
    expect(told.faults).toEqual([]);
  });

  it.each([1, 5, 12])('state transitions stay within 6 + 4 per case: %i in a row', async (count) => {
    const stages = Array.from({ length: count }, (_, index) => [`m${index}`]);
    const told = machineOf(stages, (_, token) => told.machine.succeed(token, {}));
    told.machine.start(TENANT, NO);
    await told.machine.idle();
    expect(told.faults).toEqual([]);
    expect(told.awaited).toHaveLength(count);
    process.stdout.write(`${count} cases in a row: ${told.transitions()} state transitions\n`);
    expect(told.transitions()).toBeLessThanOrEqual(6 + 4 * count);
  });
});
