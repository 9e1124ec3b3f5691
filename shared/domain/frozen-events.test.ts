import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Subject, TenantCode } from '../kernel/ids.ts';
import { instantAt, type Day } from '../kernel/instant.ts';
import type { CommitMeta, Decider, DomainEvent } from './decider.ts';
import { assistanceAggregate } from './assistance/assistance.ts';
import { consultationAggregate } from './consultation/consultation.ts';
import { deviceAggregate } from './device/device.ts';
import { bundleAggregate } from './bundle/decide.ts';
import { evaluationAggregate } from './evaluation/evaluation.ts';
import { grievanceAggregate } from './grievance/grievance.ts';
import { matterAggregate } from './matter/decide.ts';
import { noticeAggregate } from './notice/notice.ts';
import { personDecider } from './person/person.ts';
import { postingAggregate } from './posting/posting.ts';
import { queueAggregate } from './queue/queue.ts';
import { slotsAggregate } from './slots/slots.ts';
import { tenantAggregate } from './tenant/decide.ts';
import { themeAggregate } from './theme/publish.ts';
import { upcast } from './upcast.ts';

const ROOT = new URL('../../test/fixtures/events/', import.meta.url);
const MANIFEST = 'manifest.json';
const meta: CommitMeta = {
  at: instantAt('2026-11-23' as Day, '09:00'),
  actor: { sub: 'system' as Subject, roles: ['system'], tenant: '411323' as TenantCode },
  version: 0,
};

const kebab = (type: string): string => type.replaceAll(/(?<!^)([A-Z])/g, '-$1').toLowerCase();
const hashOf = (content: string): string => createHash('sha256').update(content).digest('hex');

const folderOf = (name: string) => {
  const folder = new URL(`${name}/`, ROOT);
  const read = (file: string): string => readFileSync(new URL(file, folder), 'utf8');
  const files = readdirSync(folder).filter((file) => file !== MANIFEST);
  return { read, files, manifest: JSON.parse(read(MANIFEST)) as Readonly<Record<string, string>> };
};

/** The state after the newest frozen form of each type, in the order of the upcasters. */
const told = <State, Command, Event extends DomainEvent>(
  name: string,
  decider: Decider<State, Command, Event>,
) => {
  const { read } = folderOf(name);
  return Object.entries<readonly unknown[]>(decider.upcasters).reduce((state, [type, steps]) => {
    const stored = JSON.parse(read(`${kebab(type)}.v${steps.length + 1}.json`)) as Parameters<
      typeof upcast
    >[1];
    return decider.evolve(state, upcast(decider.upcasters, stored), meta);
  }, decider.initial);
};

describe.each([
  ['matter', matterAggregate.decider.upcasters],
  ['device', deviceAggregate.decider.upcasters],
  ['evaluation', evaluationAggregate.decider.upcasters],
  ['grievance', grievanceAggregate.decider.upcasters],
  ['consultation', consultationAggregate.decider.upcasters],
  ['posting', postingAggregate.decider.upcasters],
  ['queue', queueAggregate.decider.upcasters],
  ['slots', slotsAggregate.decider.upcasters],
  ['assistance', assistanceAggregate.decider.upcasters],
  ['tenant', tenantAggregate.decider.upcasters],
  ['person', personDecider.upcasters],
  ['bundle', bundleAggregate.decider.upcasters],
  ['theme', themeAggregate.decider.upcasters],
  ['notice', noticeAggregate.decider.upcasters],
] as const)('frozen events of a %s', (name, upcasters: Readonly<Record<string, readonly unknown[]>>) => {
  const { read, files, manifest } = folderOf(name);

  it('there is one of every version of every type ever written', () => {
    const expected = Object.entries(upcasters).flatMap(([type, steps]) =>
      Array.from({ length: steps.length + 1 }, (_, index) => `${kebab(type)}.v${index + 1}.json`),
    );
    expect(files.toSorted()).toEqual(expected.toSorted());
  });

  it('none was edited after it was frozen', () => {
    expect(Object.fromEntries(files.map((file) => [file, hashOf(read(file))]))).toEqual(manifest);
  });
});

