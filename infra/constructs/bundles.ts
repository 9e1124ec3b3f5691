import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';

/** A function as it will be uploaded. */
export interface Bundle {
  /** Folder with `index.mjs` and its source map. */
  readonly folder: string;
  /** Bytes of `index.mjs`. */
  readonly size: number;
  /** Bytes by package, `own` for this repository's code. */
  readonly parts: Readonly<Record<string, number>>;
}

const ROOT = join(import.meta.dirname, '../..');

/** Functions by name, and where each begins. */
export const FUNCTION_ENTRIES = {
  intake: 'functions/intake/intake.lambda.ts',
  approval: 'functions/approval/approval.lambda.ts',
  issuing: 'functions/issuing/issuing.lambda.ts',
  tracking: 'functions/tracking/tracking.lambda.ts',
  catalogue: 'functions/catalogue/catalogue.lambda.ts',
  hall: 'functions/hall/hall.lambda.ts',
  posting: 'functions/posting/posting.lambda.ts',
  bundle: 'functions/bundle/bundle.lambda.ts',
  queue: 'functions/queue/queue.lambda.ts',
  evaluation: 'functions/evaluation/evaluation.lambda.ts',
  supervision: 'functions/supervision/supervision.lambda.ts',
  docs: 'functions/docs/docs.lambda.ts',
  views: 'functions/views/views.lambda.ts',
  reactions: 'functions/reactions/reactions.lambda.ts',
  clock: 'functions/clock/clock.lambda.ts',
  bundleMachine: 'functions/bundle/bundle-machine.lambda.ts',
  signIn: 'functions/sign-in/sign-in.lambda.ts',
} as const;
export type FunctionName = keyof typeof FUNCTION_ENTRIES;
export const FUNCTION_NAMES = Object.keys(FUNCTION_ENTRIES) as readonly FunctionName[];
export type Bundles = Readonly<Record<FunctionName, Bundle>>;

/** What packages bring along that a function never uses; each would be bundled because it is exported as a namespace. */
const REPLACED: readonly { readonly filter: RegExp; readonly importer: RegExp; readonly contents: string }[] =
  [
    // Messages in fifty languages; ours are written in the schemas.
    { filter: /locales\/index\.js$/, importer: /node_modules\/zod\//, contents: 'export {};' },
    // A converter from JSON Schema that zod exports beside all else.
    {
      filter: /from-json-schema\.js$/,
      importer: /node_modules\/zod\//,
      contents: 'export const fromJSONSchema = undefined;',
    },
    // QR codes are drawn as SVG.
    { filter: /renderer\/png$/, importer: /node_modules\/qrcode\//, contents: 'export {};' },
    // Asks whether Node is 8 or later, and the SDK's version 2 recent enough.
    {
      filter: /^semver$/,
      importer: /node_modules\/(cls-hooked|aws-xray-sdk-core)\//,
      contents: 'export const gte = () => true;',
    },
    // SSO, web identity, instance metadata …: a function's credentials are in its environment.
    {
      filter: /^@aws-sdk\/credential-provider-node$/,
      importer: /./,
      contents: `import { fromEnv } from '@aws-sdk/credential-provider-env'; export const defaultProvider = fromEnv;`,
    },
  ];

const leanPackages: Plugin = {
  name: 'lean-packages',
  setup: (builder) => {
    for (const [index, { filter, importer }] of REPLACED.entries()) {
      builder.onResolve({ filter }, (args) =>
        importer.test(args.importer) ? { path: String(index), namespace: 'lean' } : undefined,
      );
    }
    builder.onLoad({ filter: /./, namespace: 'lean' }, ({ path }) => ({
      contents: REPLACED[Number(path)]?.contents ?? '',
      resolveDir: ROOT,
    }));
  },
};

const packageOf = (input: string): string => {
  const [, scoped = 'own'] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input) ?? [];
  return scoped;
};

const partsOf = ({ inputs }: Metafile['outputs'][string]): Record<string, number> => {
  const parts: Record<string, number> = {};
  for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
    const part = packageOf(input);
    parts[part] = (parts[part] ?? 0) + bytesInOutput;
  }
  return parts;
};

/** CommonJS packages inside of an ES module ask for `require`. */
const BANNER = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

const bundle = async (name: FunctionName, outdir: string): Promise<Bundle> => {
  const folder = join(outdir, name);
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, 'index.mjs');
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [FUNCTION_ENTRIES[name]],
    outfile,
    bundle: true,
    minify: true,
    sourcemap: true,
    sourcesContent: false,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    banner: { js: BANNER },
    metafile: true,
    logLevel: 'error',
    plugins: [leanPackages],
  });
  const output = Object.entries(metafile.outputs).find(([path]) => path.endsWith('.mjs'))?.[1];
  return { folder, size: output?.bytes ?? 0, parts: output ? partsOf(output) : {} };
};

/**
 * Bundles every function with the SDK inside. esbuild is called here and not by `NodejsFunction`, which knows no
 * plugins: without `lean-packages` each function would carry a third of a megabyte that it never runs.
 */
export const bundleFunctions = async (outdir = join(ROOT, 'dist/functions')): Promise<Bundles> =>
  Object.fromEntries(
    await Promise.all(FUNCTION_NAMES.map(async (name) => [name, await bundle(name, outdir)] as const)),
  ) as Bundles;
