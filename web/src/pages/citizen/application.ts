import { isIdNumber } from '../../../../shared/codes/id-number.ts';
import { isUscc } from '../../../../shared/codes/uscc.ts';
import type { Day } from '../../../../shared/kernel/instant.ts';
import type { Schemas } from '../../api/types.ts';
import { citizenTexts } from '../../texts/zh-CN/citizen.ts';

const texts = citizenTexts.apply;

export interface UploadedPaper {
  readonly id: string;
  readonly name: string;
}

/** What a citizen has filled in so far. */
export interface Application {
  kind: 'person' | 'organisation';
  name: string;
  idType: string;
  idNo: string;
  phone: string;
  address: string;
  legalRepresentative: string;
  form: Record<string, string>;
  /** By the name of the material. */
  papers: Record<string, UploadedPaper>;
  /** Days by which materials are promised, by their names. */
  promises: Record<string, string>;
  commitment: boolean;
}

export type Faults = Partial<Record<'name' | 'idNo' | 'phone', string>>;

/** Papers that carry the citizen's own number. */
const CITIZEN_NUMBER = new Set(['111', '112']);
const CREDIT_CODE = '001';
const PHONE = /^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/;

export const newApplication = (name: string, { formFields = [] }: Schemas['Matter']): Application => ({
  kind: 'person',
  name,
  idType: '111',
  idNo: '',
  phone: '',
  address: '',
  legalRepresentative: '',
  form: Object.fromEntries(formFields.map((field) => [field, ''])),
  papers: {},
  promises: {},
  commitment: false,
});

/** What is wrong with the number of a person's paper, if anything. */
export const personIdFault = (idType: string, idNo: string, today: Day): string | undefined => {
  const text = idNo.trim().toUpperCase();
  if (text === '') return texts.required;
  return CITIZEN_NUMBER.has(idType) && !isIdNumber(text, today) ? texts.badId : undefined;
};

const usccFault = (code: string): string | undefined => {
  const text = code.trim().toUpperCase();
  if (text === '') return texts.required;
  return isUscc(text) ? undefined : texts.badUscc;
};

/** What stands in the way of handing it in, by field. */
export const faultsOf = (application: Application, today: Day): Faults => {
  const { kind, idType, idNo } = application;
  const id = kind === 'organisation' ? usccFault(idNo) : personIdFault(idType, idNo, today);
  return {
    ...(application.name.trim() === '' && { name: texts.required }),
    ...(id !== undefined && { idNo: id }),
    ...(!PHONE.test(application.phone.trim()) && { phone: texts.badPhone }),
  };
};

/** Required materials that are neither there nor promised. */
export const missingOf = ({ papers, promises }: Application, { materials }: Schemas['Matter']): string[] =>
  materials
    .filter(({ name, required }) => required && !papers[name] && !promises[name])
    .map(({ name }) => name);

const filled = (text: string): string | undefined => (text.trim() === '' ? undefined : text.trim());

const materialOf = ({ papers, promises }: Application, name: string): Schemas['Material'] => {
  const paper = papers[name];
  const by = promises[name];
  if (paper) return { name, provided: true, file: paper.id };
  return by ? { name, provided: false, promise: { by } } : { name, provided: false };
};

/** The body of `POST …/cases`. */
export const bodyOf = (application: Application, matter: Schemas['Matter']): Schemas['CaseApplication'] => {
  const { kind, name, idType, idNo, phone, commitment, form } = application;
  const address = filled(application.address);
  const legalRepresentative = kind === 'organisation' ? filled(application.legalRepresentative) : undefined;
  return {
    matter: matter.code,
    applicant: {
      kind,
      name: name.trim(),
      idType: kind === 'organisation' ? CREDIT_CODE : idType,
      idNo: idNo.trim().toUpperCase(),
      phone: phone.trim(),
      ...(address !== undefined && { address }),
      ...(legalRepresentative !== undefined && { legalRepresentative }),
    },
    form: Object.fromEntries(Object.entries(form).filter(([, value]) => value.trim() !== '')),
    materials: matter.materials.map(({ name: material }) => materialOf(application, material)),
    channel: 'online',
    ...(commitment && { commitment }),
  };
};

/** A kept draft, if it still fits what the matter asks for. */
export const resumed = (
  kept: unknown,
  fresh: Application,
  matter: Schemas['Matter'],
): Application | undefined => {
  if (typeof kept !== 'object' || kept === null) return undefined;
  const draft = { ...fresh, ...(kept as Partial<Application>) };
  const names = new Set(matter.materials.map(({ name }) => name));
  const known = <Value>(entries: Record<string, Value>): Record<string, Value> =>
    Object.fromEntries(Object.entries(entries).filter(([name]) => names.has(name)));
  const form = Object.fromEntries(Object.keys(fresh.form).map((field) => [field, draft.form[field] ?? '']));
  return { ...draft, form, papers: known(draft.papers), promises: known(draft.promises) };
};
