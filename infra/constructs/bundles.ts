import { join } from 'node:path';
import { rolldown, type OutputChunk } from 'rolldown';
import { leanPackages } from './lean-packages.ts';

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
  printing: 'functions/printing/printing.lambda.ts',
  approval: 'functions/approval/approval.lambda.ts',
  issuing: 'functions/issuing/issuing.lambda.ts',
  tracking: 'functions/tracking/tracking.lambda.ts',
  catalogue: 'functions/catalogue/catalogue.lambda.ts',
  catalogueFiles: 'functions/catalogue/catalogue-files.lambda.ts',
  hall: 'functions/hall/hall.lambda.ts',
  posting: 'functions/posting/posting.lambda.ts',
  bundle: 'functions/bundle/bundle.lambda.ts',
  queue: 'functions/queue/queue.lambda.ts',
  appointment: 'functions/appointment/appointment.lambda.ts',
  evaluation: 'functions/evaluation/evaluation.lambda.ts',
  grievance: 'functions/grievance/grievance.lambda.ts',
  consultation: 'functions/consultation/consultation.lambda.ts',
  device: 'functions/device/device.lambda.ts',
  ingest: 'functions/ingest/ingest.lambda.ts',
  claim: 'functions/device/claim.lambda.ts',
  supervision: 'functions/supervision/supervision.lambda.ts',
  notify: 'functions/notify/notify.lambda.ts',
  docs: 'functions/docs/docs.lambda.ts',
  views: 'functions/views/views.lambda.ts',
  reactions: 'functions/reactions/reactions.lambda.ts',
  sender: 'functions/notify/sender.lambda.ts',
  clock: 'functions/clock/clock.lambda.ts',
  bundleMachine: 'functions/bundle/bundle-machine.lambda.ts',
  signIn: 'functions/sign-in/sign-in.lambda.ts',
  site: 'functions/site/site.lambda.ts',
  publish: 'functions/site/publish.lambda.ts',
} as const;
export type FunctionName = keyof typeof FUNCTION_ENTRIES;
export const FUNCTION_NAMES = Object.keys(FUNCTION_ENTRIES) as readonly FunctionName[];
export type Bundles = Readonly<Record<FunctionName, Bundle>>;

const packageOf = (input: string): string => {
  const [, scoped = 'own'] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input) ?? [];
  return scoped;
};

/** What each package takes of the bundle: its share before names are shortened, of the size after. */
const partsOf = ({ modules }: OutputChunk, size: number): Record<string, number> => {
  const lengths = Object.entries(modules).map(
    ([path, { renderedLength }]) => [packageOf(path), renderedLength] as const,
  );
  const whole = lengths.reduce((sum, [, length]) => sum + length, 0);
  const parts: Record<string, number> = {};
  for (const [part, length] of lengths) parts[part] = (parts[part] ?? 0) + (length / whole) * size;
  return parts;
};

const bundle = async (name: FunctionName, outdir: string): Promise<Bundle> => {
  const folder = join(outdir, name);
  const build = await rolldown({
    cwd: ROOT,
    input: FUNCTION_ENTRIES[name],
    platform: 'node',
    resolve: { mainFields: ['module', 'main'] },
    transform: { target: 'node24' },
    plugins: [leanPackages],
  });
  const { output } = await build.write({
    file: join(folder, 'index.mjs'),
    format: 'esm',
    minify: true,
    comments: { annotation: false },
    sourcemap: true,
    sourcemapExcludeSources: true,
    codeSplitting: false,
  });
  await build.close();
  const [chunk] = output;
  const size = Buffer.byteLength(chunk.code);
  return { folder, size, parts: partsOf(chunk, size) };
};

/**
 * Bundles every function with the SDK inside. Rolldown is called here and not esbuild by `NodejsFunction`: it follows
 * what is used of a namespace (`z.object` of zod), and takes a plugin that leaves out what is never run.
 */
export const bundleFunctions = async (outdir = join(ROOT, 'dist/functions')): Promise<Bundles> =>
  Object.fromEntries(
    await Promise.all(FUNCTION_NAMES.map(async (name) => [name, await bundle(name, outdir)] as const)),
  ) as Bundles;
