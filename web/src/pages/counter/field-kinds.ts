import { formElementOf } from '../../../../shared/codes/form-elements.ts';
import { parseIdNumber } from '../../../../shared/codes/id-number.ts';
import { isUscc } from '../../../../shared/codes/uscc.ts';
import { isDay, type Day } from '../../../../shared/kernel/instant.ts';
import { counterTexts as texts } from '../../texts/zh-CN/counter.ts';

export type FieldKind =
  | 'text'
  | 'long-text'
  | 'date'
  | 'year'
  | 'number'
  | 'id-number'
  | 'credit-code'
  | 'phone'
  | 'choice'
  | 'choices';

/** A field of a form: how it is asked for, and among which others it stands. */
export interface AskedField {
  readonly name: string;
  readonly section: string;
  readonly kind: FieldKind;
  /** What to choose from. */
  readonly options: readonly string[];
  readonly hint?: string;
}

type Element = ReturnType<typeof formElementOf>;

const KINDS: Readonly<Partial<Record<Element['type'], FieldKind>>> = {
  'long-text': 'long-text',
  'id-no': 'id-number',
  uscc: 'credit-code',
  phone: 'phone',
  date: 'date',
  year: 'year',
  count: 'number',
  area: 'number',
  money: 'number',
  choice: 'choice',
};

/** Of fields that only this hall asks for, the name says the kind. */
const BY_NAME: readonly (readonly [RegExp, FieldKind])[] = [
  [/身份证号|身份证件号|公民身份号码/, 'id-number'],
  [/统一社会信用代码/, 'credit-code'],
  [/电话|手机/, 'phone'],
  [/性别$/, 'choice'],
  [/日期$/, 'date'],
  [/(人数|数额|数量|面积|金额)$/, 'number'],
];

const kindOf = (name: string, { type, several }: Element): FieldKind => {
  if (several) return 'choices';
  if (type !== 'text') return KINDS[type] ?? 'text';
  return BY_NAME.find(([pattern]) => pattern.test(name))?.[1] ?? 'text';
};

/** How a field of that name is asked for, by the data elements of application forms. */
export const askedField = (name: string): AskedField => {
  const element = formElementOf(name);
  const kind = kindOf(name, element);
  const hint = element.hint ?? texts.units[element.type];
  return {
    name,
    section: element.section,
    kind,
    options: element.options ?? (kind === 'choice' ? Object.values(texts.sexes) : []),
    ...(hint === undefined ? {} : { hint }),
  };
};

/** The same as the interface asks for. */
const PHONE = /^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/;
const NUMBER = /^\d+(\.\d+)?$/;
const YEAR = /^(19|20)\d{2}$/;
const none = (): undefined => undefined;

const FAULTS: Readonly<Record<FieldKind, (value: string, today: Day) => string | undefined>> = {
  text: none,
  'long-text': none,
  choice: none,
  choices: none,
  date: (value) => (isDay(value) ? undefined : texts.faults.date),
  year: (value) => (YEAR.test(value) ? undefined : texts.faults.year),
  number: (value) => (NUMBER.test(value) ? undefined : texts.faults.number),
  phone: (value) => (PHONE.test(value) ? undefined : texts.faults.phone),
  'id-number': (value, today) => (parseIdNumber(value, today) ? undefined : texts.faults.idNumber),
  'credit-code': (value) => (isUscc(value) ? undefined : texts.faults.creditCode),
};

/** What is wrong with a value of a kind, in words; nothing for an empty one. */
export const fieldFault = (kind: FieldKind, value: string, today: Day): string | undefined =>
  value === '' ? undefined : FAULTS[kind](value, today);
