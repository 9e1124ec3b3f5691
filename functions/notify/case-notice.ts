import { z } from 'zod';
import { caseAggregate } from '../../shared/domain/case/case.ts';
import type { CaseEvent } from '../../shared/domain/case/events.ts';
import type { OpenedCase } from '../../shared/domain/case/state.ts';
import { caseUpcasters } from '../../shared/domain/case/upcasters.ts';
import { noticeAbout, type NoticeAbout } from '../../shared/domain/notice/kinds.ts';
import { upcast } from '../../shared/domain/upcast.ts';
import { disclose } from '../../shared/ports/disclose.ts';
import type { CaseNoticeRef, NoticeRecipient } from '../../shared/ports/notices.ts';
import { recordOf } from '../runtime/claims.ts';
import { pickUpCodeOf } from '../runtime/digest.ts';
import { readText } from '../runtime/texts.ts';
import {
  addressed,
  notifier,
  storedAt,
  UnknownNoticeError,
  type NotifyDeps,
  type PreparedNotice,
} from './prepared-notice.ts';
import { noticeBody } from './wording.ts';

interface Found {
  readonly about: NoticeAbout;
  readonly event: CaseEvent;
  readonly state: OpenedCase;
}

const Reachable = z.object({ name: z.string(), phone: z.string() });
const Person = z.object({ applicant: Reachable, agent: Reachable.nullish() });

const find = async (deps: NotifyDeps, ref: CaseNoticeRef): Promise<Found> => {
  const { tenant, caseNo, version } = ref;
  const stored = await storedAt(deps, { aggregate: 'case', id: caseNo }, ref);
  const about = stored && noticeAbout(stored);
  const { state } = await deps.streams.loadAt(tenant, caseAggregate, caseNo, version);
  if (!about || state.status === 'none') throw new UnknownNoticeError(ref);
  return { about, event: upcast<CaseEvent>(caseUpcasters, stored), state };
};

/** The unit that the card names, else the department of the case and whoever has it in hand. */
const unitOf = ({ event, state }: Found): NoticeRecipient => {
  const { unit, person } =
    event.type === 'CardRaised'
      ? event.data
      : { unit: state.received.matter.department, person: state.duties.handler };
  return { kind: 'unit', unit, ...(person === undefined ? {} : { person }) };
};

/** 第29条: an agent acts for the applicant, so the agent is told. The reading is recorded like any other. */
const recipientOf = async (
  deps: NotifyDeps,
  ref: CaseNoticeRef,
  found: Found,
): Promise<NoticeRecipient | undefined> => {
  if (found.about.to === 'unit') return unitOf(found);
  const reading = {
    reader: recordOf(notifier(ref)),
    purpose: `notice:${found.about.kind}`,
    at: deps.clock.now(),
  };
  const content = await disclose(deps, ref.tenant, found.state.received.person, reading);
  if (content === undefined) return undefined;
  const { applicant, agent } = Person.parse(content);
  return { kind: 'applicant', ...(agent ?? applicant) };
};

/** Its person is erased. */
interface NobodyLeft {
  readonly about: NoticeAbout;
  readonly to?: never;
}

/** The notice that an event of a case calls for, by name alone. @throws UnknownNoticeError */
export const caseNoticeAbout = async (deps: NotifyDeps, ref: CaseNoticeRef): Promise<NoticeAbout> =>
  (await find(deps, ref)).about;

/**
 * The notice that an event of a case calls for; the person is read from the vault
 * only now. @throws UnknownNoticeError
 */
export const caseNotice = async (
  deps: NotifyDeps,
  ref: CaseNoticeRef,
): Promise<PreparedNotice | NobodyLeft> => {
  const found = await find(deps, ref);
  const { about, event, state } = found;
  const to = await recipientOf(deps, ref, found);
  if (!to) return { about };
  const body = await noticeBody({
    event,
    state,
    read: (text) => readText(deps.vault.for(ref.tenant), text),
    pickUpCode: () => pickUpCodeOf(deps.secret, ref.caseNo),
    publicUrl: deps.publicUrl,
  });
  return { about, to, text: await addressed(deps, ref.tenant, to, body) };
};
