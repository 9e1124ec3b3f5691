import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MatterRecord } from '../../shared/contracts/matter.ts';
import { matterAggregate } from '../../shared/domain/matter/decide.ts';
import type { Subject, TenantCode } from '../../shared/kernel/ids.ts';
import { instantAt, type Day } from '../../shared/kernel/instant.ts';
import { Streams } from '../../shared/ports/handle-command.ts';
import { createCalendar } from '../../shared/time/calendar.ts';
import { inMemoryLog } from '../../test/support/in-memory-log.ts';
import { recordOf } from './content.ts';
import { importMatters } from './import.ts';
import { readCatalogueFile, writeCatalogueFile, type FileFormat } from './read-file.ts';

const root = join(import.meta.dirname, '../..');
const fixture = (name: string) => readFileSync(join(root, 'test/fixtures/catalogue', name));
const records = MatterRecord.array().parse(JSON.parse(readFileSync(join(root, 'data/matters.json'), 'utf8')));
const few = records.slice(0, 5);
const tenant = '411323' as TenantCode;
const clock = { now: () => instantAt('2026-11-23' as Day, '09:00') };
const target = {
  tenant,
  actor: { sub: 'admin.1' as Subject, roles: ['admin'], tenant } as const,
  calendar: createCalendar({ hours: [{ from: '08:30', to: '17:30' }] }),
  settings: { changeOrderDays: 3 },
  note: { reason: '目录调整', basis: '基本目录' },
};

const begin = () => {
  const log = inMemoryLog();
  const deps = { streams: new Streams(log, clock), clock };
  const run = async (format: FileFormat, content: string | Uint8Array) =>
    importMatters(deps, target, await readCatalogueFile(format, Buffer.from(content)));
  const stored = async (code: string) => {
    const { state } = await deps.streams.load(tenant, matterAggregate, code);
    if (state.status === 'none') throw new Error(`no matter ${code}`);
    return state;
  };
  return { log, run, stored };
};

const csvOf = async (rows: readonly MatterRecord[]) =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(await writeCatalogueFile('csv', rows));

