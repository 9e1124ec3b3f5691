import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asyncApiText } from '../infra/local/asyncapi-document.ts';

writeFileSync(join(import.meta.dirname, '../docs/asyncapi.yaml'), asyncApiText());
