import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '../..');
const CONFIG = join(ROOT, '.dependency-cruiser.cjs');
const Config = z.object({ forbidden: z.array(z.object({ name: z.string() })) });
const RULES = Config.parse(createRequire(import.meta.url)(CONFIG)).forbidden.map(({ name }) => name);

const Report = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

/** A file that breaks a rule, by what it imports. Every file of the tree exists; each breaks what it is listed for. */
const BROKEN: readonly (readonly [rule: string, file: string, imports: string])[] = [
  ['no-cycles', 'shared/kernel/egg.ts', './hen.ts'],
  ['resolvable', 'shared/domain/lost.ts', './nowhere.ts'],
  ['only-declared-packages', 'functions/runtime/stray.ts', 'undeclared'],
  ['no-dev-packages-at-runtime', 'functions/runtime/tool.ts', 'vitest'],
  ['kernel-sees-only-inner-layers', 'shared/kernel/outward.ts', '../codes/sound.ts'],
  ['codes-sees-only-inner-layers', 'shared/codes/outward.ts', '../time/sound.ts'],
  ['time-sees-only-inner-layers', 'shared/time/outward.ts', '../contracts/sound.ts'],
  ['contracts-sees-only-inner-layers', 'shared/contracts/outward.ts', '../domain/sound.ts'],
  ['domain-sees-only-inner-layers', 'shared/domain/outward.ts', '../ports/sound.ts'],
  ['ports-sees-only-inner-layers', 'shared/ports/outward.ts', '../strange/sound.ts'],
  ['shared-stands-alone', 'shared/ports/leaning.ts', '../../functions/runtime/sound.ts'],
  ['shared-has-no-io', 'shared/domain/reading.ts', 'node:fs'],
  ['shared-uses-pure-packages', 'shared/ports/heavy.ts', 'hono'],
  ['runtime-sees-only-shared', 'functions/runtime/outward.ts', '../intake/sound.ts'],
  ['slices-stay-apart', 'functions/intake/sideways.ts', '../approval/sound.ts'],
  ['slices-stay-apart', 'functions/intake/sideways.lambda.ts', '../approval/sound.ts'],
  ['adapters-only-from-wires', 'functions/intake/storing.ts', '../adapters/sound.ts'],
  ['adapters-only-from-wires', 'functions/intake/wiring.ts', '../aws/sound.ts'],
  ['adapters-see-only-ports', 'functions/adapters/outward.ts', '../runtime/sound.ts'],
  ['wiring-knows-no-slice', 'functions/aws/outward.ts', '../intake/sound.ts'],
  ['functions-see-only-shared', 'functions/runtime/upward.ts', '../../infra/local/sound.ts'],
  ['aws-sdk-only-in-adapters', 'functions/aws/calling.ts', '@aws-sdk/client-dynamodb'],
  ['aws-sdk-only-in-adapters', 'infra/local/calling.ts', '@aws-sdk/client-dynamodb'],
  ['cdk-runs-nothing', 'infra/constructs/running.ts', '../../functions/intake/sound.ts'],
  ['cdk-runs-nothing', 'infra/constructs/deciding.ts', '../../shared/domain/sound.ts'],
  ['plain-data-runs-nothing', 'functions/adapters/tables.ts', './sound.ts'],
  ['cdk-only-in-infra', 'infra/local/deploying.ts', 'aws-cdk-lib'],
  ['iot-sees-only-contracts', 'iot/kiosk/deciding.ts', '../../shared/domain/sound.ts'],
  ['web-sees-only-contracts', 'web/src/serving.ts', '../../functions/runtime/sound.ts'],
  ['no-tests-in-the-product', 'shared/domain/testing.ts', './sound.test-support.ts'],
  ['nothing-sees-scripts', 'infra/local/tooling.ts', '../../scripts/sound.ts'],
];

