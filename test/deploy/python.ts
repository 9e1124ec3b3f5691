import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run } from './processes.ts';

/** Pinned: the emulator decides what the test can see. */
const PACKAGES = ['ministack==1.5.33', 'cryptography==50.0.2', 'cfn-lint==1.58.0', 'paho-mqtt==2.1.0'];
export const VENV = join(ROOT, '.venv');
/** What was installed last. */
const INSTALLED = join(VENV, 'packages.txt');

/** Path of a program of the virtual environment, which is made at the first call and whenever the packages change. */
export const pythonProgram = async (name: string): Promise<string> => {
  const wanted = PACKAGES.join('\n');
  const isThere = existsSync(INSTALLED) && readFileSync(INSTALLED, 'utf8') === wanted;
  if (!isThere) {
    await run('python3', ['-m', 'venv', VENV]);
    await run(join(VENV, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', ...PACKAGES]);
    writeFileSync(INSTALLED, wanted);
  }
  return join(VENV, 'bin', name);
};
