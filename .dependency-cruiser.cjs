/**
 * Which way imports may run (CONTRIBUTING.md, "Which way imports run"). Every rule here is seen to fire by
 * test/rules/import-rules.test.ts.
 */

/** Tests and what only tests use: they may look at everything that they test. */
const TESTS = String.raw`\.test\.ts$|\.test-support\.ts$|^test/`;

/** What `shared/` may use from outside: pure computation, no file, no network, no clock. */
const PURE_PACKAGES = ['canonicalize', 'chinese-days', 'sorted-btree', 'temporal-polyfill', 'zod'];

/** Names of environment variables and the schema of the tables: data that the CDK app and the functions share. */
const PLAIN_DATA = String.raw`^functions/(runtime/env-names|adapters/tables)\.ts$`;

const outer = (...inner) => `^(?!(${inner.join('|')})/|node_modules/)[^/]+/`;
const modules = (...names) => `(^|/)node_modules/(${names.join('|')})(/|$)`;

/** A layer of `shared/` with the layers that it may see. */
const layer = (name, sees) => ({
  name: `${name}-sees-only-inner-layers`,
  severity: 'error',
  from: { path: `^shared/${name}/`, pathNot: TESTS },
  to: { path: '^shared/', pathNot: `^shared/(${[name, ...sees].join('|')})/` },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'only-declared-packages',
      severity: 'error',
      comment: 'A package that package.json does not name comes and goes with somebody else’s dependencies.',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-dev-packages-at-runtime',
      severity: 'error',
      from: { path: '^(functions|shared)/', pathNot: TESTS },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },

    layer('kernel', []),
    layer('codes', ['kernel']),
    layer('time', ['kernel']),
    layer('contracts', ['kernel', 'codes', 'time']),
    layer('domain', ['kernel', 'codes', 'time', 'contracts']),
    layer('ports', ['kernel', 'codes', 'time', 'contracts', 'domain']),
    {
      name: 'shared-stands-alone',
      severity: 'error',
      from: { path: '^shared/', pathNot: TESTS },
      to: { path: outer('shared') },
    },
    {
      name: 'shared-has-no-io',
      severity: 'error',
      from: { path: '^shared/', pathNot: TESTS },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'shared-uses-pure-packages',
      severity: 'error',
      from: { path: '^shared/', pathNot: TESTS },
      to: { path: '(^|/)node_modules/', pathNot: modules(...PURE_PACKAGES) },
    },

    {
      name: 'runtime-sees-only-shared',
      severity: 'error',
      from: { path: '^functions/runtime/', pathNot: TESTS },
      to: { path: '^functions/', pathNot: '^functions/runtime/' },
    },
    {
      name: 'slices-stay-apart',
      severity: 'error',
      comment:
        'A slice sees shared/ and functions/runtime/. Only the two readers of the log put together what all slices derive from it.',
      from: {
        path: '^functions/(?!adapters/|aws/|runtime/)([^/]+)/',
        pathNot: '^functions/(views/(views\\.lambda|projections)|reactions/reactions|ingest/handlers)\\.ts$',
      },
      to: { path: '^functions/', pathNot: '^functions/($1|runtime|adapters|aws)/' },
    },
    {
      name: 'adapters-only-from-wires',
      severity: 'error',
      comment:
        'Inside functions/, a *.lambda.ts and the wiring that all of them share (functions/aws) name an adapter; everything else gets a port.',
      from: { path: '^functions/(?!adapters/|aws/)', pathNot: `${TESTS}|\\.lambda\\.ts$` },
      to: { path: '^functions/(adapters|aws)/' },
    },
    {
      name: 'adapters-see-only-ports',
      severity: 'error',
      from: { path: '^functions/adapters/', pathNot: TESTS },
      to: { path: '^functions/', pathNot: '^functions/adapters/' },
    },
    {
      name: 'wiring-knows-no-slice',
      severity: 'error',
      from: { path: '^functions/aws/', pathNot: TESTS },
      to: { path: '^functions/', pathNot: '^functions/(aws|adapters|runtime)/' },
    },
    {
      name: 'functions-see-only-shared',
      severity: 'error',
      from: { path: '^functions/', pathNot: TESTS },
      to: { path: outer('functions', 'shared', 'docs') },
    },
    {
      name: 'aws-sdk-only-in-adapters',
      severity: 'error',
      comment: 'Tools and tests that prepare or measure a store may speak to it themselves.',
      from: { path: '^(functions|infra|iot|shared|web)/', pathNot: `${TESTS}|^functions/adapters/` },
      to: { path: modules('@aws-sdk', '@smithy') },
    },

    {
      name: 'cdk-runs-nothing',
      severity: 'error',
      comment:
        'The CDK app points at handlers by path. It reads two lists of plain data that both sides must agree on.',
      from: { path: '^infra/(?!local/)', pathNot: TESTS },
      to: {
        path: '^(functions|iot|web|infra/local|shared/(domain|ports|time))/',
        pathNot: PLAIN_DATA,
      },
    },
    {
      name: 'plain-data-runs-nothing',
      severity: 'error',
      from: { path: PLAIN_DATA },
      to: { dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'cdk-only-in-infra',
      severity: 'error',
      from: { path: '^(functions|infra/local|iot|shared|web)/', pathNot: TESTS },
      to: { path: modules('aws-cdk-lib', 'constructs', 'cdk-nag') },
    },
    {
      name: 'iot-sees-only-contracts',
      severity: 'error',
      from: { path: '^iot/', pathNot: TESTS },
      to: { path: outer('iot', 'shared/kernel', 'shared/codes', 'shared/contracts') },
    },
    {
      name: 'web-sees-only-contracts',
      severity: 'error',
      from: { path: '^web/', pathNot: TESTS },
      to: { path: outer('web', 'shared/kernel', 'shared/codes', 'shared/contracts') },
    },
    {
      name: 'no-tests-in-the-product',
      severity: 'error',
      comment: 'Tools may use what tests use: a stack to start, an oracle to compare with.',
      from: { pathNot: `${TESTS}|^scripts/` },
      to: { path: TESTS },
    },
    {
      name: 'nothing-sees-scripts',
      severity: 'error',
      from: { path: '^(functions|infra|iot|shared|web)/', pathNot: TESTS },
      to: { path: '^scripts/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    detectJSDocImports: false,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.cache|\\.data|\\.venv|cdk\\.out|dist|iot/dist|web/dist)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
