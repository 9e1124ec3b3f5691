import type { Subject, TenantCode } from '../../kernel/ids.ts';
import { instantAt, instantOf, epochMsOf, type Day, type Instant } from '../../kernel/instant.ts';
import type { CommitMeta } from '../decider.ts';
import type { QueueCommand, QueueContext } from './commands.ts';
import { DEFAULT_QUEUE_RULES, type QueueRules } from './rules.ts';
import type { QueueZone } from './zone.ts';

export const TODAY = '2026-11-23' as Day;
export const OPENING = instantAt(TODAY, '08:30');
export const minutesLater = (minutes: number, from: Instant = OPENING): Instant =>
  instantOf(epochMsOf(from) + minutes * 60_000);

export const ZONE: QueueZone = {
  code: 'A',
  prefix: 'A',
  services: [
    { code: 's1', name: '登记' },
    { code: 's2', name: '咨询' },
    { code: 's3', name: '缴费' },
  ],
  windows: [
    { id: 'A01', services: ['s1', 's2'] },
    { id: 'A02', services: ['s1', 's2'] },
    { id: 'A03', services: ['s3'] },
    { id: 'A04', services: ['s2', 's3'] },
  ],
};

type Own<Command> = Command extends QueueCommand ? Omit<Command, keyof QueueContext> : never;

/** A command without what every command leans on. */
export type BareCommand = Own<QueueCommand>;

/** The command at a moment of the morning, by the zone and rules of the tests. */
export const at = (minute: number, command: BareCommand, rules: Partial<QueueRules> = {}): QueueCommand => ({
  ...command,
  now: minutesLater(minute),
  zone: ZONE,
  rules: { ...DEFAULT_QUEUE_RULES, ...rules },
});

const CLERK = { sub: 'clerk.1' as Subject, roles: ['clerk'], tenant: '411323' as TenantCode } as const;

export const metaOf = ({ now }: QueueCommand): Omit<CommitMeta, 'version'> => ({ at: now, actor: CLERK });

/** A commit of a clerk. */
export const metaAt = (now: Instant, version: number): CommitMeta => ({ at: now, actor: CLERK, version });
