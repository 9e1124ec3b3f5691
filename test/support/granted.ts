import { AsyncLocalStorage } from 'node:async_hooks';
import { readFileSync } from 'node:fs';
import type { Reach } from '../../functions/aws/hall-stores.ts';
import { actorOf } from '../../functions/runtime/claims.ts';
import type { Deps } from '../../functions/runtime/deps.ts';
import { GRANTS, type Grants } from '../../infra/config/grants.ts';
import { FUNCTION_ENTRIES, type FunctionName } from '../../infra/constructs/bundles.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import type { Aggregate } from '../../shared/ports/event-log.ts';
import { Streams } from '../../shared/ports/handle-command.ts';
import type { ListQuery } from '../../shared/ports/views.ts';

/** On AWS the policies of the function's role, or of its session of a hall, would have refused this. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
}

/** Streams and lists of any hall that the session of each hall may read, as `HallRole` has it. */
const PUBLIC_STREAMS: readonly Aggregate[] = ['tenant', 'matter', 'theme'];
const PUBLIC_LISTS = ['catalogue', 'themes'];

/** The hall that the bearer token of the request names; nothing while nobody is signed in. */
const caller = new AsyncLocalStorage<TenantCode | undefined>();

/** Runs a request as the hall that its token names. */
export const asCaller = <Answer>(authorization: string | undefined, run: () => Answer): Answer => {
  const claims = authorization && Buffer.from(authorization.replace(/^Bearer /, ''), 'base64url').toString();
  return caller.run(claims?.startsWith('{') ? actorOf(JSON.parse(claims))?.tenant : undefined, run);
};

/** How far the function says that it reaches, where it is wired. */
const reachOf = (slice: FunctionName): Reach => {
  const wiring = readFileSync(FUNCTION_ENTRIES[slice], 'utf8');
  return (/reach: '(subtree|named)'/.exec(wiring)?.[1] ?? 'hall') as Reach;
};

const reaches = (reach: Reach, own: TenantCode, tenant: TenantCode): boolean =>
  reach === 'named' || tenant === own || (reach === 'subtree' && tenant.startsWith(own));

/**
 * Dependencies of one slice that refuse what its role on AWS is not granted: the emulator looks at no policy, so what a
 * slice reaches in the acceptance tests is held against `GRANTS` here.
 */
export const granted = (slice: FunctionName, deps: Deps): Deps => {
  const { hall, open }: Grants = GRANTS[slice];
  const reach = reachOf(slice);
  const refuse = (what: string, tenant: TenantCode): never => {
    throw new PolicyError(`${slice} of ${caller.getStore() ?? 'nobody'}: ${what} of ${tenant}`);
  };
  /** Whether the data of the hall is reached in a session that is tagged with it. */
  const isInSession = (tenant: TenantCode): boolean => {
    const own = caller.getStore();
    return hall !== undefined && own !== undefined && reaches(reach, own, tenant);
  };
  const mayRead = (tenant: TenantCode, aggregate: Aggregate): boolean => {
    if (isInSession(tenant)) return true;
    const isSignedIn = hall !== undefined && caller.getStore() !== undefined;
    const streams: readonly Aggregate[] = isSignedIn ? PUBLIC_STREAMS : (open?.streams ?? []);
    return streams.includes(aggregate);
  };
  const mayList = (tenant: TenantCode, { list, partition }: ListQuery): boolean => {
    if (isInSession(tenant) && hall?.views !== undefined) return true;
    const isPublic = caller.getStore() === undefined ? open?.catalogue : hall;
    return isPublic !== undefined && list === 'list1' && PUBLIC_LISTS.includes(partition);
  };
  /** A store for those who were granted it. */
  const reached = <Store>(what: string, isGranted: boolean, store: { for(tenant: TenantCode): Store }) => ({
    for: (tenant: TenantCode): Store =>
      isGranted && isInSession(tenant) ? store.for(tenant) : refuse(what, tenant),
  });

  const log: Deps['log'] = {
    for: (tenant) => {
      const own = deps.log.for(tenant);
      return {
        read: (stream, from) =>
          mayRead(tenant, stream.aggregate)
            ? own.read(stream, from)
            : refuse(`reading ${stream.aggregate}`, tenant),
        append: (stream, after, commit) =>
          hall?.log === 'append' && isInSession(tenant)
            ? own.append(stream, after, commit)
            : refuse(`writing ${stream.aggregate}`, tenant),
      };
    },
  };
  const views: Deps['views'] = {
    for: (tenant) => {
      const own = deps.views.for(tenant);
      return {
        get: (view, key) =>
          hall?.views !== undefined && isInSession(tenant)
            ? own.get(view, key)
            : refuse(`row of ${view}`, tenant),
        list: (query) =>
          mayList(tenant, query) ? own.list(query) : refuse(`list ${query.partition}`, tenant),
        put: (row) => refuse(`writing ${row.view}`, tenant),
      };
    },
  };
  const vault: Deps['vault'] = {
    for: (tenant) => {
      const own = reached('vault', hall?.vault !== undefined, deps.vault).for(tenant);
      const opened = <Answer>(act: () => Answer): Answer =>
        hall?.vault === 'open' ? act() : refuse('opening the vault', tenant);
      return {
        putOnce: (ref, content, about) => own.putOnce(ref, content, about),
        aboutOf: (ref) => own.aboutOf(ref),
        get: (ref) => opened(() => own.get(ref)),
        erase: (ref) => opened(() => own.erase(ref)),
      };
    },
  };
  /** As on AWS: what one hall's requests have read is never in the memory that answers another's. */
  const streams = new Map<TenantCode | undefined, Streams>();
  return {
    ...deps,
    log,
    views,
    vault,
    files: reached('files', hall?.files === true, deps.files),
    numbers: reached('numbers', hall?.numbers === true, deps.numbers),
    get streams() {
      const own = caller.getStore();
      const known = streams.get(own) ?? new Streams(log, deps.clock);
      streams.set(own, known);
      return known;
    },
  };
};
