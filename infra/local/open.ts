import { mkdirSync } from 'node:fs';
import { localEndpoint, sqsClient } from '../../functions/adapters/clients.ts';
import { dynamoLog } from '../../functions/adapters/dynamo-log.ts';
import { dynamoNumbers } from '../../functions/adapters/dynamo-numbers.ts';
import { dynamoVault } from '../../functions/adapters/dynamo-vault.ts';
import { dynamoViews } from '../../functions/adapters/dynamo-views.ts';
import { localSealer } from '../../functions/adapters/local-sealer.ts';
import { LOCAL_TABLES } from '../../functions/adapters/local-tables.ts';
import { presignedCheck } from '../../functions/adapters/presigned-request.ts';
import { s3Files } from '../../functions/adapters/s3-files.ts';
import { jwtAuthenticator } from '../../functions/runtime/auth-jwt.ts';
import type { Authenticate, Deps } from '../../functions/runtime/deps.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { DeviceHub } from '../../shared/ports/device-hub.ts';
import { Streams } from '../../shared/ports/handle-command.ts';
import { leasedNumbers } from '../../shared/ports/leased-numbers.ts';
import { applyCommit } from '../../shared/ports/project.ts';
import type { Files } from '../../shared/ports/files.ts';
import { openBundles } from './bundles.ts';
import { localClock } from './clock.ts';
import { openClocks } from './clocks.ts';
import { Closing } from './closing.ts';
import { openDevices } from './devices.ts';
import { Feed } from './feed.ts';
import { keptSecret, type DataFolder } from './folder.ts';
import { hallsOf } from './halls.ts';
import { filesAt, type ObjectStore } from './object-gate.ts';
import { openNoticeSender, type NoticeSender } from './notices.ts';
import { BUCKET, objectFolder, startObjects } from './object-server.ts';
import { OIDC_PATH } from './oidc.ts';
import { PROJECTIONS } from './projections.ts';
import { seedHalls } from './seed.ts';
import { AUDIENCE, signingKeys, type SigningKeys } from './signing.ts';
import { sentFile } from './sent-file.ts';
import { reactionSubscribers } from './reactions.ts';
import { openStore, type LocalStore } from './store.ts';

export interface LocalOptions {
  /** Made at the first start, then taken up where it was left. */
  readonly dataDir: string;
  /** Where hall time starts; default: the real time. */
  readonly now?: Instant;
  /** Hall seconds per real second. */
  readonly speed: number;
  /** Address of the server in front, without a path. */
  readonly publicUrl: string;
  /** Where devices connect; default: any free port. */
  readonly mqttPort?: number;
  /** Told of what goes wrong behind the answers, in the feed. */
  readonly onFault: (error: unknown) => void;
}

/** The whole back office in this process, without a door: `localApi` puts HTTP in front of it. */
export interface Local {
  readonly deps: Deps;
  readonly keys: SigningKeys;
  readonly objects: ObjectStore;
  readonly feed: Feed;
  readonly devices: DeviceHub;
  /** Absolute path of the data folder. */
  readonly dataDir: string;
  /** Delivers what the feed still has, then lets the folder go. */
  close(): Promise<void>;
}

const openObjects = async (
  folder: DataFolder,
  closing: Closing,
): Promise<{ objects: ObjectStore; files: Files }> => {
  const server = await startObjects(objectFolder(folder.path('')));
  closing.add(() => server.stop());
  const { endpoint } = server;
  return {
    objects: { endpoint, isPresigned: presignedCheck(new URL(endpoint)) },
    files: s3Files(localEndpoint(endpoint), { bucket: BUCKET, verifiesChecksums: false }),
  };
};

/** Notices wait in the queue of the object server; messages go into a file instead of to people. */
const openNotices = (
  { endpoint }: ObjectStore,
  { folder }: LocalStore,
  deps: Promise<Deps>,
  onFault: LocalOptions['onFault'],
): Promise<NoticeSender> => {
  const client = sqsClient(localEndpoint(endpoint));
  const provider = sentFile(folder.path('sent.jsonl'));
  return openNoticeSender({
    client,
    deps: async () => ({ ...(await deps), provider }),
    onFault,
  });
};

