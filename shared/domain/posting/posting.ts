import type { MatterCode, Subject } from '../../kernel/ids.ts';
import type { Day } from '../../kernel/instant.ts';
import { ok, refuse, type Refusal, type Result } from '../../kernel/result.ts';
import type { Decider } from '../decider.ts';
import type { MatterVersion } from '../matter/matter.ts';
import { isSameContent } from '../same-content.ts';
import {
  approves,
  countTraining,
  supervises,
  type StaffMember,
  type Training,
  type TrainingFigures,
} from './staff.ts';
import { leavesEarly } from './term.ts';

/** E28: authorisations come in classes, each by a letter that the hall files. */
export const AUTHORISATION_KINDS = ['section-head', 'chief-representative', 'general-window'] as const;
export type AuthorisationKind = (typeof AUTHORISATION_KINDS)[number];

/** 授权书: who signed, for whose matters, and from when to when. Days are included. */
export interface Authorisation {
  readonly id: string;
  readonly kind: AuthorisationKind;
  readonly department: string;
  /** Limited to these matters; absent: all of the department. */
  readonly matters?: readonly MatterCode[];
  /** The head of the department (D15). */
  readonly signedBy: string;
  readonly from: Day;
  readonly until?: Day;
}

export interface RecordedAuthorisation extends Authorisation {
  /** Not in force from this day on. */
  readonly revokedOn?: Day;
}

export type PostingEvent =
  | { readonly type: 'AuthorisationRecorded'; readonly data: Authorisation }
  | {
      readonly type: 'AuthorisationRevoked';
      readonly data: { readonly id: string; readonly on: Day; readonly reason: string };
    }
  | { readonly type: 'StaffPosted'; readonly data: StaffMember }
  | { readonly type: 'TrainingRecorded'; readonly data: Training };

/** What is recorded of one member of staff, oldest first. */
export interface Posting {
  readonly authorisations: readonly RecordedAuthorisation[];
  readonly member?: StaffMember;
  readonly training?: TrainingFigures;
}

const initialPosting: Posting = { authorisations: [] };

const evolvePosting = (state: Posting, event: PostingEvent): Posting => {
  const { authorisations } = state;
  switch (event.type) {
    case 'AuthorisationRecorded':
      return { ...state, authorisations: [...authorisations, event.data] };
    case 'AuthorisationRevoked': {
      const { id, on } = event.data;
      return {
        ...state,
        authorisations: authorisations.map((known) =>
          known.id === id ? { ...known, revokedOn: on } : known,
        ),
      };
    }
    case 'StaffPosted':
      return { ...state, member: event.data };
    case 'TrainingRecorded':
      return { ...state, training: countTraining(state.training, event.data) };
    default:
      return event satisfies never;
  }
};

/** True on the days on which the letter holds. */
export const isInForce = ({ from, until, revokedOn }: RecordedAuthorisation, day: Day): boolean =>
  from <= day && (until === undefined || day <= until) && (revokedOn === undefined || day < revokedOn);

const covers = (
  { department, matters }: Authorisation,
  matter: Pick<MatterVersion, 'code' | 'department'>,
): boolean => department === matter.department && (matters?.includes(matter.code) ?? true);

/** The letter that lets this person decide on the matter that day, or none: then nobody may (C60, E28). */
export const authorisationInForce = (
  { authorisations }: Posting,
  day: Day,
  matter: Pick<MatterVersion, 'code' | 'department'>,
): Authorisation | undefined =>
  authorisations
    .filter((known) => isInForce(known, day) && covers(known, matter))
    .sort(
      (left, right) => AUTHORISATION_KINDS.indexOf(left.kind) - AUTHORISATION_KINDS.indexOf(right.kind),
    )[0];

export type PostingCommand =
  | {
      readonly type: 'record-authorisation';
      readonly sub: Subject;
      /** The hall's day today. */
      readonly today: Day;
      readonly authorisation: Omit<Authorisation, 'id'>;
    }
  | {
      readonly type: 'revoke-authorisation';
      readonly today: Day;
      /** One letter; absent: all that are not over. */
      readonly id?: string;
      readonly reason: string;
    }
  | {
      readonly type: 'post-staff';
      readonly member: StaffMember;
      /** For so long a unit does not change whom it has stationed, in months. */
      readonly termMonths: number;
    }
  | { readonly type: 'record-training'; readonly today: Day; readonly training: Training };

export type PostingRefusal = Refusal<'bad-input' | 'not-found'>;
type Decision = Result<readonly PostingEvent[], PostingRefusal>;
type CommandOf<Type extends PostingCommand['type']> = Extract<PostingCommand, { type: Type }>;

