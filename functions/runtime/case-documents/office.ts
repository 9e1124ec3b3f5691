import { dayOf } from '../../../shared/kernel/instant.ts';
import type { DocumentData } from '../documents/document-data.ts';
import { handedIn } from './intake.ts';
import type { Source } from './source.ts';

type Document<Kind extends DocumentData['kind']> = Extract<DocumentData, { kind: Kind }>;

/** 特别程序告知书 of the latest procedure (行政许可法 第45条). */
export const procedure = async ({
  state,
  base,
  text,
}: Source): Promise<Document<'procedure'> | undefined> => {
  const { accepted, clock, procedures } = state;
  const run = procedures.at(-1);
  if (!run || !accepted || !clock) return undefined;
  return {
    ...base('procedure', run.startedAt, run.startedBy),
    kind: 'procedure',
    acceptedAt: accepted.acceptedAt,
    procedure: run.kind,
    days: run.days,
    startedOn: dayOf(run.startedAt),
    due: run.due,
    stopsClock: run.stopsClock,
    decisionDue: clock.promisedDue,
    ...(run.note ? { note: await text(run.note) } : {}),
  };
};

/** 延期通知书 (行政许可法 第42条): both days, the reason, who approved. */
export const extension = async ({
  state,
  base,
  text,
  nameOf,
}: Source): Promise<Document<'extension'> | undefined> => {
  const { accepted, extension: extended } = state;
  if (!extended || !accepted) return undefined;
  return {
    ...base('extension', extended.at, extended.approver),
    kind: 'extension',
    acceptedAt: accepted.acceptedAt,
    days: extended.days,
    reason: await text(extended.reason),
    approver: nameOf(extended.approver),
    previousDue: extended.previousDue ?? accepted.statutoryDue,
    newDue: extended.statutoryDue,
  };
};

export const forwarding = async ({
  state,
  base,
  text,
}: Source): Promise<Document<'forwarding'> | undefined> => {
  const { accepted, forwarded } = state;
  if (!forwarded || !accepted) return undefined;
  return {
    ...base('forwarding', forwarded.at, forwarded.by),
    kind: 'forwarding',
    acceptedAt: accepted.acceptedAt,
    upperAgency: forwarded.agency,
    opinion: await text(forwarded.opinion),
    materials: handedIn(state),
    statutoryDue: accepted.statutoryDue,
  };
};

export const approval = ({ state, base, hall }: Source): Document<'approval'> | undefined => {
  const { accepted, decided, produced, duties, received } = state;
  if (decided?.outcome !== 'approved' || !accepted) return undefined;
  const { name, validity } = received.matter.result;
  return {
    ...base('approval', decided.at, duties.approver),
    kind: 'approval',
    acceptedAt: accepted.acceptedAt,
    content: `${received.matter.name}的申请符合法定条件、标准，准予办理，核发${name}。`,
    result: { name, validity, ...(produced ? { number: produced.number } : {}) },
    deliveryDue: decided.deliveryDue,
    remedies: hall.remedies,
  };
};

/** 不予决定书: reasons and remedies (行政许可法 第38条). */
export const refusal = async ({
  state,
  base,
  text,
  hall,
}: Source): Promise<Document<'refusal'> | undefined> => {
  const { accepted, decided, duties } = state;
  if (decided?.outcome !== 'refused' || !accepted) return undefined;
  return {
    ...base('refusal', decided.at, duties.approver),
    kind: 'refusal',
    acceptedAt: accepted.acceptedAt,
    reasons: await text(decided.reasons),
    remedies: hall.remedies,
  };
};