describe('frozen events still tell', () => {
  it('a matter', () => {
    expect(told('matter', matterAggregate.decider)).toMatchObject({
      status: '取消',
      into: 'LY-001',
      versions: [
        { matter: { name: '内地居民结婚登记', version: 1 }, change: { due: '2026-11-25' }, at: meta.at },
      ],
      change: {
        kinds: ['条件', '材料'],
        onSite: true,
        site: 'https://minzheng.example/notice/1',
        duty: { due: '2026-11-26', cards: [{ acknowledged: { at: meta.at } }], endedAt: meta.at, stretch: 1 },
      },
    });
  });

  it('a complaint', () => {
    expect(told('grievance', grievanceAggregate.decider)).toMatchObject({
      status: 'rectified',
      submitted: { category: 'shirked' },
      department: '县民政局',
      satisfied: false,
    });
  });

  it('a question', () => {
    expect(told('consultation', consultationAggregate.decider)).toMatchObject({
      status: 'answered',
      matter: 'LY-001',
      duty: {
        unit: '县民政局',
        due: '2026-11-26',
        endedAt: meta.at,
        cards: [{ level: 'yellow', curedAt: meta.at, reply: { text: { code: 'P305' } } }],
        moves: [{ from: '2026-11-25', to: '2026-11-26' }],
      },
    });
  });

  it('a notice', () => {
    const notices = told('notice', noticeAggregate.decider);
    expect([...notices.values()].map(({ kind, fault }) => [kind, fault])).toEqual([
      ['acceptance', undefined],
      ['card', 'provider'],
    ]);
  });

  it('an evaluation', () => {
    expect(told('evaluation', evaluationAggregate.decider)).toMatchObject({
      given: [{ number: 1, tagVersion: '510', ratings: [{ side: 'front' }, { side: 'back', grade: 4 }] }],
    });
  });

  it('a queue', () => {
    const { given, tickets, windows } = told('queue', queueAggregate.decider);
    expect(given).toMatchObject({ green: 1, 'walk-in': 0 });
    expect(tickets.get('A001')).toMatchObject({ lane: 'green', cases: ['41132320261123000001'] });
    expect(windows.get('A01')).toMatchObject({ status: 'closed', services: ['minzheng', 'renshe'] });
  });

  it('the appointments of a day', () => {
    const appointments = told('slots', slotsAggregate.decider);
    expect(appointments.get('Y20261001-0001')).toMatchObject({ status: 'kept', holiday: { postageFen: 0 } });
  });

  it('a request for assistance', () => {
    expect(told('assistance', assistanceAggregate.decider)).toMatchObject({
      status: 'done',
      kind: 'home',
      matter: 'LY-001',
      arranged: { clerk: 'clerk.1', at: '2026-11-24T02:00:00.000Z' },
      declined: { field: 'declined' },
      rendered: { cases: ['41132320261124000001'] },
      endedAt: meta.at,
    });
  });

  it('a device', () => {
    expect(told('device', deviceAggregate.decider)).toMatchObject({
      status: 'revoked',
      kind: 'kiosk',
      place: { kind: 'bank' },
      reported: { paper: 'low', at: meta.at },
    });
  });

  it('a posting', () => {
    expect(told('posting', postingAggregate.decider)).toMatchObject({
      authorisations: [{ id: 'minzheng.chief-1', kind: 'general-window', revokedOn: '2026-11-23' }],
    });
  });

  it('a linked case', () => {
    expect(told('bundle', bundleAggregate.decider)).toMatchObject({
      status: 'concluded',
      outcome: 'partly',
      opened: { theme: { code: 'kbcyd', lead: '县市场监督管理局' }, outside: ['银行账户开立预约'] },
      firstContact: { sub: 'clerk' },
      cases: [
        { status: 'approved', caseNo: '41132320261123000001', result: { name: '营业执照' } },
        { status: 'withdrawn', tokens: ['token-1'] },
        { status: 'dropped', hall: '411381', failures: 1, attempts: 0 },
        { status: 'blocked' },
      ],
      materials: [{ file: { id: 'file-2' } }, { name: '经营场所使用证明', provided: true }],
      clock: {
        promisedDays: 10,
        statutoryDays: 45,
        extendedDays: 5,
        endedAt: meta.at,
        moves: [{ to: { promisedDue: '2026-12-08' } }],
      },
      reviews: [{ signatures: [{ agrees: true }], concludedAt: meta.at }],
      remainder: { decision: 'continue' },
      delivered: { method: 'post', tracking: 'EMS1' },
    });
  });

  it('a theme', () => {
    expect(told('theme', themeAggregate.decider)).toMatchObject({
      status: 'published',
      theme: { matters: [{}, { hall: '411381' }, { name: '银行账户开立预约' }], batch: '2024-1' },
    });
  });

  it('a hall', () => {
    expect(told('tenant', tenantAggregate.decider)).toMatchObject({
      status: 'open',
      parent: '411323',
      hours: { hours: [{ from: '08:30', to: '12:00' }, { from: '14:00' }] },
      closures: [{ day: '2026-12-01', half: 'morning' }],
      overrides: [{ year: 2027 }],
      settings: { changeOrderDays: 10 },
      departments: [{ name: '县民政局' }],
      zones: [{ code: 'M', windows: [{ id: 'M01' }] }],
      seals: [{ id: 'seal-minzheng' }],
      delegations: [{ id: 'd1', to: '411323102' }],
    });
  });
});
