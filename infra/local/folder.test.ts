import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FolderInUseError, keptSecret, openFolder } from './folder.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'folder-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const holdElsewhere = async () => {
  const code = `import { openFolder } from ${JSON.stringify(join(import.meta.dirname, 'folder.ts'))};
    openFolder(${JSON.stringify(dir)}); console.log('held'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
};

describe('the data folder', () => {
  test('belongs to one opener at a time', () => {
    const held = openFolder(dir);
    expect(() => openFolder(dir)).toThrow(FolderInUseError);
    held.release();
    openFolder(dir).release();
  });

  test('says which process has it open, and is free as soon as that is killed', async () => {
    const child = await holdElsewhere();
    expect(() => openFolder(dir)).toThrow(`in use by another process (process ${child.pid})`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    openFolder(dir).release();
  });

  test('keeps a secret of 32 bytes that only its owner may read', async () => {
    const file = join(dir, 'secret.key');
    const first = await keptSecret(file);
    expect(first).toHaveLength(32);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await keptSecret(file)).toEqual(first);
  });
});
