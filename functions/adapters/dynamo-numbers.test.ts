import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leasedNumbers } from '../../shared/ports/leased-numbers.ts';
import { countRequests } from '../../test/support/count-requests.ts';
import { startTestDynamo, useTestDynamo, type TestDynamo } from '../../test/support/local-dynamo.ts';
import { freshStream, NEIXIANG, XIXIA } from '../../test/support/log-contract.ts';
import { dynamoNumbers } from './dynamo-numbers.ts';

const dynamoDbLocal = process.env['DYNAMODB_LOCAL_URL'];
const stores: [string, () => Promise<TestDynamo>][] = [['dynalite', startTestDynamo]];
if (dynamoDbLocal) stores.push(['DynamoDB Local', () => useTestDynamo(dynamoDbLocal)]);

describe.each(stores)('numbers on %s', (_name, start) => {
  let dynamo: TestDynamo;
  beforeAll(async () => {
    dynamo = await start();
  }, 60_000);
  afterAll(() => dynamo.stop());
  const series = () => `series-${freshStream().id}`;

  it('begin with 1 and follow one another in blocks', async () => {
    const numbers = dynamoNumbers(dynamo.client, dynamo.tables.numbers);
    const name = series();
    expect(await numbers.for(XIXIA).lease(name, 1)).toBe(1);
    expect(await numbers.for(XIXIA).lease(name, 16)).toBe(2);
    expect(await numbers.for(XIXIA).lease(name, 1)).toBe(18);
    expect(await numbers.for(NEIXIANG).lease(name, 1)).toBe(1);
  });

  it('are given once under concurrency', async () => {
    const numbers = dynamoNumbers(dynamo.client, dynamo.tables.numbers);
    const name = series();
    const got = await Promise.all(Array.from({ length: 64 }, () => numbers.for(XIXIA).lease(name, 1)));
    expect(got.sort((a, b) => a - b)).toEqual(Array.from({ length: 64 }, (_, n) => n + 1));
  });

  it('cost one request for sixteen when leased', async () => {
    const numbers = leasedNumbers(dynamoNumbers(dynamo.client, dynamo.tables.numbers));
    const name = series();
    const sent = countRequests(dynamo.client);
    for (let n = 1; n <= 16; n += 1) expect(await numbers.for(XIXIA).lease(name, 1)).toBe(n);
    expect(sent).toEqual([`UpdateItem ${dynamo.tables.numbers}`]);
  });
});
