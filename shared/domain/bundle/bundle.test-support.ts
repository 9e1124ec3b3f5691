import { expect } from 'vitest';
import type { Actor } from '../../kernel/actor.ts';
import type { BundleNo, CaseNo, MatterCode, Subject, TenantCode, VaultRef } from '../../kernel/ids.ts';
import { instantAt, type Day, type Instant } from '../../kernel/instant.ts';
import { createCalendar } from '../../time/calendar.ts';
import type { AuthorisationFact } from '../case/commands.ts';
import type { SubmittedMaterial } from '../case/events.ts';
import type { WrittenText } from '../text.ts';
import type { BundleAct, BundleCommand, BundleContext, BundleRecord } from './commands.ts';
import { bundleAggregate } from './decide.ts';
import type { BundleEvent, BundleOpened, CaseOutcome, PlannedCase, PlannedPaper } from './events.ts';
import type { BundleRefusal } from './refusals.ts';
import type { BundleState, OpenedBundle } from './state.ts';

const TENANT = '411323' as TenantCode;
export const LEAD = '县市场监督管理局';
export const OTHER = '县烟草专卖局';
const calendar = createCalendar({
  hours: [
    { from: '08:30', to: '12:00' },
    { from: '14:30', to: '18:00' },
  ],
});
export const at = (date: string, time = '10:00'): Instant => instantAt(date as Day, time);
/** A Monday without holidays for four weeks. */
export const MONDAY = at('2026-11-23');

const staff = (sub: string, role: Actor['roles'][number], department?: string): Actor => ({
  sub: sub as Subject,
  name: `${sub}姓名`,
  tenant: TENANT,
  roles: [role],
  ...(department === undefined ? {} : { department }),
});
export const clerk = staff('clerk', 'clerk');
export const citizen = staff('citizen', 'citizen');
export const issuer = staff('issuer', 'issuer');
export const chief = staff('chief', 'chief', LEAD);
export const otherChief = staff('other', 'chief', OTHER);
export const letterOf = (department: string): AuthorisationFact => ({
  id: `letter-${department}`,
  kind: 'chief-representative',
  department,
});
export const text = (code: string): WrittenText => ({ kind: 'phrase', code });

export const paper = (name: string, changes: Partial<PlannedPaper> = {}): PlannedPaper => ({
  as: name,
  paper: name,
  required: true,
  from: 'applicant',
  ...changes,
});
export const planned = (
  name: string,
  after: readonly string[] = [],
  papers: readonly PlannedPaper[] = [],
  department = LEAD,
): PlannedCase => ({
  name,
  matter: { code: `code-${name}` as MatterCode, version: 1, department },
  after,
  papers,
});

/** 营业执照 first; 食品 and 招牌 wait for it; 烟草 waits for nothing. */
export const CASES: readonly PlannedCase[] = [
  planned('执照', [], [paper('身份证'), paper('场地证明', { deferDays: 5 })]),
  planned('食品', ['执照'], [paper('健康证', { deferDays: 3 }), paper('场地证明', { deferDays: 2 })]),
  planned('招牌', ['执照']),
  planned('烟草', [], [paper('身份证')], OTHER),
];
export const given = (...names: readonly string[]): readonly SubmittedMaterial[] =>
  names.map((name) => ({ name, provided: true }));
export const COMPLETE = given('身份证', '场地证明', '健康证');
export const promised = (name: string, by: string): SubmittedMaterial => ({
  name,
  provided: false,
  promise: { by: by as Day },
});

export const application = (changes: Partial<BundleOpened> = {}): BundleOpened => ({
  bundleNo: 'L41132320261123000001' as BundleNo,
  theme: { code: 'kbcyd', name: '开办餐饮店', version: 1, lead: LEAD },
  cases: CASES,
  outside: [],
  applicant: {
    kind: 'person',
    name: '测**',
    idType: '111',
    idNo: '4113**********0016',
    personKey: 'key',
    phone: '138****0001',
  },
  person: 'person:1' as VaultRef,
  materials: COMPLETE,
  channel: 'window',
  promisedDays: 10,
  statutoryDays: 45,
  ...changes,
});

type Bare<Command> = Command extends unknown ? Omit<Command, keyof BundleContext> : never;

/** Somebody's command, by default on that Monday. */
export const by = (actor: Actor, command: Bare<BundleAct>, now: Instant = MONDAY): BundleAct => ({
  ...command,
  actor,
  now,
  calendar,
});
export const opening = (changes: Partial<BundleOpened> = {}, actor = clerk): BundleCommand => ({
  type: 'open',
  opened: application(changes),
  actor,
  now: MONDAY,
  calendar,
});

const { decider } = bundleAggregate;
const SYSTEM = { sub: 'system' as Subject, roles: ['system'], tenant: TENANT } as const;

const evolved = (state: BundleState, command: BundleCommand, events: readonly BundleEvent[]): BundleState => {
  const [actor, now] = 'actor' in command ? [command.actor, command.now] : [SYSTEM, MONDAY];
  return events.reduce((fold, event) => decider.evolve(fold, event, { at: now, actor, version: 0 }), state);
};

/** The bundle after commands that must all be accepted. */
export const after = (...commands: readonly BundleCommand[]): OpenedBundle => {
  const state = commands.reduce<BundleState>((fold, command) => {
    const decided = decider.decide(command, fold);
    expect(decided, command.type).toMatchObject({ ok: true });
    return decided.ok ? evolved(fold, command, decided.value) : fold;
  }, decider.initial);
  if (state.status === 'none') throw new Error('nothing was opened');
  return state;
};

/** What a command makes of the bundle. */
export const eventsOf = (state: BundleState, command: BundleCommand): readonly BundleEvent[] => {
  const decided = decider.decide(command, state);
  expect(decided).toMatchObject({ ok: true });
  return decided.ok ? decided.value : [];
};
export const typesOf = (state: BundleState, command: BundleCommand): readonly string[] =>
  eventsOf(state, command).map(({ type }) => type);

/** The rule that is against a command. */
export const refusalOf = (state: BundleState, command: BundleCommand): BundleRefusal['code'] | undefined => {
  const decided = decider.decide(command, state);
  return decided.ok ? undefined : decided.refusal.code;
};

export const numbered = (name: string): BundleRecord => ({
  type: 'number-case',
  name,
  caseNo:
    `41132320261123${String(CASES.findIndex((each) => each.name === name) + 1).padStart(6, '0')}` as CaseNo,
});
export const failed = (name: string): BundleRecord => ({
  type: 'record-failure',
  name,
  code: 'not-delegated',
  message: '该大厅未委托本大厅受理',
});
export const ended = (name: string, outcome: CaseOutcome = 'approved'): BundleRecord => ({
  type: 'record-end',
  name,
  outcome,
});
/** A case from its number to its end. */
export const through = (name: string, outcome: CaseOutcome = 'approved'): readonly BundleRecord[] => [
  numbered(name),
  { type: 'record-opened', name },
  ended(name, outcome),
];
export const ALL_GRANTED: readonly BundleCommand[] = [
  opening(),
  ...CASES.flatMap(({ name }) => through(name)),
];
