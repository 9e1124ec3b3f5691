import {
  consultationAggregate,
  type ConsultationEvent,
} from '../../shared/domain/consultation/consultation.ts';
import { matterAggregate } from '../../shared/domain/matter/decide.ts';
import type { NoticeAbout } from '../../shared/domain/notice/kinds.ts';
import { upcast } from '../../shared/domain/upcast.ts';
import type { DutyNoticeRef } from '../../shared/ports/notices.ts';
import {
  addressed,
  storedAt,
  UnknownNoticeError,
  type NotifyDeps,
  type PreparedNotice,
} from './prepared-notice.ts';
import { dutyCardBody } from './wording.ts';

/** Beside the cases there are cards alone, and they go to the unit. */
export const DUTY_ABOUT: NoticeAbout = { kind: 'card', to: 'unit' };

/** What people know it by: a question by its number, nothing of what was asked; a change by what it changes. */
const subjectOf = async (
  { streams }: NotifyDeps,
  { tenant, aggregate, id, version }: DutyNoticeRef,
): Promise<string> => {
  if (aggregate === 'consultation') return `咨询${id}`;
  const { state } = await streams.loadAt(tenant, matterAggregate, id, version);
  return `事项${id}的变更“${state.change?.reason ?? ''}”`;
};

/** The card of a question or of a change, for the unit that it names. @throws UnknownNoticeError */
export const dutyNotice = async (deps: NotifyDeps, ref: DutyNoticeRef): Promise<PreparedNotice> => {
  const stored = await storedAt(deps, ref, ref);
  // Cards are told in one shape, whatever stream they are in.
  const event = stored && upcast<ConsultationEvent>(consultationAggregate.decider.upcasters, stored);
  if (event?.type !== 'CardRaised') throw new UnknownNoticeError(ref);
  const { unit, person, clock } = event.data;
  if (clock !== 'consultation' && clock !== 'change') throw new UnknownNoticeError(ref);
  const to = { kind: 'unit', unit, ...(person === undefined ? {} : { person }) } as const;
  const body = dutyCardBody(clock, await subjectOf(deps, ref), event.data);
  return { about: DUTY_ABOUT, to, text: await addressed(deps, ref.tenant, to, body) };
};
