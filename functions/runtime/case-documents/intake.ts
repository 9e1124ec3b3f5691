import type { SubmittedMaterial } from '../../../shared/domain/case/events.ts';
import type { OpenedCase } from '../../../shared/domain/case/state.ts';
import { dayOf } from '../../../shared/kernel/instant.ts';
import type { DocumentData, DocumentMaterial } from '../documents/document-data.ts';
import type { Source } from './source.ts';

type Document<Kind extends DocumentData['kind']> = Extract<DocumentData, { kind: Kind }>;

/** The materials that are there, with the form that the list names. */
export const handedIn = ({ received, materials }: OpenedCase): DocumentMaterial[] => {
  const forms = new Map(received.matter.materials.map(({ name, form }) => [name, form]));
  const noteOf = ({ reusedFrom }: SubmittedMaterial) =>
    reusedFrom ? { note: `免提交，取自办件 ${reusedFrom}` } : {};
  return materials
    .filter(({ provided }) => provided)
    .map((material) => ({
      name: material.name,
      form: forms.get(material.name) ?? '复印件',
      ...noteOf(material),
    }));
};

/** 收件凭证: any case has one, the materials were taken in. */
export const receipt = ({ state, base }: Source): Document<'receipt'> => ({
  ...base('receipt', state.receivedAt, state.duties.submittedBy),
  kind: 'receipt',
  receivedAt: state.receivedAt,
  materials: handedIn(state),
  noticeDue: state.received.noticeDue,
});

export const acceptance = ({ state, base }: Source): Document<'acceptance'> | undefined => {
  const { accepted, received, receivedAt, duties } = state;
  if (!accepted) return undefined;
  const { acceptedAt, deemed, promisedDays, promisedDue, statutoryDays, statutoryDue } = accepted;
  return {
    ...base('acceptance', acceptedAt, duties.acceptor),
    kind: 'acceptance',
    receivedAt,
    acceptedAt,
    deemed,
    materials: handedIn(state),
    promisedDays,
    promisedDue,
    statutoryDays: received.matter.statutoryDays === null ? null : statutoryDays,
    statutoryDue,
  };
};

export const supplement = async ({
  state,
  base,
  text,
}: Source): Promise<Document<'supplement'> | undefined> => {
  const { supplementRequest, received, receivedAt } = state;
  if (!supplementRequest) return undefined;
  const forms = new Map(received.matter.materials.map(({ name, form }) => [name, form]));
  const items = supplementRequest.items.map(async ({ name, note }) => ({
    name,
    requirement: forms.get(name) ?? '按要求更正后重新提交',
    ...(note ? { note: await text(note) } : {}),
  }));
  return {
    ...base('supplement', supplementRequest.at, supplementRequest.by),
    kind: 'supplement',
    receivedAt,
    items: await Promise.all(items),
    due: supplementRequest.due,
  };
};

export const decline = async ({
  state,
  base,
  text,
  hall,
}: Source): Promise<Document<'decline'> | undefined> => {
  const { declined, receivedAt } = state;
  if (!declined) return undefined;
  const { at, by, reason, competentAgency } = declined;
  return {
    ...base('decline', at, by),
    kind: 'decline',
    receivedAt,
    reason: await text(reason),
    ...(competentAgency ? { competentAgency } : {}),
    remedies: hall.remedies,
  };
};

/** 容缺受理通知书: what is promised, and for when. */
export const deferral = ({ state, base }: Source): Document<'deferral'> | undefined => {
  const { accepted, received, duties } = state;
  if (!accepted || accepted.deferred.length === 0) return undefined;
  const forms = new Map(received.matter.materials.map(({ name, form }) => [name, form]));
  const { acceptedAt, promisedDays, promisedDue, deferred } = accepted;
  return {
    ...base('deferral', acceptedAt, duties.acceptor),
    kind: 'deferral',
    acceptedAt,
    deferred: deferred.map(({ name, by }) => ({ name, by, form: forms.get(name) ?? '复印件' })),
    promisedDays,
    promisedDue,
  };
};

/** 告知承诺书, where the applicant chose it. */
export const commitment = ({ state, base }: Source): Document<'commitment'> | undefined => {
  const { received, receivedAt, duties } = state;
  if (received.commitment !== true) return undefined;
  return {
    ...base('commitment', receivedAt, duties.submittedBy),
    kind: 'commitment',
    conditions: received.matter.legalBasis.map((basis) => `符合${basis}规定的条件、标准和技术要求`),
    checkPlan: '行政机关作出决定后两个月内对承诺内容进行核查',
  };
};

/** 授权委托书, where an agent came. */
export const entrustment = ({ state, base }: Source): Document<'entrustment'> | undefined => {
  const { received, receivedAt, duties } = state;
  const head = base('entrustment', receivedAt, duties.submittedBy);
  if (!received.agent || !head.agent) return undefined;
  const from = dayOf(receivedAt);
  return {
    ...head,
    agent: head.agent,
    kind: 'entrustment',
    scope: [`代为申请${received.matter.name}，提交、补正和领回材料`, '代为签收文书和办理结果'],
    from,
    until: state.clock?.statutoryDue ?? received.noticeDue,
  };
};

export const withdrawal = async ({
  state,
  base,
  text,
}: Source): Promise<Document<'withdrawal'> | undefined> => {
  const { withdrawn, receivedAt } = state;
  if (!withdrawn) return undefined;
  const { at, by, lapsed, reason } = withdrawn;
  return {
    ...base('withdrawal', at, by),
    kind: 'withdrawal',
    receivedAt,
    withdrawnAt: at,
    lapsed,
    ...(reason ? { reason: await text(reason) } : {}),
    returned: handedIn(state),
  };
};
