import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoLog } from '../functions/adapters/dynamo-log.ts';
import { LOCAL_TABLES } from '../functions/adapters/local-tables.ts';
import { openStore } from '../infra/local/store.ts';
import { caseAggregate } from '../shared/domain/case/case.ts';
import {
  applies,
  at,
  chief,
  CODE,
  decides,
  matter,
  reviewer,
  reviews,
} from '../shared/domain/case/case.test-support.ts';
import type { CaseCommand } from '../shared/domain/case/commands.ts';
import { TENANT_STREAM, tenantAggregate } from '../shared/domain/tenant/decide.ts';
import type { CaseNo, Subject, TenantCode } from '../shared/kernel/ids.ts';
import { Streams } from '../shared/ports/handle-command.ts';

const run = promisify(execFile);
const whatIf = (...args: string[]) =>
  run(process.execPath, [join(import.meta.dirname, 'what-if.ts'), '--data', folder, ...args]).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: unknown) => error as { code: number; stdout: string; stderr: string },
  );

const TENANT = '411323' as TenantCode;
const noOf = (serial: number) => `${TENANT}20260914${String(serial).padStart(6, '0')}` as CaseNo;
let folder: string;

/** Two cases with a promise of eight days: one decided on the second, one that still runs. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onewindow-what-if-'));
  const store = await openStore(folder);
  let key = 0;
  const streams = new Streams(dynamoLog(store.client, LOCAL_TABLES.log), { now: () => at('2026-09-14') });
  const envelope = (now = at('2026-09-14')) => {
    key += 1;
    const actor = { sub: 'test' as Subject, roles: ['system'], tenant: TENANT } as const;
    return { at: now, actor, key: String(key), digest: '' };
  };
  const profile = { name: '西峡县政务服务中心', place: '西峡县', level: 4 } as const;
  const open = { type: 'open', code: TENANT, profile } as const;
  await streams.execute(TENANT, tenantAggregate, TENANT_STREAM, envelope(), open);
  const act = async (caseNo: CaseNo, command: CaseCommand) => {
    const result = await streams.execute(TENANT, caseAggregate, caseNo, envelope(command.now), command);
    if (!result.ok) throw new Error(result.refusal.message);
  };
  const limits = matter({ promisedDays: 8, statutoryDays: 20 });
  for (const serial of [1, 2]) await act(noOf(serial), applies({ caseNo: noOf(serial), matter: limits }));
  await act(noOf(1), reviews(reviewer, 'pass', at('2026-09-15')));
  await act(noOf(1), decides(chief, {}, at('2026-09-16')));
  await store.close();
}, 30_000);
afterAll(() => rm(folder, { recursive: true }));

const NOW = ['--now', '2026-09-17T02:00:00Z'];

describe('npm run what-if', () => {
  it('四减: a promise of one day would have made both cases red, one of three days one of them yellow', async () => {
    const shorter = await whatIf('--limit', `${CODE}=1`, ...NOW);
    expect(shorter).toMatchObject({ code: 0, stderr: '' });
    expect(shorter.stdout).toBe(
      [
        '县民政局  2 cases  green 2 → 0  yellow 0 → 0  red 0 → 2',
        `    ${noOf(1)} would have been red`,
        `    ${noOf(2)} would have been red`,
        'in all  yellow 0  red 2',
        '',
      ].join('\n'),
    );
    const { stdout } = await whatIf('--limit', `${CODE}=3`, ...NOW);
    expect(stdout).toContain('green 2 → 1  yellow 0 → 1  red 0 → 0');
    expect(stdout).toContain(`${noOf(2)} would have been yellow`);
  }, 60_000);

  it('another calendar: without the days on which the hall was shut the promise of three days is kept', async () => {
    const file = join(folder, 'calendar.json');
    const closures = ['2026-09-15', '2026-09-16'].map((day) => ({ day, reason: '大雪' }));
    await writeFile(file, JSON.stringify({ hours: [{ from: '08:30', to: '17:30' }], closures }));
    const { stdout } = await whatIf('--limit', `${CODE}=3`, '--calendar', file, ...NOW);
    expect(stdout).toContain('green 2 → 2  yellow 0 → 0  red 0 → 0');
  }, 60_000);

  it('says so when no case is of the matter, and what it cannot read', async () => {
    expect(await whatIf('--limit', 'nothing=3')).toMatchObject({ stderr: 'no case of the matter nothing\n' });
    expect(await whatIf('--limit', 'three')).toMatchObject({ code: 2 });
    expect(await whatIf()).toMatchObject({ code: 2 });
  }, 60_000);
});
