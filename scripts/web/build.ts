import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { writeWebClient } from './client.ts';

const ROOT = join(import.meta.dirname, '../..');
const STAMP = join(ROOT, 'web/dist/.stamp');
/** The pages of the devices are built with the app. */
const DEVICES = join(ROOT, 'iot/dist/devices.html');
const CONFIGS = ['web/vite.config.ts', 'web/vite.devices.config.ts'];

/** What the built files come from. The client is made of the document, the packages are named by the lock. */
const SOURCES = [
  'web/*.{ts,json,html}',
  'web/public/**',
  'web/src/**',
  'shared/{kernel,codes,contracts}/**/*.ts',
  'docs/openapi.json',
  'package-lock.json',
];
const LEFT_OUT = /\.test\.ts$|^web\/src\/api\/schema\.d\.ts$/;

const digestOfSources = (): string => {
  const files = SOURCES.flatMap((pattern) => globSync(pattern, { cwd: ROOT })).sort();
  const hash = createHash('sha256');
  for (const file of files) {
    const path = join(ROOT, file);
    if (LEFT_OUT.test(file) || !statSync(path).isFile()) continue;
    hash.update(`${file}\0`).update(readFileSync(path));
  }
  return hash.digest('hex');
};

/** Whoever builds, a test too, gets what halls get: Vite takes an environment that is named for the one to build for. */
const asForHalls = async (act: () => Promise<void>): Promise<void> => {
  const { NODE_ENV: named = '' } = process.env;
  process.env['NODE_ENV'] = 'production';
  try {
    await act();
  } finally {
    process.env['NODE_ENV'] = named;
  }
};

/** Builds `web/dist` and `iot/dist` when their sources have changed since they were built. */
export const buildWeb = async ({ log }: { readonly log: (text: string) => void }): Promise<void> => {
  const digest = digestOfSources();
  const isBuilt = existsSync(STAMP) && existsSync(DEVICES);
  if (isBuilt && readFileSync(STAMP, 'utf8') === digest) return;
  const began = performance.now();
  await writeWebClient();
  await asForHalls(async () => {
    for (const config of CONFIGS) await build({ configFile: join(ROOT, config), logLevel: 'warn' });
  });
  writeFileSync(STAMP, digest);
  log(`web app built in ${((performance.now() - began) / 1000).toFixed(1)} s`);
};
