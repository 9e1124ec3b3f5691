import type { MatterCode, Subject } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { ok, refuse, type Refusal, type Result } from '../../kernel/result.ts';
import { answerCard, type CardAnswerRefusal } from '../case/card-answers.ts';
import type { CommitMeta, Decider } from '../decider.ts';
import {
  actOnDuty,
  beginDuty,
  dutyTerms,
  endDuty,
  evolveDuty,
  settleDuty,
  type Duty,
  type DutyAnswer,
  type DutyCommand,
  type DutyContext,
  type DutyEvent,
  type DutyTerms,
} from '../supervision/duty.ts';
import type { WrittenText } from '../text.ts';

interface Asked {
  readonly question: WrittenText;
  /** Whom to call back; a citizen who is signed in reads the answer there. */
  readonly phone?: WrittenText;
  readonly matter?: MatterCode;
  readonly terms: DutyTerms;
}

export type ConsultationEvent =
  | { readonly type: 'ConsultationAsked'; readonly data: Asked }
  /** 疑难: the unit that knows has to answer. */
  | {
      readonly type: 'ConsultationMarkedComplex';
      readonly data: { readonly unit: string; readonly note?: WrittenText };
    }
  | { readonly type: 'ConsultationAnswered'; readonly data: { readonly text: WrittenText } }
  | DutyEvent;

export type ConsultationAct =
  | { readonly type: 'mark-complex'; readonly unit: string; readonly note?: WrittenText }
  | { readonly type: 'answer'; readonly text: WrittenText };

/** `department`: of the member of staff who acts; at the counters there is none. */
type Ask = DutyContext &
  Omit<Asked, 'terms'> & {
    readonly type: 'ask';
    /** Working days that the hall gives itself (C16). */
    readonly days: number;
  };
export type ConsultationCommand =
  Ask | (DutyContext & ConsultationAct & { readonly department?: string }) | DutyAnswer | DutyCommand;

export type ConsultationStatus = 'asked' | 'complex' | 'answered';

export interface OpenConsultation {
  readonly status: ConsultationStatus;
  /** The citizen, or the member of staff who wrote down what somebody asked at the desk. */
  readonly by: Subject;
  readonly at: Instant;
  readonly question: WrittenText;
  readonly phone?: WrittenText;
  readonly matter?: MatterCode;
  readonly note?: WrittenText;
  readonly answer?: { readonly at: Instant; readonly by: Subject; readonly text: WrittenText };
  readonly duty: Duty;
}
export type Consultation = { readonly status: 'none' } | OpenConsultation;

export type ConsultationRefusal = Refusal<'wrong-status' | 'not-found' | 'not-competent'> | CardAnswerRefusal;
type Decision = Result<readonly ConsultationEvent[], ConsultationRefusal>;

/** Who answers before a unit is named. */
const FRONT = '咨询导办';

const ask = ({ question, phone, matter, days, calendar, now }: Ask): Decision => {
  const terms = dutyTerms(calendar, { clock: 'consultation', unit: FRONT, start: now, days });
  const data = { question, ...(phone && { phone }), ...(matter !== undefined && { matter }), terms };
  return ok([{ type: 'ConsultationAsked', data }]);
};

type Act = Extract<ConsultationCommand, { type: ConsultationAct['type'] }>;

const eventOf = (command: Act): ConsultationEvent =>
  command.type === 'answer'
    ? { type: 'ConsultationAnswered', data: { text: command.text } }
    : {
        type: 'ConsultationMarkedComplex',
        data: { unit: command.unit, ...(command.note && { note: command.note }) },
      };

/** What is complex is the named unit's to answer, or the desk's that hands the answer on. */
const act = (command: Act, { status, duty }: OpenConsultation): Decision => {
  if (status === 'answered') return refuse('wrong-status', '该咨询已答复');
  const { department } = command;
  if (status === 'complex' && department !== undefined && department !== duty.unit)
    return refuse('not-competent', `该咨询由${duty.unit}答复`);
  const before = command.type === 'answer' ? settleDuty(duty, command) : [];
  return ok([...before, eventOf(command)]);
};

const decide = (command: ConsultationCommand, state: Consultation): Decision => {
  if (command.type === 'ask')
    return state.status === 'none' ? ask(command) : refuse('wrong-status', '已经提交');
  if (state.status === 'none') return refuse('not-found', '没有这件咨询');
  switch (command.type) {
    case 'answer':
    case 'mark-complex':
      return act(command, state);
    case 'acknowledge-card':
    case 'reply-card':
      return answerCard(command, state.duty.cards);
    case 'raise-cards':
    case 'move-due':
      return ok(actOnDuty(command, state.duty));
    default:
      return command satisfies never;
  }
};

const asked = (data: Asked, { at, actor }: CommitMeta): OpenConsultation => {
  const { question, phone, matter, terms } = data;
  return {
    status: 'asked',
    by: actor.sub,
    at,
    question,
    ...(phone && { phone }),
    ...(matter !== undefined && { matter }),
    duty: beginDuty(terms, { at }, undefined),
  };
};

const evolve = (state: Consultation, event: ConsultationEvent, meta: CommitMeta): Consultation => {
  if (event.type === 'ConsultationAsked') return asked(event.data, meta);
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'ConsultationMarkedComplex': {
      const { unit, note } = event.data;
      return { ...state, status: 'complex', duty: { ...state.duty, unit }, ...(note && { note }) };
    }
    case 'ConsultationAnswered': {
      const answer = { at: meta.at, by: meta.actor.sub, text: event.data.text };
      return { ...state, status: 'answered', answer, duty: endDuty(state.duty, meta) };
    }
    case 'CardRaised':
    case 'CardCured':
    case 'CardAcknowledged':
    case 'CardReplied':
    case 'DueMoved':
      return { ...state, duty: evolveDuty(state.duty, event, meta) };
    default:
      return event satisfies never;
  }
};

const decider: Decider<Consultation, ConsultationCommand, ConsultationEvent, ConsultationRefusal> = {
  initial: { status: 'none' },
  decide,
  evolve,
  upcasters: {
    ConsultationAsked: [],
    ConsultationMarkedComplex: [],
    ConsultationAnswered: [],
    CardRaised: [],
    CardCured: [],
    CardAcknowledged: [],
    CardReplied: [],
    DueMoved: [],
  },
};

/**
 * 咨询 (C16): one stream per question. Its limit runs from the moment it was asked: what can be answered is answered at
 * once, what is complex within the limit, and nothing lies without one.
 */
export const consultationAggregate = { name: 'consultation', decider } as const;
