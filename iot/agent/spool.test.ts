import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { ulid } from 'ulid';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Spool, type Kept } from './spool.ts';

let folder = '';
let file = '';
const AT = '2026-11-23T01:00:00.000Z';
const rating = (act: string): Kept => ({
  kind: 'evaluation',
  message: { id: ulid(), at: AT, v: 1, act, grade: 5, tags: ['510'] },
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onewindow-spool-'));
  file = join(folder, 'spool.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('holds after any end of the process what was put and not removed, in its order', () => {
  const step = fc.oneof(
    fc.constant('put' as const),
    fc.constant('restart' as const),
    fc.record({ remove: fc.nat(5) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      rmSync(file, { force: true });
      let spool = new Spool(file);
      const expected: Kept[] = [];
      for (const [index, each] of steps.entries()) {
        if (each === 'put') {
          const kept = rating(`A${index}`);
          spool.put(kept);
          expected.push(kept);
        } else if (each === 'restart') {
          spool.close();
          spool = new Spool(file);
        } else {
          const [removed] = expected.splice(each.remove, 1);
          expect(spool.remove(removed?.message.id ?? 'unknown')).toBe(removed !== undefined);
        }
        expect(spool.first()).toEqual(expected[0]);
      }
      spool.close();
      const again = new Spool(file);
      expect(again.pending()).toEqual(expected);
      again.close();
    }),
    { numRuns: 50 },
  );
});

it('drops a line that a power cut tore off, and keeps all before it', () => {
  const spool = new Spool(file);
  const kept = rating('A001');
  spool.put(kept);
  spool.close();
  appendFileSync(file, '{"kept":{"kind":"evalu');
  const again = new Spool(file);
  expect(again.pending()).toEqual([kept]);
  const later = rating('A002');
  again.put(later);
  again.close();
  const last = new Spool(file);
  expect(last.pending()).toEqual([kept, later]);
  last.close();
});

it('takes no room once all is answered', () => {
  const spool = new Spool(file);
  for (const kept of ['A001', 'A002'].map(rating)) spool.put(kept);
  for (const { message } of spool.pending()) spool.remove(message.id);
  expect(readFileSync(file, 'utf8')).toBe('');
  spool.close();
});