/** The log with the feed around it, the views that the feed keeps and the clocks that it starts. */
const openFeed = (
  { client, folder }: LocalStore,
  { onFault, speed, mqttPort = 0 }: LocalOptions,
  clock: Clock,
  deps: Promise<Deps>,
  notices: NoticeSender,
  closing: Closing,
) => {
  const log = dynamoLog(client, LOCAL_TABLES.log);
  const views = dynamoViews(client, LOCAL_TABLES.views);
  mkdirSync(folder.path('feed'), { recursive: true });
  const projector = {
    name: 'views',
    take: (commit: Parameters<typeof applyCommit>[3]) => applyCommit(log, views, PROJECTIONS, commit),
  };
  const clocks = openClocks({ deps: () => ({ clock, streams, views }), speed, onFault });
  const bundles = openBundles(deps, onFault);
  const devices = openDevices({ folder: folder.path('devices'), port: mqttPort, deps, onFault, closing });
  const { machine } = bundles;
  const reacting = deps.then((own) => ({
    ...own,
    workflows: clocks.workflows,
    startBundle: machine.start,
    tokens: machine,
    notices: notices.queue,
    devices: devices.hub,
  }));
  const subscribers = [projector, ...reactionSubscribers(reacting)];
  const feed: Feed = new Feed({ folder: folder.path('feed'), log, subscribers, onFault });
  const streams: Streams = new Streams(feed.log, clock);
  closing.add(() => feed.close());
  closing.add(() => clocks.workflows.close());
  closing.add(() => bundles.machine.close());
  closing.add(() => notices.close());
  return { feed, views, streams, clocks, bundles, devices };
};

/** Tokens live in real time, whatever the hall's clock says. */
const authenticateBy = (keys: SigningKeys, publicUrl: string): Authenticate => {
  const issuer = `${publicUrl}${OIDC_PATH}`;
  const rules = { issuer, audience: AUDIENCE, jwksUri: `${issuer}/jwks`, now: () => new Date() };
  return jwtAuthenticator(rules, keys.publicKeys);
};

const assemble = async (store: LocalStore, options: LocalOptions, closing: Closing): Promise<Local> => {
  const { folder, client } = store;
  const { now, speed, publicUrl } = options;
  const clock = localClock({
    file: folder.path('clock'),
    speed,
    ...(now === undefined ? {} : { start: now }),
  });
  closing.add(() => clock.close());
  const [{ objects, files }, keys, secret, vaultKey] = await Promise.all([
    openObjects(folder, closing),
    signingKeys(folder.path('signing.json')),
    keptSecret(folder.path('secret.key')),
    keptSecret(folder.path('vault.key')),
  ]);
  const ready = Promise.withResolvers<Deps>();
  const notices = await openNotices(objects, store, ready.promise, options.onFault);
  const opened = openFeed(store, options, clock, ready.promise, notices, closing);
  const { feed, views, streams, clocks, bundles, devices } = opened;
  const deps: Deps = {
    clock,
    log: feed.log,
    streams,
    views,
    vault: dynamoVault(client, LOCAL_TABLES.vault, localSealer(vaultKey)),
    files: filesAt(publicUrl, objects, files),
    numbers: leasedNumbers(dynamoNumbers(client, LOCAL_TABLES.numbers)),
    secret,
    authenticate: authenticateBy(keys, publicUrl),
    publicUrl,
  };
  ready.resolve(deps);
  await devices.broker;
  await seedHalls(streams, clock);
  await feed.drain();
  const halls = hallsOf(folder);
  await bundles.resume(halls);
  await clocks.resume(halls);
  notices.start();
  return {
    deps,
    keys,
    objects,
    feed,
    devices: devices.hub,
    dataDir: folder.path(''),
    close: () => closing.close(),
  };
};

/**
 * Opens a data folder with everything that runs on it: database, object store, feed, clock, keys. At the first start the
 * halls of `data/` are put into it. When it resolves, the views have caught up with the log.
 * @throws FolderInUseError when another process has the folder open.
 */
export const openLocal = async (options: LocalOptions): Promise<Local> => {
  const store = await openStore(options.dataDir);
  const closing = new Closing();
  closing.add(() => store.close());
  try {
    return await assemble(store, options, closing);
  } catch (error) {
    await closing.close();
    throw error;
  }
};
