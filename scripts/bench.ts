import { randomUUID } from 'node:crypto';
import {
  PutItemCommand,
  QueryCommand,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { partitionOf } from '../functions/adapters/dynamo-log.ts';
import { LOCAL_TABLES } from '../functions/adapters/local-tables.ts';
import { caseRows } from '../functions/approval/views.ts';
import { evaluate } from '../functions/clock/evaluate.ts';
import { inboxPartition } from '../functions/approval/views.ts';
import { seedHalls } from '../infra/local/seed.ts';
import type { Identity } from '../infra/local/accounts.ts';
import { caseAggregate } from '../shared/domain/case/case.ts';
import type { CaseNo, TenantCode } from '../shared/kernel/ids.ts';
import { Streams } from '../shared/ports/handle-command.ts';
import { applyCommit, projection } from '../shared/ports/project.ts';
import { appOf, callerOf, coldApp, openHall } from './bench/hall.ts';
import { compare, HEADER, rowOf } from './bench/measure.ts';
import { startStore } from './bench/store.ts';
import { applicationOf, matterFor } from './bench/application.ts';

/** How our requests compare with a bare call of the same store: `npm run bench -- [COUNT]`. Times of a machine mean nothing, ratios do. */
const COUNT = Number(process.argv[2] ?? 300);
const OPEN_CASES = Number(process.argv[3] ?? 5_000);
const TENANT = '411323' as TenantCode;

type Item = Record<string, AttributeValue>;

const lastItem = async (client: DynamoDBClient, caseNo: string): Promise<Item> => {
  const { Items } = await client.send(
    new QueryCommand({
      TableName: LOCAL_TABLES.log,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: partitionOf(TENANT, { aggregate: 'case', id: caseNo }) } },
      ScanIndexForward: false,
      Limit: 1,
    }),
  );
  const [item] = Items ?? [];
  if (!item) throw new Error(`no commit of ${caseNo}`);
  return item;
};

/** A conditional put of an item like `item`, under a key of its own. */
const barePut = (client: DynamoDBClient, item: Item) => () =>
  client.send(
    new PutItemCommand({
      TableName: LOCAL_TABLES.log,
      Item: { ...item, pk: { S: `${TENANT}#bench#${randomUUID()}` } },
      ConditionExpression: 'attribute_not_exists(pk)',
    }),
  );

const store = await startStore();
const { client } = store;
const { deps, token } = await openHall(client);
await seedHalls(deps.streams, deps.clock);

const matter = matterFor('一审一核');
const identity = (sub: string, ...roles: Identity['roles']): Identity => ({
  sub,
  name: '测试人员',
  tenant: TENANT,
  roles,
  department: matter.department,
});
const warm = appOf(deps);
const clerk = callerOf(warm, await token(identity('bench.clerk', 'clerk')));
const reviewerToken = await token(identity('bench.reviewer', 'reviewer'));
const chiefToken = await token(identity(matter.chief, 'chief'));
const reviewer = callerOf(warm, reviewerToken);
const chief = callerOf(warm, chiefToken);

const intake = async (): Promise<string> =>
  String((await clerk('POST', `/v1/${TENANT}/cases`, applicationOf(matter)))['caseNo']);
const act = (caller: typeof clerk, caseNo: string | undefined, name: string, body: object) =>
  caller('POST', `/v1/${TENANT}/cases/${caseNo ?? ''}/${name}`, body);

const REVIEW = { result: 'pass', opinion: '同意' };
const DECISION = { outcome: 'approved', opinion: '同意' };
const TYPED = { result: 'pass', opinion: '申请人材料经核对与原件一致，建议准予。' };

const print = (line: string) => process.stdout.write(`${line}\n`);
const casesReady = async (count: number): Promise<string[]> => {
  const cases: string[] = [];
  for (let index = 0; index < count; index += 1) cases.push(await intake());
  return cases;
};

