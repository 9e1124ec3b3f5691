import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { UP_MESSAGES } from '../../shared/contracts/mqtt.ts';
import { asyncApiDocument, asyncApiText } from './asyncapi-document.ts';

const require = createRequire(import.meta.url);
const specification = require('@asyncapi/specs/schemas/3.0.0-without-$id.json') as object;
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);
const plain = (): Record<string, unknown> =>
  JSON.parse(JSON.stringify(asyncApiDocument())) as Record<string, unknown>;

describe('docs/asyncapi.yaml', () => {
  test('is what the schemas say that validate the messages: npm run asyncapi', () => {
    expect(readFileSync(join(import.meta.dirname, '../../docs/asyncapi.yaml'), 'utf8')).toBe(asyncApiText());
  });

  test('is an AsyncAPI 3.0 document', () => {
    const validate = ajv.compile(specification);
    validate(plain());
    expect(validate.errors ?? []).toEqual([]);
    expect(validate({ ...plain(), channels: { broken: { adress: 'x' } } })).toBe(false);
  });

  test('names nothing that is not there', () => {
    const document = plain();
    const missing = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)]
      .map(([, path = '']) => path)
      .filter(
        (path) =>
          path
            .split('/')
            .reduce<unknown>(
              (value, key) => (value as Record<string, unknown> | undefined)?.[key],
              document,
            ) === undefined,
      );
    expect(missing).toEqual([]);
  });

  test('a vendor who validates by it sends what the hall takes', () => {
    const check = new Ajv({ strict: false });
    addFormats.default(check);
    const { schemas } = asyncApiDocument().components;
    const validate = check.compile({ components: { schemas }, $ref: '#/components/schemas/UpTicket' });
    const good = {
      id: '01KB3QJ0M0Z9V5C8W2T4X6Y8A1',
      at: '2026-11-23T01:00:00.000Z',
      v: 1,
      service: 'minzheng',
    };
    const bad = [
      { ...good, id: 'x' },
      { ...good, v: 2 },
      { ...good, service: '' },
      { ...good, at: 'today' },
    ];
    for (const payload of [good, ...bad])
      expect(validate(payload), JSON.stringify(payload)).toBe(UP_MESSAGES.ticket.safeParse(payload).success);
  });
});