/** Neither revoked nor run out: in force today or later. */
const isOpen = ({ revokedOn, until }: RecordedAuthorisation, today: Day): boolean =>
  (revokedOn === undefined || revokedOn > today) && (until === undefined || until >= today);

const isSameLetter = (known: RecordedAuthorisation, letter: Omit<Authorisation, 'id'>): boolean =>
  isSameContent(known, { ...letter, id: known.id });

const revoked = (id: string, on: Day, reason: string): PostingEvent => ({
  type: 'AuthorisationRevoked',
  data: { id, on, reason },
});

/** E24 审管分离: who signs what the hall decides does not supervise it as well. */
const signsAndSupervises = (kind: AuthorisationKind, { member }: Posting): boolean =>
  kind !== 'general-window' && member !== undefined && supervises(member);

/** A new letter of the same class for the same department takes the place of the old one from its first day on. */
const record = (
  { sub, today, authorisation }: CommandOf<'record-authorisation'>,
  state: Posting,
): Decision => {
  const { kind, department, from, until } = authorisation;
  if (until !== undefined && until < from) {
    return refuse('bad-input', '授权期限有误', [{ path: 'until', message: '终止日早于起始日' }]);
  }
  if (signsAndSupervises(kind, state)) {
    return refuse('bad-input', '审管分离', [{ path: 'kind', message: '监察人员不得签批' }]);
  }
  const open = state.authorisations.filter((known) => isOpen(known, today));
  if (open.some((known) => isSameLetter(known, authorisation))) return ok([]);
  const replaced = open.filter((known) => known.kind === kind && known.department === department);
  const replacedOn = from > today ? from : today;
  const id = `${sub}-${state.authorisations.length + 1}`;
  return ok([
    ...replaced.map((known) => revoked(known.id, replacedOn, '已由新的授权书替代')),
    { type: 'AuthorisationRecorded', data: { id, ...authorisation } },
  ]);
};

const revoke = ({ today, id, reason }: CommandOf<'revoke-authorisation'>, state: Posting): Decision => {
  const known = state.authorisations.filter((letter) => id === undefined || letter.id === id);
  if (known.length === 0) return refuse('not-found', '没有这份授权书');
  return ok(
    known.filter((letter) => isOpen(letter, today)).map((letter) => revoked(letter.id, today, reason)),
  );
};

const post = ({ member, termMonths }: CommandOf<'post-staff'>, { member: known }: Posting): Decision => {
  const { from, until } = member;
  if (until !== undefined && until < from)
    return refuse('bad-input', '派驻期限有误', [{ path: 'until', message: '终止日早于起始日' }]);
  if (approves(member) && supervises(member))
    return refuse('bad-input', '审管分离', [{ path: 'roles', message: '审批人员不得兼任监察' }]);
  if (known && member.consent === undefined && leavesEarly(known, member, termMonths)) {
    const message = `派驻未满 ${termMonths} 个月，换人须填中心书面同意的文号`;
    return refuse('bad-input', '派驻未满期限', [{ path: 'consent', message }]);
  }
  return isSameContent(member, known) ? ok([]) : ok([{ type: 'StaffPosted', data: member }]);
};

/** E38: what has taken place is recorded, not what is planned. */
const train = ({ today, training }: CommandOf<'record-training'>, state: Posting): Decision => {
  if (!state.member) return refuse('not-found', '没有这名工作人员');
  if (training.on > today)
    return refuse('bad-input', '培训日期有误', [{ path: 'on', message: '培训尚未进行' }]);
  const isKnown = isSameContent(training, state.training?.last);
  return isKnown ? ok([]) : ok([{ type: 'TrainingRecorded', data: training }]);
};

const decide = (command: PostingCommand, state: Posting): Decision => {
  switch (command.type) {
    case 'record-authorisation':
      return record(command, state);
    case 'revoke-authorisation':
      return revoke(command, state);
    case 'post-staff':
      return post(command, state);
    case 'record-training':
      return train(command, state);
    default:
      return command satisfies never;
  }
};

const decider: Decider<Posting, PostingCommand, PostingEvent, PostingRefusal> = {
  initial: initialPosting,
  decide,
  evolve: evolvePosting,
  upcasters: {
    AuthorisationRecorded: [],
    AuthorisationRevoked: [],
    StaffPosted: [],
    TrainingRecorded: [],
  },
};

/** 派驻: one stream per member of staff, named by the subject. */
export const postingAggregate = { name: 'posting', decider } as const;

/** The letters of a person that hold on a day. */
export const lettersOn = ({ authorisations }: Posting, day: Day): readonly Authorisation[] =>
  authorisations.filter((known) => isInForce(known, day));
