import { parseIdNumber, type Sex } from '../../../../shared/codes/id-number.ts';
import { regionFullName } from '../../../../shared/codes/region.ts';
import { parseUscc } from '../../../../shared/codes/uscc.ts';
import type { Day } from '../../../../shared/kernel/instant.ts';
import type { PartyDraft } from './draft.ts';

export interface PersonFacts {
  readonly birthDate: Day;
  readonly sex: Sex;
  /** Full years on `today`. */
  readonly age: number;
  /** Where the number was given out, as far as the place is known. */
  readonly region: string;
}

const ageOn = (birthDate: Day, today: Day): number =>
  Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (today.slice(5) < birthDate.slice(5) ? 1 : 0);

/** What an identity number says; nothing while it is not a valid one. */
export const personFacts = (idNo: string, today: Day): PersonFacts | undefined => {
  const parts = parseIdNumber(idNo, today);
  if (!parts) return undefined;
  const { birthDate, sex, region } = parts;
  return { birthDate, sex, age: ageOn(birthDate, today), region: regionFullName(region) };
};

/** What a credit code says: kind of body and where it is registered. */
export const organisationFacts = (
  idNo: string,
): { readonly kind: string; readonly region: string } | undefined => {
  const parts = parseUscc(idNo);
  return parts && { kind: parts.kind ?? '', region: regionFullName(parts.region) };
};

const PERSON_FIELDS: Readonly<Record<string, keyof PartyDraft>> = {
  姓名: 'name',
  申请人姓名: 'name',
  经营者姓名: 'name',
  身份证号: 'idNo',
  联系电话: 'phone',
  户籍地址: 'address',
  现居住地址: 'address',
};
const ORGANISATION_FIELDS: Readonly<Record<string, keyof PartyDraft>> = {
  企业名称: 'name',
  单位名称: 'name',
  字号名称: 'name',
  统一社会信用代码: 'idNo',
  法定代表人: 'legalRepresentative',
  联系电话: 'phone',
};
/** Forms about a child: the applicant is one of the parents, by sex. */
const PARENT_FIELDS: Readonly<Record<Sex, Readonly<Record<string, keyof PartyDraft>>>> = {
  female: { 母亲姓名: 'name', 母亲身份证号: 'idNo' },
  male: { 父亲姓名: 'name', 父亲身份证号: 'idNo' },
};

const sourcesFor = (
  applicant: PartyDraft,
  facts: PersonFacts | undefined,
): Readonly<Record<string, keyof PartyDraft>> =>
  applicant.kind === 'organisation'
    ? ORGANISATION_FIELDS
    : { ...PERSON_FIELDS, ...(facts ? PARENT_FIELDS[facts.sex] : {}) };

/** Values for the fields of a form that follow from the applicant. The clerk sees them and may change each. */
export const fillFromApplicant = (
  fields: readonly string[],
  applicant: PartyDraft,
  today: Day,
): Readonly<Record<string, string>> => {
  const facts = applicant.kind === 'person' ? personFacts(applicant.idNo, today) : undefined;
  const isAboutSelf = !fields.some((name) => name.includes('新生儿'));
  const filled: Record<string, string> = {};
  for (const [name, source] of Object.entries(sourcesFor(applicant, facts))) {
    const value = applicant[source];
    if (fields.includes(name) && value !== '') filled[name] = value;
  }
  if (facts && isAboutSelf && fields.includes('出生日期')) filled['出生日期'] = facts.birthDate;
  if (facts && isAboutSelf && fields.includes('性别')) filled['性别'] = facts.sex === 'male' ? '男' : '女';
  return filled;
};