/** What must stay possible: none of these may be found. */
const SOUND: Readonly<Record<string, readonly string[]>> = {
  'shared/kernel/sound.ts': ['node:crypto'],
  'shared/kernel/hen.ts': ['./egg.ts'],
  'shared/codes/sound.ts': ['../kernel/sound.ts'],
  'shared/time/sound.ts': ['../kernel/sound.ts', 'temporal-polyfill'],
  'shared/contracts/sound.ts': ['../codes/sound.ts', 'zod'],
  'shared/domain/sound.ts': ['../contracts/sound.ts', '../time/sound.ts'],
  'shared/domain/sound.test-support.ts': ['./sound.ts'],
  'shared/domain/sound.test.ts': ['node:fs', 'vitest', './sound.test-support.ts'],
  'shared/ports/sound.ts': ['../domain/sound.ts'],
  'shared/strange/sound.ts': [],
  'functions/runtime/sound.ts': ['../../shared/ports/sound.ts', 'hono'],
  'functions/runtime/env-names.ts': [],
  'functions/intake/sound.ts': ['../runtime/sound.ts'],
  'functions/intake/intake.lambda.ts': ['../aws/sound.ts', '../adapters/sound.ts', './sound.ts'],
  'functions/approval/sound.ts': ['../../shared/ports/sound.ts'],
  'functions/views/views.lambda.ts': ['../intake/sound.ts', '../approval/sound.ts', '../aws/sound.ts'],
  'functions/adapters/sound.ts': ['../../shared/ports/sound.ts', '@aws-sdk/client-dynamodb', 'node:fs'],
  'functions/aws/sound.ts': ['../adapters/sound.ts', '../runtime/sound.ts'],
  'infra/constructs/sound.ts': ['aws-cdk-lib', '../../functions/runtime/env-names.ts'],
  'infra/local/sound.ts': ['../../functions/intake/sound.ts', '../../functions/adapters/sound.ts'],
  'iot/kiosk/sound.ts': ['../../shared/contracts/sound.ts', '../../shared/kernel/sound.ts'],
  'web/src/sound.ts': ['../../shared/codes/sound.ts'],
  'scripts/sound.ts': ['../test/support/sound.ts', '../functions/adapters/sound.ts'],
  'test/support/sound.ts': ['../../functions/intake/sound.ts', '@aws-sdk/client-dynamodb'],
};

const PACKAGES = {
  dependencies: ['hono', 'zod', 'temporal-polyfill', '@aws-sdk/client-dynamodb'],
  devDependencies: ['vitest', 'aws-cdk-lib'],
};

let root = '';

const write = (file: string, text: string): void => {
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

const importing = (names: readonly string[]): string =>
  `${names.map((name) => `import '${name}';\n`).join('')}export const here = 1;\n`;

const versions = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, '1.0.0']));

const writeTree = (): void => {
  write(
    'package.json',
    JSON.stringify({
      type: 'module',
      dependencies: versions(PACKAGES.dependencies),
      devDependencies: versions(PACKAGES.devDependencies),
    }),
  );
  write(
    'tsconfig.json',
    JSON.stringify({ compilerOptions: { module: 'nodenext', allowImportingTsExtensions: true } }),
  );
  for (const name of [...PACKAGES.dependencies, ...PACKAGES.devDependencies, 'undeclared']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    write(`node_modules/${name}/index.js`, '');
  }
  for (const [file, names] of Object.entries(SOUND)) write(file, importing(names));
  for (const [, file, name] of BROKEN) write(file, importing([name]));
};

const cruise = () => {
  const folders = ['shared', 'functions', 'infra', 'iot', 'web', 'scripts', 'test'];
  const program = join(ROOT, 'node_modules/.bin/depcruise');
  const args = ['--config', CONFIG, '--output-type', 'json', ...folders];
  const { stdout, stderr } = spawnSync(program, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (stdout === '') throw new Error(stderr);
  return Report.parse(JSON.parse(stdout)).summary;
};

describe('import rules', () => {
  let summary: ReturnType<typeof cruise>;

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'onewindow-imports-'));
    writeTree();
    summary = cruise();
  }, 120_000);

  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it.each(BROKEN)('%s fires when %s imports %s', (rule, file) => {
    const fired = summary.violations.filter(({ from }) => from === file).map(({ rule: { name } }) => name);
    expect(fired).toContain(rule);
  });

  it('leaves alone what may be imported', () => {
    const cycle = ['shared/kernel/egg.ts', 'shared/kernel/hen.ts'];
    const wrong = summary.violations.filter(({ from }) => from in SOUND && !cycle.includes(from));
    expect(wrong).toEqual([]);
  });

  it('has no rule that was not seen to fire', () => {
    const shown = new Set(BROKEN.map(([rule]) => rule));
    expect(RULES.filter((name) => !shown.has(name))).toEqual([]);
  });
});
