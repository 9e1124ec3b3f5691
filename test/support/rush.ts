import type { QueueCommand } from '../../shared/domain/queue/commands.ts';
import { queueAggregate, queueStream } from '../../shared/domain/queue/queue.ts';
import { DEFAULT_QUEUE_RULES } from '../../shared/domain/queue/rules.ts';
import type { QueueState } from '../../shared/domain/queue/state.ts';
import type { QueueZone } from '../../shared/domain/queue/zone.ts';
import type { Subject, TenantCode } from '../../shared/kernel/ids.ts';
import { instantAt, type Day } from '../../shared/kernel/instant.ts';
import { VersionConflictError, type EventLog } from '../../shared/ports/event-log.ts';
import { Streams } from '../../shared/ports/handle-command.ts';

const TENANT = '411323' as TenantCode;
const DAY = '2026-11-23' as Day;
const NOW = instantAt(DAY, '09:00');
const clock = { now: () => NOW };
export const RUSH_STREAM = { aggregate: 'queue', id: queueStream('A', DAY) } as const;

const WINDOWS = 40;
const SERVICES = [1, 2, 3, 4, 5].map((number) => ({ code: `s${number}`, name: `服务${number}` }));

/** Forty windows: half of them serve everything, the others two services each. */
const ZONE: QueueZone = {
  code: 'A',
  prefix: 'A',
  services: SERVICES,
  windows: Array.from({ length: WINDOWS }, (_, index) => ({
    id: `A${String(index + 1).padStart(2, '0')}`,
    services:
      index % 2 === 0
        ? SERVICES.map(({ code }) => code)
        : [`s${(index % 5) + 1}`, `s${((index + 2) % 5) + 1}`],
  })),
};

type Own<Command> = Command extends QueueCommand ? Omit<Command, 'now' | 'zone' | 'rules'> : never;
export const rushCommand = (command: Own<QueueCommand>): QueueCommand => ({
  ...command,
  now: NOW,
  zone: ZONE,
  rules: DEFAULT_QUEUE_RULES,
});

let keys = 0;
const run = async (
  streams: Streams,
  command: Own<QueueCommand>,
  id = RUSH_STREAM.id,
): Promise<QueueState> => {
  keys += 1;
  const actor = { sub: 'clerk' as Subject, roles: ['clerk'], tenant: TENANT } as const;
  const envelope = { at: NOW, actor, key: `rush-${keys}`, digest: '' };
  const result = await streams.execute(TENANT, queueAggregate, id, envelope, rushCommand(command));
  if (!result.ok) throw new Error(`${command.type}: ${result.refusal.code}`);
  return result.value.state;
};

/** The log, with a count of the appends that came too late. */
export const countingConflicts = (log: EventLog): { log: EventLog; conflicts: () => number } => {
  let conflicts = 0;
  return {
    conflicts: () => conflicts,
    log: {
      for: (tenant) => {
        const own = log.for(tenant);
        return {
          read: (...args) => own.read(...args),
          append: (...args) =>
            own.append(...args).catch((error: unknown) => {
              if (error instanceof VersionConflictError) conflicts += 1;
              throw error;
            }),
        };
      },
    },
  };
};

/** One queue of `count` numbers of all lanes and services, with all windows open. */
export const fillQueue = async (log: EventLog, count: number): Promise<void> => {
  const streams = new Streams(log, clock);
  for (let index = 0; index < count; index += 1) {
    const service = `s${(index % 5) + 1}`;
    await run(streams, { type: 'issue', service, lane: index % 4 === 3 ? 'green' : 'walk-in' });
  }
  for (const { id } of ZONE.windows) await run(streams, { type: 'open', window: id });
};

/**
 * All windows call at once, again and again until nobody waits. `processes`: how many processes the windows are spread
 * over. `onCall` gets the milliseconds of each call.
 */
export const rush = async (log: EventLog, processes: number, onCall: (ms: number) => void): Promise<void> => {
  const streams = Array.from({ length: processes }, () => new Streams(log, clock));
  await Promise.all(streams.map((each) => each.load(TENANT, queueAggregate, RUSH_STREAM.id)));
  const callAt = async (id: string, own: Streams | undefined): Promise<boolean> => {
    if (!own) throw new Error('no process');
    const start = performance.now();
    const state = await run(own, { type: 'call-next', window: id });
    if (state.windows.get(id)?.current === undefined) return false;
    onCall(performance.now() - start);
    return true;
  };
  for (let isOver = false; !isOver;) {
    const calls = ZONE.windows.map(({ id }, index) => callAt(id, streams[index % processes]));
    isOver = (await Promise.all(calls)).every((hasCalled) => !hasCalled);
  }
};

export const rushLog = (log: EventLog) => log.for(TENANT).read(RUSH_STREAM);
