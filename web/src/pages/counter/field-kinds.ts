import { parseIdNumber } from '../../../../shared/codes/id-number.ts';
import { isUscc } from '../../../../shared/codes/uscc.ts';
import { isDay, type Day } from '../../../../shared/kernel/instant.ts';
import { counterTexts as texts } from '../../texts/zh-CN/counter.ts';

/** What a field of a form asks for. A matter names its fields; the name says the kind. */
export type FieldKind = 'text' | 'date' | 'number' | 'id-number' | 'credit-code' | 'phone' | 'sex';

const KINDS: readonly (readonly [RegExp, FieldKind])[] = [
  [/身份证号|身份证件号|公民身份号码/, 'id-number'],
  [/统一社会信用代码/, 'credit-code'],
  [/电话|手机/, 'phone'],
  [/性别$/, 'sex'],
  [/日期$/, 'date'],
  [/(人数|数额|数量|面积|金额)$/, 'number'],
];

export const fieldKind = (name: string): FieldKind =>
  KINDS.find(([pattern]) => pattern.test(name))?.[1] ?? 'text';

/** The same as the interface asks for. */
const PHONE = /^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/;
const NUMBER = /^\d+(\.\d+)?$/;

const FAULTS: Readonly<Record<FieldKind, (value: string, today: Day) => string | undefined>> = {
  text: () => undefined,
  sex: () => undefined,
  date: (value) => (isDay(value) ? undefined : texts.faults.date),
  number: (value) => (NUMBER.test(value) ? undefined : texts.faults.number),
  phone: (value) => (PHONE.test(value) ? undefined : texts.faults.phone),
  'id-number': (value, today) => (parseIdNumber(value, today) ? undefined : texts.faults.idNumber),
  'credit-code': (value) => (isUscc(value) ? undefined : texts.faults.creditCode),
};

/** What is wrong with a value of a kind, in words; nothing for an empty one. */
export const fieldFault = (kind: FieldKind, value: string, today: Day): string | undefined =>
  value === '' ? undefined : FAULTS[kind](value, today);
