import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'rolldown';

/** Calendars begin here: no case of a hall is older. */
const FIRST_YEAR = '2023';

const isOldDay = (key: string): boolean => /^\d{4}/.test(key) && key < FIRST_YEAR;

/** The tables of chinese-days, without the days before the first hall. */
const withoutOldDays = (json: string): string =>
  JSON.stringify(JSON.parse(json), (_, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).filter(([key]) => !isOldDay(key)))
      : value,
  );

/** The names that a module exports, each as a function that does nothing. */
const idle = (source: string): string =>
  [...source.matchAll(/^export (?:const|function|class) (\w+)/gm)]
    .map(([, name]) => `export const ${name} = () => ({});`)
    .join('\n');

/** What a package says of itself in a trace. */
const nameAndVersion = (json: string): string => {
  const { name, version } = JSON.parse(json) as Record<'name' | 'version', string>;
  return JSON.stringify({ name, version });
};

/** Routes are described by these where the OpenAPI document is made; where they are served nobody asks. */
const UNDESCRIBED = `
  export class OpenAPIRegistry { definitions = []; registerPath() {} registerComponent() {} }
  export class OpenApiGeneratorV3 {}
  export class OpenApiGeneratorV31 {}
  export const getOpenApiMetadata = () => ({});
  export const extendZodWithOpenApi = () => {};`;

/** All that reaches AWS, as text. */
const adapters = (): string => {
  const folder = join(import.meta.dirname, '../../functions/adapters');
  return readdirSync(folder)
    .filter((name) => /^[\w-]+\.ts$/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
};

/**
 * Without the classes of those errors of a service that no adapter names. The client gives such an error as its own
 * base class, with the service's name, status and message: what retries and log lines look at.
 */
const withoutUnnamedErrors = (schemas: string): string => {
  const named = new Set(adapters().match(/\w+/g));
  return schemas.replace(/^n0_registry\.registerError\(\w+\$, (\w+)\);$/gm, (registration, name: string) =>
    named.has(name) ? registration : '',
  );
};

/** What packages bring along that no function uses, and what stands in its place. */
const REPLACED: readonly { readonly file: RegExp; readonly by: (source: string) => string }[] = [
  { file: /zod-to-openapi\/dist\/index\.m?js$/, by: () => UNDESCRIBED },
  // JSON Schemas are made from zod's for the OpenAPI document only.
  { file: /zod\/v4\/core\/(to-json-schema|json-schema-processors)\.js$/, by: idle },
  { file: /@aws-sdk\/client-[a-z-]+\/dist-es\/schemas\/schemas_0\.js$/, by: withoutUnnamedErrors },
  // A function is sampled by Lambda, traces one call and runs on no server: these find out about all three.
  {
    file: /aws-xray-sdk-core\/dist\/lib\/(middleware\/sampling\/|segments\/plugins\/|patchers\/(aws3_p|aws_p|http_p|promise_p)).*\.js$/,
    by: () => 'module.exports = {};',
  },
  // The one call that Lambda's start makes of it turns off what is not there.
  {
    file: /aws-xray-sdk-core\/dist\/lib\/middleware\/mw_utils\.js$/,
    by: () => 'module.exports = { disableCentralizedSampling() {} };',
  },
  { file: /aws-xray-sdk-core\/dist\/lib\/resources\/.*\.json$/, by: () => '{}' },
  { file: /aws-xray-sdk-core\/package\.json$/, by: nameAndVersion },
  // Stands by where Node was built without its own cryptography.
  { file: /@smithy\/core\/.*\/checksum\/sha256\/Sha256Js\.js$/, by: () => 'export class Sha256Js {}' },
  // Sheets are read without a schema of theirs, and written without pictures and rules of colour.
  {
    file: /read-excel-file\/modules\/parseSheetData\/parseSheetData\.js$/,
    by: () => 'export default () => {};',
  },
  {
    file: /write-excel-file\/modules\/xlsx\/features\/(images|conditionalFormatting)\.js$/,
    by: () => 'export default {};',
  },
  { file: /chinese-days\/dist\/chinese-days\.json$/, by: withoutOldDays },
];

/** Packages that a function never needs, by their name: their place in the bundle. */
const ABSENT: Readonly<Record<string, string>> = {
  // Asks whether Node is 8 or later, and the SDK's version 2 recent enough.
  semver: 'export const gte = () => true;',
  // Asked for by operations that answer with a stream of events; none of ours do.
  '@smithy/core/event-streams': 'export {};',
  // Of services whose endpoints are asked for; DynamoDB's is known.
  '@aws-sdk/endpoint-cache': 'export class EndpointCache {}',
  // Signs for several regions at once, which no endpoint of ours asks for.
  '@aws-sdk/signature-v4-multi-region':
    "export { SignatureV4 as SignatureV4MultiRegion } from '@smithy/signature-v4';",
  // SSO, web identity, instance metadata …: a function's credentials are in its environment.
  '@aws-sdk/credential-provider-node':
    "import { fromEnv } from '@aws-sdk/credential-provider-env'; export const defaultProvider = fromEnv;",
};

/** Leaves out of a function's bundle what its packages would bring along and never run: half of its size. */
export const leanPackages: Plugin = {
  name: 'lean-packages',
  resolveId: (id) => (id in ABSENT ? `\0${id}` : undefined),
  load: (id) => {
    const absent = ABSENT[id.replace('\0', '')];
    if (absent !== undefined) return absent;
    const replaced = REPLACED.find(({ file }) => file.test(id));
    return replaced?.by(readFileSync(id, 'utf8'));
  },
};
