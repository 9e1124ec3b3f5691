import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formElementOf, inFormOrder } from './form-elements.ts';

const MATTERS = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../data/matters.json'), 'utf8'),
) as readonly { readonly formFields?: readonly string[] }[];

/** What every form asks for, as the one form of a theme names it. */
const BASE_FIELDS = ['申请人姓名', '法定代表人', '证件类型', '证件号码', '联系电话', '联系地址'];

describe('fields of application forms', () => {
  it('C25 一表申请: every field that a matter of the catalogue asks for says how to fill it in', () => {
    const names = new Set([...BASE_FIELDS, ...MATTERS.flatMap(({ formFields }) => formFields ?? [])]);
    expect(names.size).toBeGreaterThan(40);
    expect([...names].filter((name) => formElementOf(name).section === '其他内容')).toEqual([]);
  });

  it('a choice has something to choose from, and nothing else has', () => {
    const names = new Set(MATTERS.flatMap(({ formFields }) => formFields ?? []));
    for (const name of names) {
      const { type, options } = formElementOf(name);
      expect((options?.length ?? 0) > 1, name).toBe(type === 'choice');
    }
  });

  it('stand section by section, strangers at the end', () => {
    const fields = ['别的', '出生日期', '经营面积', '联系电话', '新生儿姓名'].map((name) => ({ name }));
    expect(inFormOrder(fields).map(({ name }) => name)).toEqual([
      '联系电话',
      '新生儿姓名',
      '出生日期',
      '经营面积',
      '别的',
    ]);
    expect(formElementOf('别的')).toEqual({ section: '其他内容', type: 'text' });
  });
});