describe('the import of a catalogue', () => {
  it.each(['json', 'csv', 'xlsx'] as const)('takes all 158 matters from %s as they are', async (format) => {
    const { run, stored } = begin();
    const done = await run(format, await writeCatalogueFile(format, records));
    expect(done).toMatchObject({ ok: true, unchanged: [] });
    for (const record of records) {
      const { sources = [], ...rest } = record;
      const expected = sources.length > 0 ? { ...rest, sources } : rest;
      expect(recordOf((await stored(record.code)).current)).toEqual(expected);
    }
  });

  it('takes an XLSX sheet', async () => {
    const { run, stored } = begin();
    expect(await run('xlsx', fixture('good.xlsx'))).toEqual({
      ok: true,
      published: ['LY-001', 'LY-002'],
      unchanged: [],
    });
    const { matter } = (await stored('LY-001')).current;
    expect(matter).toMatchObject({
      promisedDays: 3,
      statutoryDays: 20,
      highFrequency: true,
      audience: ['个人', '法人'],
    });
    expect(matter.materials.map(({ name, mayDefer }) => [name, mayDefer])).toEqual([
      ['申请表', false],
      ['林权证', true],
    ]);
  });

  it('makes no new version of what it has, whatever the format', async () => {
    const { run, log } = begin();
    await run('json', JSON.stringify(few));
    const before = log.all().length;
    const again = await run('csv', await csvOf(few));
    expect(again).toEqual({ ok: true, published: [], unchanged: few.map(({ code }) => code) });
    expect(log.all()).toHaveLength(before);
  });

  it('makes a new version of what changed, and again when it changes back', async () => {
    const { run, stored } = begin();
    const [first] = few;
    const changed = { ...first!, name: '企业开办登记' };
    for (const record of [first!, changed, first!]) await run('json', JSON.stringify([record]));
    const { versions } = await stored(first!.code);
    expect(versions.map(({ matter }) => matter.name)).toEqual([first!.name, changed.name, first!.name]);
  });

  it('imports nothing of a file with one bad row, and says where it is', async () => {
    const { run, log } = begin();
    const [first, second] = few;
    const text = JSON.stringify([first, { ...second, promisedDays: 'soon' }], undefined, 2);
    const line = text.slice(0, text.indexOf(second!.code)).split('\n').length - 1;
    expect(await run('json', text)).toMatchObject({ ok: false, faults: [{ line, column: '承诺时限' }] });
    expect(log.all()).toHaveLength(0);
  });

  it('names line and column of a CSV cell, though cells span lines', async () => {
    const { run, log } = begin();
    const text = (await csvOf(few)).replace(few[2]!.steps, '一步到位');
    const rowStart = text.slice(0, text.indexOf('一步到位')).split('\n');
    const done = await run('csv', text);
    expect(done).toMatchObject({ ok: false, faults: [{ column: '审批模式' }] });
    if (done.ok) throw new Error('unreachable');
    const { line } = done.faults[0]!;
    expect(line).toBeLessThanOrEqual(rowStart.length);
    expect(text.split('\n')[line - 1]).toMatch(/^\uFEFF?[0-9A-Z]{31},/);
    expect(log.all()).toHaveLength(0);
  });

  it('names line and column of an XLSX cell', async () => {
    const { run, log } = begin();
    expect(await run('xlsx', fixture('bad.xlsx'))).toMatchObject({
      ok: false,
      faults: [{ line: 3, column: '审批模式' }],
    });
    expect(log.all()).toHaveLength(0);
  });

  it('C28, C30, B13: holds every row to the rules of a matter before it writes any', async () => {
    const { run, log } = begin();
    const [first, second] = few;
    const material = {
      name: '居住证明',
      required: true,
      mayDefer: false,
      form: '原件',
      source: '政府部门核发',
    };
    const bad = {
      ...second!,
      promisedDays: 99,
      fee: { charged: true, basis: '', standard: '80元' },
      materials: [material],
    };
    const done = await run('csv', await csvOf([first!, bad]));
    expect(done).toMatchObject({
      ok: false,
      faults: [{ column: '承诺时限' }, { column: '收费依据' }, { column: '申请材料' }],
    });
    expect(log.all()).toHaveLength(0);
  });

  it('refuses a code that comes twice', async () => {
    const { run } = begin();
    const done = await run('json', JSON.stringify([few[0], few[0]]));
    expect(done).toMatchObject({ ok: false, faults: [{ line: 1, column: '事项编码' }] });
  });

  it.each([
    ['json', '[{', '不是有效的 JSON'],
    ['json', '{}', '事项的数组'],
    ['csv', '事项编码,"a', '不是有效的 CSV'],
    ['csv', '', '没有内容'],
    ['csv', '编号,事项名称\n1,2\n', '没有这一列'],
    ['xlsx', 'no spreadsheet', '不是有效的 XLSX'],
  ] as const)('says what is wrong with an unreadable %s file: %j', async (format, content, message) => {
    const done = await begin().run(format, content);
    expect(done.ok).toBe(false);
    if (!done.ok) expect(done.faults.map((fault) => fault.message).join()).toContain(message);
  });
});

describe('a catalogue in a flat file', () => {
  const word = fc.stringMatching(/^[一-龥a-z|、:[]{1,8}$/);
  const record = fc
    .record({
      name: word,
      materials: fc.array(
        fc.record({ name: word, required: fc.boolean(), mayDefer: fc.boolean(), form: word, source: word }),
        { maxLength: 4 },
      ),
      legalBasis: fc.array(word, { minLength: 1, maxLength: 3 }),
      channels: fc.array(word, { minLength: 1, maxLength: 3 }),
      statutoryDays: fc.option(fc.nat({ max: 90 }), { nil: null }),
      promisedDays: fc.nat({ max: 20 }),
      highFrequency: fc.boolean(),
    })
    .map((fields) => ({ ...records[0]!, ...fields }));

  it('is read back as it was written, whatever its texts hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 3 }), async (written) => {
        const { rows, faults } = await readCatalogueFile('csv', Buffer.from(await csvOf(written)));
        expect([...faults, ...rows.flatMap((row) => row.faults)]).toEqual([]);
        const expected = written.map(({ sources, ...rest }) =>
          sources?.length ? { ...rest, sources } : rest,
        );
        expect(rows.map(({ value }) => value)).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });
});
