import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MatterRecord } from '../../shared/contracts/matter.ts';
import type { MatterCommand } from '../../shared/domain/matter/commands.ts';
import { matterAggregate } from '../../shared/domain/matter/decide.ts';
import type { Subject, TenantCode } from '../../shared/kernel/ids.ts';
import { instantAt, type Day } from '../../shared/kernel/instant.ts';
import { Streams } from '../../shared/ports/handle-command.ts';
import { createCalendar } from '../../shared/time/calendar.ts';
import { inMemoryLog } from '../../test/support/in-memory-log.ts';
import { publishCommandOf } from './publish.ts';
import { mergeCatalogues, searchMatters } from './search.ts';
import { catalogueProjection, type CatalogueRow } from './views.ts';

const file = join(import.meta.dirname, '../../data/matters.json');
const records = MatterRecord.array().parse(JSON.parse(readFileSync(file, 'utf8')));
const tenant = '411323' as TenantCode;
const now = instantAt('2026-11-23' as Day, '09:00');
const rules = {
  calendar: createCalendar({ hours: [{ from: '08:30', to: '17:30' }] }),
  settings: { changeOrderDays: 3 },
};
const publishing = (record: MatterRecord) =>
  publishCommandOf(record, now, rules, { reason: '登记', basis: '目录' });

const rowAfter = async (
  code: string,
  ...commands: readonly MatterCommand[]
): Promise<CatalogueRow | undefined> => {
  const log = inMemoryLog();
  const streams = new Streams(log, { now: () => now });
  const actor = { sub: 'admin.1' as Subject, roles: ['admin'], tenant } as const;
  for (const [index, command] of commands.entries()) {
    const envelope = { at: now, actor, key: String(index), digest: '' };
    await streams.execute(tenant, matterAggregate, code, envelope, command);
  }
  const commits = await log.for(tenant).read({ aggregate: 'matter', id: code });
  const data = commits.reduce<ReturnType<typeof catalogueProjection.project>['data'] | undefined>(
    (row, commit) => catalogueProjection.project(row, commit).data,
    undefined,
  );
  return data && 'unlisted' in data ? undefined : data;
};

const rows = (await Promise.all(records.map((record) => rowAfter(record.code, publishing(record))))).filter(
  (row) => row !== undefined,
);
const namesOf = (q: string, more = {}) => searchMatters(rows, { q, ...more }).map(({ name }) => name);

describe('the row of a matter', () => {
  const [record] = records;

  it('follows versions and states', async () => {
    const { code } = record!;
    const reason = { reason: '调整', basis: '目录' };
    const changed = publishing({ ...record!, name: '企业开办登记' });
    const row = await rowAfter(code, publishing(record!), { type: 'freeze', ...reason }, changed);
    expect(row).toMatchObject({ code, name: '企业开办登记', version: 2, status: '冻结', initials: 'qykbdj' });
    expect(
      (await rowAfter(code, publishing(record!), { ...publishing(record!), type: 'retire', ...reason }))
        ?.status,
    ).toBe('取消');
  });

  it('stands in the list of its hall by its code', async () => {
    const log = inMemoryLog();
    const streams = new Streams(log, { now: () => now });
    const actor = { sub: 'admin.1' as Subject, roles: ['admin'], tenant } as const;
    const { code } = record!;
    await streams.execute(
      tenant,
      matterAggregate,
      code,
      { at: now, actor, key: '1', digest: '' },
      publishing(record!),
    );
    const [commit] = log.all();
    expect(catalogueProjection.project(undefined, commit!).lists).toEqual({
      list1: { partition: 'catalogue', sort: code },
    });
    const announced = { ...commit!, events: [{ type: 'ChangeOnSite', data: { address: '' } }] };
    expect(catalogueProjection.project(undefined, announced).lists).toEqual({});
  });
});

describe('the search of the catalogue', () => {
  it('finds by initials: jhdj is 结婚登记', () => {
    expect(namesOf('jhdj')).toEqual(['内地居民结婚登记']);
  });

  it('finds by name, by syllables in either case, by result', () => {
    expect(namesOf('结婚')).toContain('内地居民结婚登记');
    expect(namesOf('JieHunDengJi')).toEqual(['内地居民结婚登记']);
    expect(namesOf('营业执照')).toContain('企业设立登记');
  });

  it('finds by code', () => {
    const { code, name } = records[40]!;
    expect(namesOf(code)).toEqual([name]);
    expect(namesOf(code.toLowerCase())).toEqual([name]);
  });

  it('finds by unit, also by its short name', () => {
    const aliases = { 县人力资源和社会保障局: ['县人社局'] };
    const found = searchMatters(rows, { q: '人社局' }, aliases);
    expect(found).toHaveLength(13);
    expect(searchMatters(rows, { department: '县人社局' }, aliases)).toHaveLength(13);
    expect(searchMatters(rows, { department: '县民政局' })).toHaveLength(13);
  });

  it('C04: keeps apart what concerns enterprises and what concerns people', () => {
    const companies = searchMatters(rows, { audience: '法人' });
    const people = searchMatters(rows, { audience: '个人' });
    expect([companies.length, people.length]).toEqual([110, 109]);
    expect(companies.every(({ audience }) => audience.includes('法人'))).toBe(true);
    expect(people.every(({ audience }) => audience.includes('个人'))).toBe(true);
    expect(new Set([...companies, ...people]).size).toBe(rows.length);
  });

  it('wants every word', () => {
    expect(namesOf('民政 结婚')).toEqual(['内地居民结婚登记']);
    expect(namesOf('民政 取水')).toEqual([]);
  });

  it('puts names that begin so before names that contain it', () => {
    const names = namesOf('企业');
    const begins = names.map((name) => name.startsWith('企业'));
    expect(begins.lastIndexOf(true)).toBeLessThan(begins.indexOf(false));
    expect(names[0]).toMatch(/^企业/);
  });

  it('puts what is asked for often first among equals, then goes by code', () => {
    const all = searchMatters(rows, {});
    expect(all).toHaveLength(158);
    const often = all.map(({ highFrequency }) => highFrequency);
    expect(often.lastIndexOf(true)).toBeLessThan(often.indexOf(false));
    const codes = all.filter(({ highFrequency }) => highFrequency).map(({ code }) => code);
    expect(codes).toEqual(codes.toSorted());
  });

  it('leaves out what is no longer in the catalogue', () => {
    const retired = rows.map((row, index) => (index === 0 ? { ...row, status: '取消' as const } : row));
    expect(searchMatters(retired, {})).toHaveLength(157);
  });

  it("C69: a township's own matter hides the county's of the same code", () => {
    const own = { ...rows[0]!, promisedDays: 1, version: 7 };
    const merged = mergeCatalogues([own], rows);
    expect(merged).toHaveLength(158);
    expect(merged.filter(({ code }) => code === own.code)).toEqual([own]);
  });
});
