import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { upcast } from '../upcast.ts';
import { caseDecider } from './case.ts';
import {
  chief,
  citizen,
  clerk,
  issuer,
  MONDAY,
  reviewer,
  supervisor,
  system,
  verifier,
} from './case.test-support.ts';
import type { CaseEvent } from './events.ts';
import { initialCase, type CaseState } from './state.ts';
import { caseUpcasters } from './upcasters.ts';

const FOLDER = new URL('../../../test/fixtures/events/case/', import.meta.url);
const MANIFEST = 'manifest.json';

const read = (name: string): string => readFileSync(new URL(name, FOLDER), 'utf8');
const hashOf = (content: string): string => createHash('sha256').update(content).digest('hex');
const kebab = (type: string): string => type.replaceAll(/(?<!^)([A-Z])/g, '-$1').toLowerCase();

const files = readdirSync(FOLDER).filter((name) => name !== MANIFEST);
const manifest = JSON.parse(read(MANIFEST)) as Readonly<Record<string, string>>;

const frozen = (type: CaseEvent['type'], version = 1): CaseEvent =>
  upcast(caseUpcasters, JSON.parse(read(`${kebab(type)}.v${version}.json`)) as Parameters<typeof upcast>[1]);

const fold = (history: readonly (readonly [CaseEvent['type'], typeof clerk])[]): CaseState =>
  history.reduce<CaseState>(
    (state, [type, actor], version) =>
      caseDecider.evolve(state, frozen(type), { at: MONDAY, actor, version }),
    initialCase,
  );

describe('frozen events of a case', () => {
  it('there is one of every version of every type ever written', () => {
    const expected = Object.entries(caseUpcasters).flatMap(([type, steps]) =>
      Array.from({ length: steps.length + 1 }, (_, index) => `${kebab(type)}.v${index + 1}.json`),
    );
    expect(files.toSorted()).toEqual(expected.toSorted());
  });

  it('none was edited after it was frozen', () => {
    expect(Object.fromEntries(files.map((name) => [name, hashOf(read(name))]))).toEqual(manifest);
  });

  it('every one upcasts to a type of today', () => {
    const types = files.map(
      (name) => upcast(caseUpcasters, JSON.parse(read(name)) as Parameters<typeof upcast>[1]).type,
    );
    expect(new Set(types)).toEqual(new Set(Object.keys(caseUpcasters)));
  });

  it('together they still tell a whole case', () => {
    const state = fold([
      ['CaseReceived', citizen],
      ['SupplementRequested', clerk],
      ['MaterialsSupplemented', citizen],
      ['CaseAccepted', clerk],
      ['HandlerSummoned', clerk],
      ['SummonsMissed', system],
      ['HandlerCheckedIn', reviewer],
      ['CaseAssigned', chief],
      ['CaseClaimed', reviewer],
      ['CaseReviewed', reviewer],
      ['CaseVerified', verifier],
      ['ProcedureStarted', reviewer],
      ['ProcedureFinished', reviewer],
      ['LimitExtended', chief],
      ['DuesMoved', system],
      ['CaseForwarded', chief],
      ['CardRaised', system],
      ['CaseUrged', supervisor],
      ['CardAcknowledged', reviewer],
      ['CardReplied', reviewer],
      ['CardCured', chief],
      ['CaseDecided', chief],
      ['ResultProduced', issuer],
      ['ResultDelivered', issuer],
      ['CaseClosed', issuer],
    ]);
    expect(state).toMatchObject({
      status: 'closed',
      received: {
        caseNo: '41132320260914000001',
        matter: { steps: '一审两核' },
        agent: { entrustment: 'file-1' },
      },
      materials: [
        { name: '荣誉证书', file: { id: 'file-2' }, reusedFrom: '41132320260901000007' },
        { name: '申请书', provided: true },
        { name: '场地证明', promise: { by: '2026-09-18' } },
      ],
      duties: {
        submittedBy: 'citizen',
        acceptor: 'clerk',
        handler: 'reviewer',
        reviewer: 'reviewer',
        verifier: 'verifier',
        approver: 'chief',
        issuer: 'issuer',
      },
      clock: { promisedDays: 8, statutoryDays: 20, extendedDays: 5, running: false, epoch: 5 },
      summons: {
        department: '县民政局',
        missedAt: MONDAY,
        arrived: { minutes: 35, late: true, by: 'reviewer' },
      },
      moves: [{ reason: '闭馆：大雪（2026-09-22）', from: { promisedDue: '2026-10-10' } }],
      procedures: [{ kind: '听证', days: 5, stopsClock: true }],
      forwarded: { agency: '市民政局' },
      decided: { outcome: 'approved', authorisation: 'authorisation-1', seal: { id: 'seal-1' } },
      produced: { number: '民备2026-7', validUntil: '2031-09-20' },
      delivered: { method: 'post', tracking: 'EMS1' },
      cards: [{ no: 1, level: 'red', unit: '县民政局', curedAt: MONDAY, reply: { by: 'reviewer' } }],
      urges: [{ by: 'supervisor' }],
    });
  });

  it('a declined and a withdrawn case are told too', () => {
    expect(
      fold([
        ['CaseReceived', clerk],
        ['CaseDeclined', clerk],
      ]),
    ).toMatchObject({
      status: 'declined',
      declined: { competentAgency: '县林业局' },
    });
    expect(
      fold([
        ['CaseReceived', clerk],
        ['CaseAccepted', system],
        ['CaseWithdrawn', citizen],
      ]),
    ).toMatchObject({
      status: 'withdrawn',
      withdrawn: { lapsed: false },
    });
  });
});
