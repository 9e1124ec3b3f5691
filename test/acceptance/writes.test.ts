import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoLog } from '../../functions/adapters/dynamo-log.ts';
import { dynamoNumbers } from '../../functions/adapters/dynamo-numbers.ts';
import { dynamoVault } from '../../functions/adapters/dynamo-vault.ts';
import { dynamoViews } from '../../functions/adapters/dynamo-views.ts';
import { localSealer } from '../../functions/adapters/local-sealer.ts';
import { leasedNumbers } from '../../shared/ports/leased-numbers.ts';
import { countRequests } from '../support/count-requests.ts';
import { inProcess } from '../support/in-process.ts';
import { startTestDynamo, type TestDynamo } from '../support/local-dynamo.ts';
import { somebody, walkerOf, type Walker } from '../support/walk.ts';

const chiefOf = (department: string): string => {
  const letters = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../data/authorisations.json'), 'utf8'),
  ) as { tenant: string; department: string; sub: string }[];
  return letters.find((letter) => letter.tenant === '411323' && letter.department === department)?.sub ?? '';
};

describe('one command, one item in the log', () => {
  let dynamo: TestDynamo;
  let walker: Walker;
  let sent: string[];

  beforeAll(async () => {
    dynamo = await startTestDynamo();
    const { client, tables } = dynamo;
    const hall = await inProcess({
      storage: {
        log: dynamoLog(client, tables.log),
        views: dynamoViews(client, tables.views),
        vault: dynamoVault(client, tables.vault, localSealer(new Uint8Array(32))),
        numbers: leasedNumbers(dynamoNumbers(client, tables.numbers)),
      },
    });
    walker = walkerOf(hall);
    sent = countRequests(client);
  });
  afterAll(() => dynamo.stop());

  /** What the request sent to the log, by kind. */
  const onLog = async (work: () => Promise<unknown>) => {
    sent.length = 0;
    await work();
    const calls = sent.filter((line) => line.endsWith(dynamo.tables.log)).map((line) => line.split(' ')[0]);
    return { puts: calls.filter((name) => name === 'PutItem').length, kinds: new Set(calls) };
  };
  const expectOnePut = ({ puts, kinds }: Awaited<ReturnType<typeof onLog>>) => {
    expect(puts).toBe(1);
    for (const kind of kinds) expect(['PutItem', 'GetItem', 'Query']).toContain(kind);
  };

  it('from application to delivery each command puts exactly one item and updates or deletes none', async () => {
    const { must, matterWhere, applicationFor } = walker;
    const matter = await matterWhere(
      ({ steps, audience }) => steps === '一审一核' && audience.includes('个人'),
    );
    const clerk = somebody('w.clerk', 'clerk');
    const reviewer = somebody('w.reviewer', 'reviewer', matter.department);
    const chief = somebody(chiefOf(matter.department), 'chief', matter.department);
    const issuer = somebody('w.issuer', 'issuer');
    let caseNo = '';
    expectOnePut(
      await onLog(async () => {
        const { body } = await must(201, clerk, 'POST', '/cases', applicationFor(matter));
        caseNo = String(body['caseNo']);
      }),
    );
    const steps: [string, string, object][] = [
      [reviewer, 'claim', {}],
      [reviewer, 'review', { result: 'pass', opinion: '材料与原件核对一致，拟同意。' }],
      [chief, 'decide', { outcome: 'approved', opinion: '同意' }],
      [issuer, 'produce', {}],
      [issuer, 'deliver', { method: 'counter', signedBy: '测试甲乙' }],
    ];
    for (const [who, act, body] of steps) {
      expectOnePut(await onLog(() => must(200, who, 'POST', `/cases/${caseNo}/${act}`, body)));
    }
    const { text } = await must(200, issuer, 'GET', `/cases/${caseNo}/documents/archive`);
    expect(text).toMatch(/办理结果<\/t[hd]>\s*<td[^>]*>\s*准予/);
  });

  it('a refused command and a repeated one put nothing', async () => {
    const { must, matterWhere, applicationFor } = walker;
    const matter = await matterWhere(({ steps }) => steps === '一审一核');
    const clerk = somebody('w.clerk', 'clerk');
    const headers = { 'idempotency-key': 'w-repeat' };
    const first = await must(201, clerk, 'POST', '/cases', applicationFor(matter), headers);
    const repeated = await onLog(async () => {
      const again = await must(201, clerk, 'POST', '/cases', applicationFor(matter), headers);
      expect(again.body).toEqual(first.body);
    });
    expect(repeated.puts).toBe(0);
    const issuer = somebody('w.issuer', 'issuer');
    const refused = await onLog(() =>
      must(409, issuer, 'POST', `/cases/${String(first.body['caseNo'])}/produce`, {}),
    );
    expect(refused.puts).toBe(0);
  });
});
