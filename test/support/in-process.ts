import { bundleReactions } from '../../functions/bundle/reactions.ts';
import { newApp, type App } from '../../functions/runtime/app.ts';
import type { Deps } from '../../functions/runtime/deps.ts';
import { actorOf } from '../../functions/runtime/claims.ts';
import { serveOpenApi } from '../../infra/local/openapi.ts';
import { PROJECTIONS } from '../../infra/local/projections.ts';
import { seedHalls } from '../../infra/local/seed.ts';
import { SLICES, type Slice } from '../../infra/local/slices.ts';
import type { FunctionName } from '../../infra/constructs/bundles.ts';
import type { Commit, EventLog } from '../../shared/ports/event-log.ts';
import { instantOf, type Instant } from '../../shared/kernel/instant.ts';
import { Streams } from '../../shared/ports/handle-command.ts';
import { applyCommit } from '../../shared/ports/project.ts';
import { asCaller, granted } from './granted.ts';
import { inMemoryHub, type InMemoryHub } from './in-memory-hub.ts';
import { inMemoryLog } from './in-memory-log.ts';
import { inMemoryNumbers } from './in-memory-numbers.ts';
import { inMemoryVault } from './in-memory-vault.ts';
import { inMemoryViews } from './in-memory-views.ts';

export interface InProcess {
  readonly app: App;
  readonly deps: Deps;
  /** The broker of the devices, which remembers what it was told. */
  readonly hub: InMemoryHub;
  /** Every commit of every hall, where the log is in memory. */
  commits(): readonly Commit[];
  /** How many there are. */
  written(): number;
  /** Faults that were answered with 500. */
  readonly faults: Error[];
  /** Waits until everything that was set off by commits has been done. */
  settle(): Promise<void>;
  /** Moves the hall's clock. */
  setNow(now: Instant): void;
}

/** In tests the bearer token is the claims themselves, as JSON in base64url. */
export const bearerOf = (claims: object): string =>
  `Bearer ${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;

const authenticate: Deps['authenticate'] = (request) => {
  const header = request.headers.get('authorization');
  if (header === null) return Promise.resolve('anonymous');
  try {
    const text = Buffer.from(header.replace(/^Bearer /, ''), 'base64url').toString('utf8');
    return Promise.resolve(actorOf(JSON.parse(text)) ?? 'invalid');
  } catch (error) {
    if (error instanceof SyntaxError) return Promise.resolve('invalid');
    throw error;
  }
};

const noFiles: Deps['files'] = {
  for: () => ({
    find: () => Promise.resolve(undefined),
    erase: () => Promise.resolve(),
    presignUpload: ({ id }) =>
      Promise.resolve({ url: `https://files.invalid/${id}`, method: 'PUT', headers: {} }),
    presignDownload: (id) =>
      Promise.resolve({ url: `https://files.invalid/${id}`, method: 'GET', headers: {} }),
  }),
};

/** A log that brings the views up to date before it answers. */
const projecting = (log: EventLog, views: Deps['views'], onWrite: (commit: Commit) => void): EventLog => ({
  for: (tenant) => {
    const own = log.for(tenant);
    return {
      read: (stream, from) => own.read(stream, from),
      append: async (stream, after, commit) => {
        const appended = await own.append(stream, after, commit);
        await applyCommit(log, views, PROJECTIONS, appended);
        onWrite(appended);
        return appended;
      },
    };
  },
});

/** Storage that a test brings along instead of memory. */
type Storage = Pick<Deps, 'log' | 'views' | 'vault' | 'numbers' | 'files'>;

/** All slices on storage in memory, seeded with the demo halls; requests go to `app.request`, without a server. */
export const inProcess = async ({
  start = '2026-11-23T01:00:00.000Z',
  storage = {},
}: { start?: string; storage?: Partial<Storage> } = {}): Promise<InProcess> => {
  const memory = inMemoryLog();
  const views = storage.views ?? inMemoryViews();
  let now = instantOf(Date.parse(start));
  const clock = { now: () => now };
  let written = 0;
  const due: Commit[] = [];
  const log = projecting(storage.log ?? memory, views, (commit) => {
    written += 1;
    due.push(commit);
  });
  const faults: Error[] = [];
  const deps: Deps = {
    clock,
    log,
    streams: new Streams(log, clock),
    views,
    vault: storage.vault ?? inMemoryVault(),
    files: storage.files ?? noFiles,
    numbers: storage.numbers ?? inMemoryNumbers(),
    secret: new Uint8Array(32),
    authenticate,
    publicUrl: 'https://hall.invalid',
  };
  await seedHalls(deps.streams, clock);
  due.length = 0;
  const react = bundleReactions(deps);
  const app = newApp(({ error }) => faults.push(error));
  const hub = inMemoryHub();
  app.use((c, next) => asCaller(c.req.header('authorization'), next));
  for (const [name, addRoutes] of Object.entries<Slice>(SLICES)) {
    addRoutes(app, granted(name as FunctionName, deps), hub);
  }
  serveOpenApi(app, deps.publicUrl);
  return {
    app,
    deps,
    hub,
    faults,
    commits: () => memory.all(),
    written: () => written,
    settle: async () => {
      for (let commit = due.shift(); commit; commit = due.shift()) await react(commit);
    },
    setNow: (instant) => {
      now = instant;
    },
  };
};
