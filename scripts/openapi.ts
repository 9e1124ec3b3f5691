import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiDocument } from '../infra/local/openapi-document.ts';

const FILE = join(import.meta.dirname, '../docs/openapi.json');

writeFileSync(FILE, `${JSON.stringify(openApiDocument(), undefined, 2)}\n`);
