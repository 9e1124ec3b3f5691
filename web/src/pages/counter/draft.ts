import { ORGANISATION_ID_TYPE } from '../../../../shared/codes/id-types.ts';
import { dayFromNumber, dayNumberOf, type Day } from '../../../../shared/kernel/instant.ts';
import type { Schemas } from '../../api/types.ts';
import { counterTexts as texts } from '../../texts/zh-CN/counter.ts';
import { askedField, fieldFault } from './field-kinds.ts';
import type { AskedMaterial, Subject } from './subject.ts';

/** A party while it is being typed: what is not known yet is empty. */
export interface PartyDraft {
  kind: 'person' | 'organisation';
  name: string;
  idType: string;
  idNo: string;
  phone: string;
  address: string;
  legalRepresentative: string;
}

type CaseApplication = Schemas['CaseApplication'];

export interface AgentDraft extends PartyDraft {
  /** Number of the uploaded 授权委托书. */
  entrustment: string;
}

export interface MaterialDraft extends AskedMaterial {
  provided: boolean;
  /** Number and name of the uploaded file. */
  file: string;
  fileName: string;
  /** 容缺: the day until which it will be brought; empty: not promised. */
  promisedBy: string;
  /** 免提交: the earlier case that has it. */
  reuse: string;
}

type Priority = Extract<CaseApplication['priority'], object>['code'];

export interface Draft {
  applicant: PartyDraft;
  agent: AgentDraft | undefined;
  form: Record<string, string>;
  materials: MaterialDraft[];
  priority: Priority | '';
  priorityReason: string;
  commitment: boolean;
}

/** 居民身份证. */
export const CITIZEN_ID = '111';

export const emptyParty = (kind: PartyDraft['kind']): PartyDraft => ({
  kind,
  name: '',
  idType: kind === 'person' ? CITIZEN_ID : ORGANISATION_ID_TYPE,
  idNo: '',
  phone: '',
  address: '',
  legalRepresentative: '',
});

const materialDraft = (asked: AskedMaterial): MaterialDraft => ({
  ...asked,
  provided: false,
  file: '',
  fileName: '',
  promisedBy: '',
  reuse: '',
});

/** A draft for another subject; the applicant stays, because one person often applies for several things. */
export const draftFor = (subject: Subject, applicant?: PartyDraft): Draft => {
  const fits = applicant?.kind === 'person' ? subject.forPersons : subject.forOrganisations;
  return {
    applicant: applicant && fits ? applicant : emptyParty(subject.forPersons ? 'person' : 'organisation'),
    agent: undefined,
    form: Object.fromEntries(subject.fields.map((name) => [name, ''])),
    materials: subject.materials.map(materialDraft),
    priority: '',
    priorityReason: '',
    commitment: false,
  };
};

const isThere = ({ provided, reuse }: MaterialDraft): boolean => provided || reuse !== '';

/** Required papers that are neither there nor promised: what one notice has to name (C15). */
export const missingOf = ({ materials }: Draft): readonly string[] =>
  materials
    .filter((material) => material.required && !isThere(material) && material.promisedBy === '')
    .map(({ name }) => name);

/**
 * The day offered for a promised paper: within the limit of the matter that asks for it, whose working days are never over
 * sooner than as many days of the calendar.
 */
export const deferralDay = (today: Day, { deferDays }: AskedMaterial): Day =>
  dayFromNumber(dayNumberOf(today) + deferDays);

/** Promised papers. */
export const promisedOf = ({ materials }: Draft): readonly string[] =>
  materials.filter(({ promisedBy }) => promisedBy !== '').map(({ name }) => name);

export type Faults = Readonly<Record<string, string>>;

const need = (value: string): string | undefined => (value.trim() === '' ? texts.faults.missing : undefined);