print(`DynamoDB API: dynalite in a process of its own; ${COUNT} of each, bare calls in turn with ours`);
print(HEADER);
for (const inFlight of [1, 16]) {
  await casesReady(32);
  const first = await lastItem(client, await intake());
  const made: string[] = [];
  const intakes = await compare(
    COUNT,
    inFlight,
    async () => made.push(await intake()),
    barePut(client, first),
  );
  print(rowOf('intake (person, number, commit)', inFlight, intakes));

  await act(reviewer, made[0], 'review', REVIEW);
  const small = await lastItem(client, made[0] ?? '');
  const rest = made.slice(1);
  const put = barePut(client, small);
  const reviews = await compare(rest.length, inFlight, (i) => act(reviewer, rest[i], 'review', REVIEW), put);
  print(rowOf('review, warm', inFlight, reviews));
  const decisions = await compare(rest.length, inFlight, (i) => act(chief, rest[i], 'decide', DECISION), put);
  print(rowOf('decide, warm', inFlight, decisions));

  const others = await casesReady(COUNT);
  const cold = coldApp(deps);
  const coldReviewer = callerOf(cold, reviewerToken);
  await act(coldReviewer, await intake(), 'review', REVIEW);
  const colds = await compare(
    others.length,
    inFlight,
    (i) => act(coldReviewer, others[i], 'review', REVIEW),
    put,
  );
  print(rowOf('review, cold stream', inFlight, colds));

  const typed = await casesReady(COUNT);
  const texts = await compare(typed.length, inFlight, (i) => act(reviewer, typed[i], 'review', TYPED), put);
  print(rowOf('review with free text (2 writes)', inFlight, texts));
}

/** The inbox: as many open cases of one department as asked for. */
const template = await deps.log.for(TENANT).read({ aggregate: 'case', id: await intake() });
const FILL_AT_ONCE = 64;
for (let start = 0; start < OPEN_CASES; start += FILL_AT_ONCE) {
  await Promise.all(
    Array.from({ length: Math.min(FILL_AT_ONCE, OPEN_CASES - start) }, (_, index) => {
      const id = `bench-${String(start + index).padStart(6, '0')}`;
      return Promise.all(
        template.map((commit) =>
          applyCommit(deps.log, deps.views, [projection(caseRows)], {
            ...commit,
            stream: { aggregate: 'case', id },
          }),
        ),
      );
    }),
  );
}
const bareQuery = () =>
  client.send(
    new QueryCommand({
      TableName: LOCAL_TABLES.views,
      IndexName: 'list1',
      KeyConditionExpression: 'list1 = :list',
      ExpressionAttributeValues: { ':list': { S: `${TENANT}#${inboxPartition(matter.department)}` } },
      Limit: 50,
    }),
  );
const tracked = await intake();
const bareStream = () =>
  client.send(
    new QueryCommand({
      TableName: LOCAL_TABLES.log,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: partitionOf(TENANT, { aggregate: 'case', id: tracked }) } },
      ConsistentRead: true,
    }),
  );
const citizen = callerOf(warm);
const { state: evaluated } = await deps.streams.load(TENANT, caseAggregate, tracked);
const stretch = evaluated.status === 'none' ? 0 : evaluated.stretch;
for (const inFlight of [1, 16]) {
  const inbox = await compare(
    COUNT,
    inFlight,
    () => reviewer('GET', `/v1/${TENANT}/inbox?limit=50`),
    bareQuery,
  );
  print(rowOf(`inbox page, 50 of ${OPEN_CASES}`, inFlight, inbox));
  const track = await compare(
    COUNT,
    inFlight,
    () => citizen('GET', `/v1/track/${tracked}?check=0016`),
    bareStream,
  );
  print(rowOf('track', inFlight, track));
  const waking = { tenant: TENANT, caseNo: tracked as CaseNo, stretch };
  const evaluation = await compare(COUNT, inFlight, () => evaluate(deps, waking), bareStream);
  print(rowOf('Evaluate of the clock, warm', inFlight, evaluation));
  const cold = await compare(
    COUNT,
    inFlight,
    () => evaluate({ ...deps, streams: new Streams(deps.log, deps.clock) }, waking),
    bareStream,
  );
  print(rowOf('Evaluate, cold (hall and case)', inFlight, cold));
}
store.stop();
