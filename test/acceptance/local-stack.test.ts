import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { CaseView } from '../../shared/contracts/cases.ts';
import { applicationFor, catalogue, COUNTY, hallOf, PERSON, problemOf, staff } from '../support/hall.ts';
import { freePort, startLocal, type LocalStack } from '../support/stack.ts';

let dataDir: string;
let stack: LocalStack;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'onewindow-'));
  stack = await startLocal({ dataDir });
});
afterAll(async () => {
  await stack.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const clerk = staff('clerk');

/** Runs `npm start`'s program to its end. */
const run = async (...args: readonly string[]) => {
  const child = spawn(process.execPath, ['infra/local/start.ts', ...args], {
    cwd: join(import.meta.dirname, '../..'),
  });
  const printed = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (printed.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed.err += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...printed };
};

describe('npm start', () => {
  test('explains itself, and refuses what it does not understand', async () => {
    expect(await run('--help')).toMatchObject({ code: 0, out: expect.stringContaining('--speed') as string });
    expect(await run('--port', 'x')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--port') as string,
    });
    expect(await run('--colour')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--colour') as string,
    });
  });

  test('says that its port or its folder is in use', async () => {
    const port = new URL(stack.url).port;
    const elsewhere = mkdtempSync(join(tmpdir(), 'onewindow-'));
    const taken = await run('--port', port, '--data', elsewhere);
    expect(taken).toMatchObject({ code: 1, err: `port ${port} is in use: choose another with --port\n` });
    const locked = await run('--port', String(await freePort()), '--data', dataDir);
    expect(locked).toMatchObject({
      code: 1,
      err: expect.stringContaining('in use by another process') as string,
    });
    rmSync(elsewhere, { recursive: true });
  });

  test('answers for its health, its interface and its documentation, from this machine alone', async () => {
    expect((await stack.api('GET', '/healthz')).body).toEqual({ status: 'ok' });
    const { openapi, paths, components } = z
      .object({
        openapi: z.string(),
        paths: z.record(z.string(), z.unknown()),
        components: z.object({
          securitySchemes: z.object({ bearer: z.object({ scheme: z.literal('bearer') }) }),
        }),
      })
      .parse((await stack.api('GET', '/openapi.json')).body);
    expect(openapi).toBe('3.1.0');
    expect(Object.keys(paths)).toContain('/v1/{tenant}/cases');
    expect(components.securitySchemes.bearer.scheme).toBe('bearer');
    const page = await stack.api('GET', '/docs');
    expect(page.status).toBe(200);
    for (const [, address] of page.text.matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect(address?.startsWith('/docs/')).toBe(true);
      expect((await stack.api('GET', address ?? '')).status).toBe(200);
    }
  });

  test('gives a token for whoever is asked for, and for nobody who is asked for wrongly', async () => {
    const post = (body: unknown) => stack.api('POST', '/auth/dev-token', { body });
    expect((await post({ sub: 'x', name: '某', tenant: COUNTY, roles: ['guide'] })).status).toBe(200);
    expect(problemOf(await post({ sub: 'x', name: '某', tenant: COUNTY, roles: ['king'] })).status).toBe(422);
    expect(problemOf(await post({ sub: 'x', name: '某', tenant: '1', roles: [] })).status).toBe(422);
    expect(problemOf(await post({ sub: 'x', name: '某', tenant: COUNTY, roles: [], more: 1 })).status).toBe(
      422,
    );
  });

  test('writes down requests by their patterns: no numbers, no queries, nobody', async () => {
    const hall = hallOf(stack);
    const [matter] = (await catalogue(stack)).filter(({ audience }) => audience.includes('个人'));
    if (!matter) throw new Error('no matter for persons');
    const { caseNo } = await hall.apply(clerk, applicationFor(matter));
    await stack.api('GET', `/v1/track/${caseNo}?check=0016`);
    const output = stack.output();
    expect(output).toMatch(/^POST \/v1\/:tenant\/cases 201 \d+ms$/m);
    expect(output).toMatch(/^GET \/v1\/track\/:caseNo 200 \d+ms$/m);
    for (const secret of [caseNo, 'check=', PERSON.name, PERSON.idNo, PERSON.phone])
      expect(output).not.toContain(secret);
  });

  test('loses nothing to a kill -9, keeps its tokens good, and its hall time goes on', async () => {
    const [matter] = await catalogue(stack);
    if (!matter) throw new Error('no matter');
    const before = await hallOf(stack).apply(clerk, applicationFor(matter));
    const token = await stack.token(clerk);
    await stack.kill9();
    const port = Number(new URL(stack.url).port);
    stack = await startLocal({ dataDir, port });
    const answer = await stack.api('GET', `/v1/${COUNTY}/cases/${before.caseNo}`, { token });
    expect(CaseView.parse(answer.body)).toEqual(before);
    const after = await hallOf(stack).apply(clerk, applicationFor(matter));
    expect(after.caseNo > before.caseNo).toBe(true);
    expect(after.receivedAt > before.receivedAt).toBe(true);
  });
});
