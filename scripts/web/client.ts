import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';

const ROOT = join(import.meta.dirname, '../..');
const DOCUMENT = join(ROOT, 'docs/openapi.json');
const CLIENT = join(ROOT, 'web/src/api/schema.d.ts');

/** Types of the interface for the web app, from the OpenAPI document; written only when they have changed. */
export const writeWebClient = async (): Promise<void> => {
  const nodes = await openapiTS(new URL(`file://${DOCUMENT}`), { defaultNonNullable: false });
  const text = astToString(nodes);
  if (!existsSync(CLIENT) || readFileSync(CLIENT, 'utf8') !== text) writeFileSync(CLIENT, text);
};
