import { describe, expect, it } from 'vitest';
import { findings, SOURCE_RULES } from '../../scripts/source-rules.ts';

const BROKEN: readonly (readonly [rule: string, file: string, line: string])[] = [
  ['no lint exceptions', 'shared/a.ts', '// eslint-disable-next-line complexity'],
  ['no type exceptions', 'shared/a.ts', '// @ts-expect-error'],
  ['no format exceptions', 'shared/a.ts', '// prettier-ignore'],
  ['no any', 'shared/a.ts', 'const parse = (body: any) => body;'],
  ['no any', 'shared/a.ts', 'const body = parse(text) as any;'],
  ['no any', 'shared/a.ts', 'const rows: any[] = [];'],
  ['no empty catch', 'functions/a.ts', 'try { send(); } catch (error) { }'],
  ['no default export', 'functions/a.ts', 'export default handler;'],
  ['no skipped or focused test', 'shared/a.test.ts', "it.skip('counts', () => {});"],
  ['no skipped or focused test', 'test/acceptance/a.test.ts', "describe.only('a walk', () => {});"],
];

describe('what no file may hold', () => {
  it.each(BROKEN)('%s: found in %s: %s', (rule, file, text) => {
    expect(findings(file, `const first = 1;\n${text}\n`)).toEqual([{ file, line: 2, rule, text }]);
  });

  it('is shown to be found, rule by rule', () => {
    const shown = new Set(BROKEN.map(([rule]) => rule));
    expect(SOURCE_RULES.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual([]);
  });

  it('is not what merely looks like it', () => {
    const sound = [
      '/** 收件凭证: any case has one. */',
      'export const skip = (ticket: Ticket) => ticket;',
      'catch (error) { throw new StoreError("append failed", { cause: error }); }',
    ];
    expect(findings('shared/a.ts', sound.join('\n'))).toEqual([]);
    expect(findings('vitest.config.ts', 'export default defineConfig({});')).toEqual([]);
  });
});
