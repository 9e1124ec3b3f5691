import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ROLES } from '../../shared/kernel/actor.ts';
import { bearerOf, inProcess, type InProcess } from '../support/in-process.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 60);
const HOME = '411323';

type Schema = Readonly<Record<string, unknown>>;
const Operation = z.object({
  requestBody: z
    .object({
      content: z.object({ 'application/json': z.object({ schema: z.record(z.string(), z.unknown()) }) }),
    })
    .optional(),
});
const Document = z.object({
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.object({ schemas: z.record(z.string(), z.record(z.string(), z.unknown())) }),
});

interface Route {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly schema?: Schema;
}

/** Text that upsets programs: control characters, lone surrogates, markup, keys of prototypes, very long lines. */
const nasty = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    '\u001b[31m',
    '\ud800',
    '<script>',
    '../../etc',
    '__proto__',
    '${jndi}',
    "' OR 1=1",
    '𠮷'.repeat(50),
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constant('长'.repeat(5_000)),
);

/** Anything but an object of fields. */
const wrong: fc.Arbitrary<unknown> = fc.oneof(
  nasty,
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.anything({ maxDepth: 2, withNullPrototype: false }), { maxLength: 3 }),
);

const refOf = (schemas: Readonly<Record<string, Schema>>, schema: Schema): Schema => {
  const ref = schema['$ref'];
  return typeof ref === 'string' ? (schemas[ref.split('/').at(-1) ?? ''] ?? {}) : schema;
};

/** Values of about the right shape, by the schema of the document. */
const valueOf = (
  schemas: Readonly<Record<string, Schema>>,
  given: Schema,
  depth = 0,
): fc.Arbitrary<unknown> => {
  const schema = refOf(schemas, given);
  const { type, properties, items, anyOf } = schema as {
    type?: string;
    enum?: unknown[];
    properties?: Record<string, Schema>;
    items?: Schema;
    anyOf?: Schema[];
  };
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]));
  if (anyOf) return fc.oneof(...anyOf.map((one) => valueOf(schemas, one, depth)));
  if (depth > 4) return wrong;
  switch (type) {
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(properties ?? {}).map(([name, one]) => [name, valueOf(schemas, one, depth + 1)]),
        ),
      );
    case 'array':
      return fc.array(valueOf(schemas, items ?? {}, depth + 1), { maxLength: 3 });
    case 'integer':
    case 'number':
      return fc.oneof(fc.integer(), fc.constantFrom(0, -1, 1e9, 1.5));
    case 'boolean':
      return fc.boolean();
    case undefined:
    default:
      return fc.oneof(fc.constantFrom('2026-11-23', '411323199001010016', '13800000001', '111', 'X'), nasty);
  }
};

/** A body of the right shape in which one thing at least is off: a field missing, extra, of another type, or all of it. */
const brokenBody = (schemas: Readonly<Record<string, Schema>>, schema: Schema): fc.Arbitrary<string> =>
  fc.oneof(
    valueOf(schemas, schema).map((value) => JSON.stringify({ ...(value as object), 多余: 1 })),
    fc.tuple(valueOf(schemas, schema), wrong, fc.nat()).map(([value, other, at]) => {
      const entries = Object.entries(value as object);
      const [name] = entries[at % Math.max(1, entries.length)] ?? ['多余'];
      return JSON.stringify({ ...(value as object), [name]: other, 多余: other });
    }),
    wrong.map((value) => JSON.stringify(value)),
    fc.constantFrom(
      '',
      '{',
      '[]',
      'null',
      '{"a":',
      '"\\ud800"',
      '['.repeat(100_000),
      '{"a":'.repeat(50_000),
      '\u0000',
    ),
    nasty,
  );

const FILL: Readonly<Record<string, string>> = {
  tenant: HOME,
  kind: 'receipt',
  code: 'X',
  zone: 'ZZ',
  id: 'x',
  sub: 'nobody',
};
const addressOf = (path: string, caseNo: string): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => (name === 'caseNo' ? caseNo : (FILL[name] ?? 'x')));

const EVERYBODY = bearerOf({ sub: 'fuzz', name: '', tenant: HOME, roles: ROLES });