const numberFault = ({ kind, idType, idNo }: PartyDraft, today: Day): string | undefined => {
  if (need(idNo) !== undefined) return need(idNo);
  if (kind === 'organisation') return fieldFault('credit-code', idNo, today);
  return idType === CITIZEN_ID ? fieldFault('id-number', idNo, today) : undefined;
};

const partyFaults = (party: PartyDraft, path: string, today: Day): [string, string | undefined][] => [
  [`${path}.idNo`, numberFault(party, today)],
  [`${path}.name`, need(party.name)],
  [`${path}.phone`, need(party.phone) ?? fieldFault('phone', party.phone, today)],
];

/** Whether a green lane has to be given a reason (D39). */
export const needsReason = (priority: string): boolean =>
  priority === 'major-investment' || priority === 'special';

/**
 * What keeps a draft from being handed in, by the path of the field; the server checks again. A matter does not say which
 * fields of its form may stay empty (a father who is not known), so all of them may.
 */
export const faultsOf = (draft: Draft, today: Day): Faults => {
  const { applicant, agent, form } = draft;
  const found: [string, string | undefined][] = [
    ...partyFaults(applicant, 'applicant', today),
    ...(agent ? partyFaults(agent, 'agent', today) : []),
    ...Object.entries(form).map(([name, value]): [string, string | undefined] => [
      `form.${name}`,
      fieldFault(askedField(name).kind, value, today),
    ]),
  ];
  if (agent) found.push(['agent.entrustment', need(agent.entrustment)]);
  if (needsReason(draft.priority)) found.push(['priority.reason', need(draft.priorityReason)]);
  return Object.fromEntries(found.filter((pair): pair is [string, string] => pair[1] !== undefined));
};

const partyOf = ({ address, legalRepresentative, ...party }: PartyDraft): Schemas['Applicant'] => ({
  kind: party.kind,
  name: party.name.trim(),
  idType: party.idType,
  idNo: party.idNo.trim().toUpperCase(),
  phone: party.phone.trim(),
  ...(address.trim() === '' ? {} : { address: address.trim() }),
  ...(legalRepresentative.trim() === '' ? {} : { legalRepresentative: legalRepresentative.trim() }),
});

const materialOf = (material: MaterialDraft): CaseApplication['materials'][number] => {
  const { name, file, promisedBy, reuse } = material;
  const provided = isThere(material);
  return {
    name,
    provided,
    ...(file !== '' && reuse === '' ? { file } : {}),
    ...(promisedBy !== '' && !provided ? { promise: { by: promisedBy } } : {}),
    ...(reuse === '' ? {} : { reuse }),
  };
};

const priorityOf = ({ priority, priorityReason }: Draft): Pick<CaseApplication, 'priority'> => {
  if (priority === '') return {};
  const reason = priorityReason.trim();
  return { priority: { code: priority, ...(reason === '' ? {} : { reason }) } };
};

/** `POST …/cases`. */
export const applicationOf = (draft: Draft, matter: string, ticket: string | undefined): CaseApplication => ({
  matter,
  applicant: partyOf(draft.applicant),
  ...(draft.agent ? { agent: { ...partyOf(draft.agent), entrustment: draft.agent.entrustment } } : {}),
  form: draft.form,
  materials: draft.materials.map(materialOf),
  channel: 'window',
  ...(ticket === undefined ? {} : { ticket }),
  ...priorityOf(draft),
  ...(draft.commitment ? { commitment: true } : {}),
});

/** `POST …/bundles`. */
export const bundleOf = (draft: Draft, theme: string): Schemas['BundleApplication'] => {
  const { applicant, agent, form, channel } = applicationOf(draft, '', undefined);
  const materials = draft.materials.map((material) => {
    const { name, provided, file, promise, reuse } = materialOf(material);
    return { name, provided, ...(file && { file }), ...(promise && { promise }), ...(reuse && { reuse }) };
  });
  return { theme, applicant, ...(agent ? { agent } : {}), form, materials, channel };
};
