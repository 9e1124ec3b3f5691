import { clockReaction, startClock } from '../../functions/clock/start-clock.ts';
import { wake, type Waiting } from '../../functions/clock/wake.ts';
import { changeLimits, consultationLimits, jointLimits } from '../../functions/supervision/duty-views.ts';
import { supervisionRows } from '../../functions/supervision/views.ts';
import { caseAggregate } from '../../shared/domain/case/case.ts';
import type { CaseCommand } from '../../shared/domain/case/commands.ts';
import type { DomainEvent } from '../../shared/domain/decider.ts';
import type { OpenedCase } from '../../shared/domain/case/state.ts';
import { TENANT_STREAM, tenantAggregate, type TenantCommand } from '../../shared/domain/tenant/decide.ts';
import type { CaseNo, Subject, TenantCode } from '../../shared/kernel/ids.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { Commit, EventLog } from '../../shared/ports/event-log.ts';
import { Streams, type AggregateOf } from '../../shared/ports/handle-command.ts';
import { applyCommit, projection } from '../../shared/ports/project.ts';
import { inMemoryLog } from './in-memory-log.ts';
import { inMemoryViews } from './in-memory-views.ts';
import { SimulatedMachine } from './simulated-machine.ts';

const VIEWS = [
  projection(supervisionRows),
  projection(consultationLimits),
  projection(changeLimits),
  projection(jointLimits),
];

/** What the store was asked for. */
export interface Traffic {
  reads: number;
  writes: number;
}

/** A log that keeps the view of running cases, counts, remembers what is to be reacted to, and may break down. */
const observedLog = (traffic: Traffic, due: Commit[], mayWrite: () => boolean) => {
  const memory = inMemoryLog();
  const views = inMemoryViews();
  const log: EventLog = {
    for: (tenant) => {
      const own = memory.for(tenant);
      return {
        read: (stream, from) => {
          traffic.reads += 1;
          return own.read(stream, from);
        },
        append: async (stream, after, commit) => {
          if (!mayWrite()) throw new Error('the process was killed');
          const appended = await own.append(stream, after, commit);
          traffic.writes += 1;
          await applyCommit(memory, views, VIEWS, appended);
          due.push(appended);
          return appended;
        },
      };
    },
  };
  return { log, views, memory };
};

/** The clockwork of halls in memory: log, view of running cases, reactions, and the state machine on simulated time. */
export const clockOffice = (start: Instant) => {
  let now = start;
  let writesLeft = Number.POSITIVE_INFINITY;
  const clock = { now: () => now };
  const traffic: Traffic = { reads: 0, writes: 0 };
  const due: Commit[] = [];
  const { log, views, memory } = observedLog(traffic, due, () => (writesLeft -= 1) >= 0);
  const streams = new Streams(log, clock);
  const deps = { clock, streams, views };
  const machine = new SimulatedMachine((input) => wake(deps, input as unknown as Waiting));
  const react = clockReaction({ ...deps, workflows: machine });
  let serial = 0;
  const envelope = (tenant: TenantCode) => {
    serial += 1;
    const actor = { sub: 'test' as Subject, roles: ['system'], tenant } as const;
    return { at: now, actor, key: `test ${serial}`, digest: '' };
  };
  const settle = async (): Promise<void> => {
    for (let commit = due.shift(); commit; commit = due.shift()) await react(commit);
  };
  return {
    deps,
    machine,
    traffic,
    settle,
    commits: () => memory.all(),
    setNow: (to: Instant) => {
      now = to;
    },
    /** From now on so many writes come through. */
    breakAfter: (writes: number) => {
      writesLeft = writes;
    },
    advance: (to: Instant) => machine.advance(to, (at) => (now = at), settle),
    hall: async (tenant: TenantCode, command: TenantCommand): Promise<void> => {
      const result = await streams.execute(tenant, tenantAggregate, TENANT_STREAM, envelope(tenant), command);
      if (!result.ok) throw new Error(result.refusal.message);
    },
    act: async (tenant: TenantCode, caseNo: CaseNo, command: CaseCommand): Promise<void> => {
      now = command.now > now ? command.now : now;
      const result = await streams.execute(tenant, caseAggregate, caseNo, envelope(tenant), command);
      if (!result.ok) throw new Error(`${command.type}: ${result.refusal.message}`);
    },
    /** A command on any other stream, at the office's own time. */
    tell: async <State, Command, Event extends DomainEvent>(
      tenant: TenantCode,
      aggregate: AggregateOf<State, Command, Event>,
      id: string,
      command: Command,
    ): Promise<State> => {
      const result = await streams.execute(tenant, aggregate, id, envelope(tenant), command);
      if (!result.ok) throw new Error(result.refusal.message);
      return result.value.state;
    },
    now: () => now,
    caseOf: async (tenant: TenantCode, caseNo: CaseNo): Promise<OpenedCase> => {
      const { state } = await streams.load(tenant, caseAggregate, caseNo);
      if (state.status === 'none') throw new Error(`no case ${caseNo}`);
      return state;
    },
    restart: (tenant: TenantCode, caseNo: CaseNo) =>
      startClock({ ...deps, workflows: machine }, tenant, caseNo),
  };
};