/** A case that waits for its papers: only the shape of a body stands between it and the acts. */
const someCase = async ({ app }: InProcess): Promise<string> => {
  const headers = { authorization: EVERYBODY, 'content-type': 'application/json' };
  const matters = z
    .object({ items: z.array(z.object({ code: z.string() })) })
    .parse(await (await app.request(`/v1/${HOME}/matters?limit=1`)).json());
  const body = {
    matter: matters.items[0]?.code,
    applicant: {
      kind: 'person',
      name: '测试甲',
      idType: '111',
      idNo: '411323199001010016',
      phone: '13800000001',
    },
    materials: [],
    channel: 'online',
  };
  const response = await app.request(`/v1/${HOME}/cases`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  return z.object({ caseNo: z.string() }).parse(await response.json()).caseNo;
};

describe('fuzzing every route from its schema', () => {
  let hall: InProcess;
  let routes: readonly Route[];
  let schemas: Readonly<Record<string, Schema>>;
  let caseNo: string;

  beforeAll(async () => {
    hall = await inProcess();
    const document = Document.parse(await (await hall.app.request('/openapi.json')).json());
    schemas = document.components.schemas;
    caseNo = await someCase(hall);
    routes = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { requestBody }]) => {
        const schema = requestBody?.content['application/json'].schema;
        return {
          name: `${method.toUpperCase()} ${path}`,
          method: method.toUpperCase(),
          path,
          ...(schema ? { schema } : {}),
        };
      }),
    );
  });

  /** A clear problem, no stack trace, nothing written. */
  const expectClean = async (response: Response, name: string, before: number): Promise<void> => {
    const text = await response.text();
    expect(response.status, `${name}: ${text.slice(0, 200)}`).toBeGreaterThanOrEqual(400);
    expect(response.status, `${name}: ${hall.faults.at(-1)?.stack ?? ''}`).toBeLessThan(500);
    expect(response.headers.get('content-type'), name).toContain('application/problem+json');
    expect(text, name).not.toMatch(/\bat .*\.ts:\d+|node_modules/);
    expect(hall.written(), `${name} wrote something`).toBe(before);
  };

  it('bodies that are off get 4xx problems and write nothing', async () => {
    for (const { name, method, path, schema } of routes) {
      if (!schema) continue;
      await fc.assert(
        fc.asyncProperty(brokenBody(schemas, schema), async (body) => {
          const before = hall.written();
          const response = await hall.app.request(addressOf(path, caseNo), {
            method,
            headers: { authorization: EVERYBODY, 'content-type': 'application/json' },
            body,
          });
          await expectClean(response, name, before);
        }),
        { numRuns: RUNS },
      );
    }
  });

  it('a body of a megabyte is refused and not read to the end', async () => {
    for (const { name, method, path, schema } of routes) {
      if (!schema) continue;
      const before = hall.written();
      const response = await hall.app.request(addressOf(path, caseNo), {
        method,
        headers: { authorization: EVERYBODY, 'content-type': 'application/json' },
        body: JSON.stringify({ reason: '大'.repeat(350_000) }),
      });
      expect(response.status, name).toBe(413);
      await expectClean(response, name, before);
    }
  });

  it('addresses and queries that are off never end in a fault', async () => {
    const part = fc
      .oneof(nasty, fc.constantFrom('%', '%E4', '..', '41132', '411323101', '-1', 'NaN'))
      .map(inAddress);
    for (const { method, path, name } of routes) {
      await fc.assert(
        fc.asyncProperty(part, part, part, async (one, two, query) => {
          const parts = [one, two];
          const address = path.replace(/\{(\w+)\}/g, (_, key: string) =>
            key === 'tenant' ? HOME : (parts.shift() ?? 'x'),
          );
          const suffix = `?limit=${query}&cursor=${query}&check=${query}&department=${query}&case=${query}&q=${query}`;
          const before = hall.written();
          const response = await hall.app.request(`${address}${suffix}`, {
            method,
            headers: {
              authorization: EVERYBODY,
              'content-type': 'application/json',
              'if-match': one,
              'idempotency-key': two,
            },
            ...(method === 'GET' ? {} : { body: '{}' }),
          });
          expect(response.status, `${name} ${address}: ${hall.faults.at(-1)?.stack ?? ''}`).toBeLessThan(500);
          expect(hall.written(), name).toBe(before);
        }),
        { numRuns: Math.ceil(RUNS / 3) },
      );
    }
  });
});

/** What fits into an address: lone surrogates cannot be encoded. */
const inAddress = (text: string): string => encodeURIComponent(text.toWellFormed()).slice(0, 300);
