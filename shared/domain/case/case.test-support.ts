import type { Actor } from '../../kernel/actor.ts';
import type { CaseNo, MatterCode, Subject, TenantCode, VaultRef } from '../../kernel/ids.ts';
import { instantAt, type Day, type Instant } from '../../kernel/instant.ts';
import { createCalendar } from '../../time/calendar.ts';
import type { MatterVersion } from '../matter/matter.ts';
import { specOf } from '../spec.test-support.ts';
import type { WrittenText } from '../text.ts';
import { caseDecider } from './case.ts';
import type { AuthorisationFact, CaseCommand, CommandContext } from './commands.ts';
import type { MaskedParty, SubmittedMaterial } from './events.ts';

type CommandOf<Type extends CaseCommand['type']> = Extract<CaseCommand, { type: Type }>;
type BodyOf<Type extends CaseCommand['type']> = Omit<CommandOf<Type>, 'type' | keyof CommandContext>;

export const DEPARTMENT = '县民政局';
const TENANT = '411323' as TenantCode;
export const CASE_NO = '41132320260914000001' as CaseNo;
export const CODE = '411323000000001' as MatterCode;

export const calendar = createCalendar({
  hours: [
    { from: '08:30', to: '12:00' },
    { from: '14:30', to: '18:00' },
  ],
});

export const day = (text: string): Day => text as Day;
export const at = (date: string, time = '10:00'): Instant => instantAt(day(date), time);
/** A Monday; the working week before the Mid-Autumn festival of 2026. */
export const MONDAY = at('2026-09-14');

const staff = (sub: string, roles: Actor['roles'], department?: string): Actor => ({
  sub: sub as Subject,
  name: sub,
  tenant: TENANT,
  roles,
  ...(department !== undefined && { department }),
});

export const clerk = staff('clerk', ['clerk']);
export const reviewer = staff('reviewer', ['reviewer'], DEPARTMENT);
export const verifier = staff('verifier', ['reviewer'], DEPARTMENT);
export const chief = staff('chief', ['chief'], DEPARTMENT);
export const issuer = staff('issuer', ['issuer']);
export const citizen = staff('citizen', ['citizen']);
export const system = staff('system', ['system']);
/** One person at the general window: accepts, decides what needs one step, and hands out. */
export const window = staff('window', ['clerk', 'reviewer', 'chief', 'issuer']);
export const supervisor = staff('supervisor', ['supervisor']);
export const stranger = staff('stranger', ['reviewer', 'chief'], '县林业局');

export const PEOPLE: readonly Actor[] = [
  clerk,
  reviewer,
  verifier,
  chief,
  issuer,
  citizen,
  system,
  window,
  stranger,
];

/** Everything a case could ask for: two required papers, of which one may come later, and one that is optional. */
export const matter = (changes: Partial<MatterVersion> = {}): MatterVersion => ({
  code: CODE,
  name: '养老机构备案',
  version: 3,
  department: DEPARTMENT,
  type: '行政许可',
  caseType: '承诺件',
  steps: '一审一核',
  statutoryDays: 20,
  promisedDays: 8,
  materials: [
    { name: '申请书', required: true, mayDefer: false, form: '原件', source: '申请人自备' },
    { name: '场地证明', required: true, mayDefer: true, form: '复印件', source: '申请人自备' },
    { name: '荣誉证书', required: false, mayDefer: false, form: '复印件', source: '申请人自备' },
  ],
  specialProcedures: [{ kind: '现场勘验', days: 3 }],
  fee: { charged: false, basis: '', standard: '不收费' },
  legalBasis: ['行政许可法'],
  result: { name: '备案回执', kind: '批文', validity: '长期' },
  channels: ['窗口', '网上'],
  audience: ['法人'],
  highFrequency: false,
  ...changes,
});

export const immediate = (changes: Partial<MatterVersion> = {}): MatterVersion =>
  matter({ caseType: '即办件', steps: '审核合一', promisedDays: 0, specialProcedures: [], ...changes });

export const text = (code = 'P201'): WrittenText => ({ kind: 'phrase', code });
export const provided = (...names: readonly string[]): readonly SubmittedMaterial[] =>
  names.map((name) => ({ name, provided: true }));
export const promised = (name: string, by: string): SubmittedMaterial => ({
  name,
  provided: false,
  promise: { by: day(by) },
});
export const ALL_PAPERS = provided('申请书', '场地证明');

export const authority = (changes: Partial<AuthorisationFact> = {}): AuthorisationFact => ({
  id: 'authorisation-1',
  kind: 'chief-representative',
  department: DEPARTMENT,
  ...changes,
});

const party: MaskedParty = {
  kind: 'person',
  name: '张*',
  idType: '111',
  idNo: '4113**********1234',
  phone: '138****0000',
  personKey: 'key-1',
};
export const agent: MaskedParty & { readonly entrustment: string } = {
  ...party,
  name: '李*',
  personKey: 'key-2',
  entrustment: 'file-1',
};

/** A command of `actor` at `now`. */
export const does = <Type extends CaseCommand['type']>(
  actor: Actor,
  type: Type,
  body: BodyOf<Type>,
  now: Instant = MONDAY,
): CaseCommand => ({ ...body, type, actor, now, calendar }) as unknown as CaseCommand;

/** An application at the window; complete unless told otherwise, and accepted at once when `atCounter`. */
export const applies = (
  changes: Partial<BodyOf<'receive'>> = {},
  actor: Actor = clerk,
  now: Instant = MONDAY,
): CaseCommand =>
  does(
    actor,
    'receive',
    {
      caseNo: CASE_NO,
      matter: matter(),
      applicant: party,
      person: 'person-1' as VaultRef,
      materials: ALL_PAPERS,
      channel: 'window',
      atCounter: true,
      ...changes,
    },
    now,
  );

export const reviews = (actor: Actor, result: 'pass' | 'return' = 'pass', now?: Instant): CaseCommand =>
  does(actor, 'review', { result, opinion: text() }, now);
export const verifies = (actor: Actor, result: 'pass' | 'return' = 'pass', now?: Instant): CaseCommand =>
  does(actor, 'verify', { result, opinion: text() }, now);
export const decides = (actor: Actor, changes: Partial<BodyOf<'decide'>> = {}, now?: Instant): CaseCommand =>
  does(
    actor,
    'decide',
    { outcome: 'approved', opinion: text('P301'), authorisation: authority(), seal: 'seal-1', ...changes },
    now,
  );
export const REFUSES = { outcome: 'refused', reasons: text('P303') } as const;

export const { given } = specOf(caseDecider, ({ now, actor }) => ({ at: now, actor }));
