import { parseArgs } from 'node:util';
import { LOCAL_TABLES } from '../functions/adapters/local-tables.ts';
import { issuingRoutes } from '../functions/issuing/routes.ts';
import { noticesOf } from '../functions/notify/reactions.ts';
import { PROJECTIONS } from '../functions/views/projections.ts';
import type { Identity } from '../infra/local/accounts.ts';
import { seedHalls } from '../infra/local/seed.ts';
import type { TenantCode } from '../shared/kernel/ids.ts';
import { applyCommit } from '../shared/ports/project.ts';
import { applicationOf, matterFor } from './bench/application.ts';
import { appOf, callerOf, openHall } from './bench/hall.ts';
import { startStore } from './bench/store.ts';
import { meter } from './cost/metered.ts';
import { printShares, type Usage } from './cost/prices.ts';
import { walkTicket } from './cost/ticket.ts';

/**
 * What a typical case and a typical number cost at list price: `npm run cost -- [--rate 7.1]` (yuan for a dollar). The
 * case: accepted at the counter with three files, two steps, no card, made and handed over, looked up three times. The
 * number: printed by a kiosk, called, served, finished, evaluated at the window. Requests, items and notices are counted on
 * the real handlers; what the local stack has no counter for is assumed here, by name.
 */
const { values } = parseArgs({ options: { rate: { type: 'string', default: '7.1' } } });
const RATE = Number(values.rate);
/** What a case may cost. */
const MOST_FEN = 1;
const TENANT = '411323' as TenantCode;

const ASSUMED = {
  files: 3,
  lookups: 3,
  /** A case that closes in time, as the test of its clock has it. */
  transitions: 8,
  /** Seconds of a warm call: two calls of the database, and our own millisecond. */
  seconds: 0.06,
  gigabytes: 0.5,
  /** A data key is kept for five minutes by each instance of a function; at worst every case needs new ones. */
  keyUses: 3,
  /** KB of access log, program log and trace a call. */
  logged: 2,
  /** Records of the log's stream that come in one batch, and how many functions read them. */
  readers: 2,
  /** SendMessage, ReceiveMessage, DeleteMessage. */
  requestsANotice: 3,
  /** Displays of a zone, which each hear of every change of its queue. */
  displays: 2,
} as const;

const store = await startStore();
const { client } = store;
const { deps, token } = await openHall(client);
await seedHalls(deps.streams, deps.clock);
const matter = matterFor('一审一核');
const app = appOf(deps);
issuingRoutes(app, deps);

const who = async (sub: string, ...roles: Identity['roles']) => {
  const identity = { sub, name: '测试人员', tenant: TENANT, roles, department: matter.department };
  return callerOf(app, await token(identity));
};
const clerk = await who('cost.clerk', 'clerk');
const reviewer = await who('cost.reviewer', 'reviewer');
const chief = await who(matter.chief, 'chief');
const issuer = await who('cost.issuer', 'issuer');

const counted = meter(client, LOCAL_TABLES.log);
let requests = 0;
const caseOf = async (): Promise<string> => {
  requests += 1;
  return String((await clerk('POST', `/v1/${TENANT}/cases`, applicationOf(matter)))['caseNo']);
};
const caseNo = await caseOf();
const act = async (caller: typeof clerk, name: string, body: object) => {
  requests += 1;
  await caller('POST', `/v1/${TENANT}/cases/${caseNo}/${name}`, body);
};
await act(reviewer, 'claim', {});
await act(reviewer, 'review', { result: 'pass', opinion: '同意' });
await act(chief, 'decide', { outcome: 'approved', opinion: '同意' });
await act(issuer, 'produce', {});
await act(issuer, 'deliver', { method: 'counter', signedBy: '测试甲' });
const commands = requests;
const { logWrites } = counted;

const lookUp = callerOf(app);
for (let count = 0; count < ASSUMED.lookups; count += 1) {
  requests += 1;
  await lookUp('GET', `/v1/track/${caseNo}?check=0001`);
}

const commits = await deps.log.for(TENANT).read({ aggregate: 'case', id: caseNo });
for (const commit of commits) await applyCommit(deps.log, deps.views, PROJECTIONS, commit);
const notices = commits.flatMap((commit) => noticesOf(commit)).length;

/** What a walk comes to, beside what is particular about it. */
const usageOf = (
  {
    requests: asked,
    messages,
    spoken,
    followed,
    told,
  }: {
    readonly requests: number;
    /** From devices, to devices, and how many commits the readers of the log follow. */
    readonly messages: number;
    readonly spoken: number;
    readonly followed: number;
    readonly told: number;
  },
  particular: Pick<Usage, 'transition' | 'keyUse' | 'upload' | 'download'>,
): Usage => {
  const invocations = asked + messages + followed * ASSUMED.readers + told + particular.transition / 2;
  return {
    write: counted.writeUnits,
    read: counted.readUnits,
    front: asked,
    request: asked,
    invocation: invocations,
    compute: invocations * ASSUMED.seconds * ASSUMED.gigabytes,
    message: (told + messages) * ASSUMED.requestsANotice,
    device: messages + spoken,
    // Each message sets off one rule with one action.
    rule: messages * 2,
    log: invocations * ASSUMED.logged,
    ...particular,
  };
};

const ofCase = usageOf(
  { requests: requests + ASSUMED.files, messages: 0, spoken: 0, followed: commits.length, told: notices },
  {
    transition: ASSUMED.transitions,
    keyUse: ASSUMED.keyUses,
    upload: ASSUMED.files,
    download: ASSUMED.files * 2,
  },
);
const fen = printShares('a case', ofCase, RATE);

const ticket = await walkTicket(deps, token, counted);
printShares(
  'a number',
  usageOf(
    {
      requests: ticket.requests,
      messages: ticket.messages,
      // An answer to each message; of each change one message to the broker and one to each display.
      spoken: ticket.messages + ticket.changes * (1 + ASSUMED.displays),
      followed: ticket.commits,
      told: 0,
    },
    { transition: 0, keyUse: 0, upload: 0, download: 0 },
  ),
  RATE,
);
store.stop();

const perCommand = (logWrites + counted.logWrites) / (commands + ticket.commits);
console.log(`log writes a command: ${perCommand.toFixed(2)}`);
if (fen > MOST_FEN || perCommand !== 1) {
  console.error(`a case may cost ${MOST_FEN} fen, and a command one write of the log`);
  process.exitCode = 1;
}
