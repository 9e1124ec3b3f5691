import type { TenantCode } from '../../shared/kernel/ids.ts';
import { RecentMap } from '../../shared/kernel/recent-map.ts';
import { dynamoClient, type AwsEndpoint } from '../adapters/clients.ts';
import { dynamoLog } from '../adapters/dynamo-log.ts';
import { dynamoViews } from '../adapters/dynamo-views.ts';
import { systemClock } from '../adapters/system-clock.ts';
import { stsClient, tenantSession } from '../adapters/tenant-session.ts';
import type { Deps } from '../runtime/deps.ts';
import { notGranted, type GrantedStores } from './storage.ts';

/** As whom the data of a hall is reached. */
export type SessionOf = (tenant: TenantCode) => AwsEndpoint;

/** Halls whose session and clients a function instance keeps warm: more than one cell has counters at work in an hour. */
const WARM_HALLS = 512;

const remembered = <Key extends string | object, Value extends object>(make: (key: Key) => Value) => {
  const kept = new RecentMap<Key, Value>(WARM_HALLS);
  return (key: Key): Value => {
    const known = kept.get(key) ?? make(key);
    kept.set(key, known);
    return known;
  };
};

/** A session for each hall, tagged with it, taken when it is first needed. */
export const hallSessions = (at: AwsEndpoint, role: string): SessionOf => {
  const sts = stsClient(at);
  return remembered((tenant) => ({ ...at, credentials: tenantSession(sts, role, tenant, systemClock) }));
};

/**
 * Whose data a slice reaches beside its own hall's: nobody's; that of the halls whose codes begin with its own (一县看乡镇);
 * or that of a hall which its rules name, having found the delegation, or where a paper lies, in the log (通办, C68).
 */
export type Reach = 'hall' | 'subtree' | 'named';

/**
 * The session in which a request of `own`, a hall that a verified token names, reaches each hall's data: its own, and as
 * far as the slice reaches beyond it, of another hall that hall's. What lies elsewhere is asked for in the own session,
 * which reaches what is public of it and nothing more.
 */
export const sessionsWithin = (sessions: SessionOf, own: TenantCode, reach: Reach): SessionOf => {
  if (reach === 'named') return sessions;
  return (tenant) => sessions(reach === 'subtree' && tenant.startsWith(own) ? tenant : own);
};

/** Names of the tables that every function reaches. */
export interface Tables {
  readonly LOG_TABLE: string;
  readonly VIEWS_TABLE: string;
}

/** The stores of all halls, each hall's in the session that `sessionOf` gives for it. */
export const hallStores = (
  { LOG_TABLE, VIEWS_TABLE }: Tables,
  sessionOf: SessionOf,
  granted: GrantedStores = {},
): Pick<Deps, 'log' | 'views' | 'vault' | 'files' | 'numbers'> => {
  const open = remembered((session: AwsEndpoint) => {
    const client = dynamoClient(session);
    return {
      log: dynamoLog(client, LOG_TABLE),
      views: dynamoViews(client, VIEWS_TABLE),
      vault: granted.vault?.(session) ?? notGranted('vault'),
      files: granted.files?.(session) ?? notGranted('files'),
      numbers: granted.numbers?.(session) ?? notGranted('numbers'),
    };
  });
  const of = (tenant: TenantCode) => open(sessionOf(tenant));
  return {
    log: { for: (tenant) => of(tenant).log.for(tenant) },
    views: { for: (tenant) => of(tenant).views.for(tenant) },
    vault: { for: (tenant) => of(tenant).vault.for(tenant) },
    files: { for: (tenant) => of(tenant).files.for(tenant) },
    numbers: { for: (tenant) => of(tenant).numbers.for(tenant) },
  };
};
