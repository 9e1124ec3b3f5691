import { z } from 'zod';
import { caseAggregate } from '../../shared/domain/case/case.ts';
import type { CaseEvent } from '../../shared/domain/case/events.ts';
import type { OpenedCase } from '../../shared/domain/case/state.ts';
import { caseUpcasters } from '../../shared/domain/case/upcasters.ts';
import { noticeAbout, type NoticeAbout } from '../../shared/domain/notice/kinds.ts';
import { noticeAggregate, wasSent, type NoticeCommand } from '../../shared/domain/notice/notice.ts';
import { upcast } from '../../shared/domain/upcast.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import type { Subject } from '../../shared/kernel/ids.ts';
import { disclose } from '../../shared/ports/disclose.ts';
import {
  noticeIdOf,
  type NoticeProvider,
  type NoticeRecipient,
  type NoticeRef,
} from '../../shared/ports/notices.ts';
import { recordOf } from '../runtime/claims.ts';
import type { Deps } from '../runtime/deps.ts';
import { pickUpCodeOf } from '../runtime/digest.ts';
import { loadHall } from '../runtime/hall.ts';
import { readText } from '../runtime/texts.ts';
import { noticeBody } from './wording.ts';

/** All that sending a notice needs; `provider` carries it to people. */
export type NotifyDeps = Pick<Deps, 'clock' | 'log' | 'streams' | 'vault' | 'secret' | 'publicUrl'> & {
  readonly provider: NoticeProvider;
};

/** The queue names an event that the log does not have, or that calls for no notice. */
export class UnknownNoticeError extends Error {
  override readonly name = 'UnknownNoticeError';
}

/** What became of one attempt. */
export type Sending = 'sent' | 'sent-before' | 'nobody-left';

interface Found {
  readonly about: NoticeAbout;
  readonly event: CaseEvent;
  readonly state: OpenedCase;
}

const Reachable = z.object({ name: z.string(), phone: z.string() });
const Person = z.object({ applicant: Reachable, agent: Reachable.nullish() });

const notifier = ({ tenant }: NoticeRef): Actor => ({
  sub: 'notices' as Subject,
  name: '通知发送',
  tenant,
  roles: ['system'],
});

const find = async ({ log, streams }: NotifyDeps, ref: NoticeRef): Promise<Found> => {
  const { tenant, caseNo, version, event: place } = ref;
  const [commit] = await log.for(tenant).read({ aggregate: 'case', id: caseNo }, version);
  const stored = commit?.version === version ? commit.events[place] : undefined;
  const about = stored && noticeAbout(stored);
  const { state } = await streams.loadAt(tenant, caseAggregate, caseNo, version);
  if (!about || state.status === 'none') throw new UnknownNoticeError(`no notice ${noticeIdOf(ref)}`);
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
  ref: NoticeRef,
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

const textOf = async (
  deps: NotifyDeps,
  { tenant, caseNo }: NoticeRef,
  { event, state }: Found,
  to: NoticeRecipient,
): Promise<string> => {
  const [hall, body] = await Promise.all([
    loadHall(deps, tenant),
    noticeBody({
      event,
      state,
      read: (text) => readText(deps.vault.for(tenant), text),
      pickUpCode: () => pickUpCodeOf(deps.secret, caseNo),
      publicUrl: deps.publicUrl,
    }),
  ]);
  return `【${hall.name}】${to.kind === 'applicant' ? to.name : to.unit}：${body}`;
};

const record = async (deps: NotifyDeps, ref: NoticeRef, command: NoticeCommand): Promise<void> => {
  const { tenant, caseNo } = ref;
  const envelope = {
    at: deps.clock.now(),
    actor: recordOf(notifier(ref)),
    key: `${command.type} ${command.id}`,
    digest: command.type,
  };
  await deps.streams.execute(tenant, noticeAggregate, caseNo, envelope, command);
};

/**
 * Sends the notice that an event calls for, unless it is out already, and records that it went out. The person is read
 * from the vault only now. When the process ends between the two, the provider sees the same id a second time.
 * @throws NoticeProviderError when the provider did not take it; UnknownNoticeError
 */
export const sendNotice = async (deps: NotifyDeps, ref: NoticeRef): Promise<Sending> => {
  const id = noticeIdOf(ref);
  const { tenant, caseNo } = ref;
  const { state: notices } = await deps.streams.load(tenant, noticeAggregate, caseNo);
  if (wasSent(notices, id)) return 'sent-before';
  const found = await find(deps, ref);
  const to = await recipientOf(deps, ref, found);
  if (!to) {
    await record(deps, ref, { type: 'failed', id, fault: 'person-erased', ...found.about });
    return 'nobody-left';
  }
  const text = await textOf(deps, ref, found, to);
  await deps.provider.send({ id, tenant, caseNo, kind: found.about.kind, to, text });
  await record(deps, ref, { type: 'sent', id, ...found.about });
  return 'sent';
};

/** Records that a notice could not be sent however often it was tried, so that the hall can telephone. */
export const giveUpNotice = async (deps: NotifyDeps, ref: NoticeRef): Promise<void> => {
  const { about } = await find(deps, ref);
  await record(deps, ref, { type: 'failed', id: noticeIdOf(ref), fault: 'provider', ...about });
};
