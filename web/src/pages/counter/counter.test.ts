import { describe, expect, it } from 'vitest';
import type { Day } from '../../../../shared/kernel/instant.ts';
import { applicationOf, bundleOf, deferralDay, draftFor, faultsOf, missingOf, type Draft } from './draft.ts';
import { askedField, fieldFault } from './field-kinds.ts';
import { fillFromApplicant, organisationFacts, personFacts } from './smart-fill.ts';
import { subjectOfTheme, type Subject } from './subject.ts';

const TODAY = '2026-11-23' as Day;
const SUBJECT: Subject = {
  kind: 'matter',
  code: 'M1',
  name: '生育登记',
  department: '县卫健委',
  promisedDays: 0,
  fields: ['母亲姓名', '母亲身份证号', '父亲姓名', '出生日期'],
  materials: [
    { name: '结婚证', required: true, mayDefer: false, deferDays: 5 },
    { name: '出生证明', required: true, mayDefer: true, deferDays: 5 },
    { name: '照片', required: false, mayDefer: false, deferDays: 5 },
  ],
  forPersons: true,
  forOrganisations: false,
  commitment: false,
  inPerson: false,
};

/** The synthetic woman of the tests. */
const MOTHER = {
  kind: 'person',
  name: '测试甲乙',
  idType: '111',
  idNo: '411323198511120026',
  phone: '13800000001',
  address: '西峡县测试路1号',
  legalRepresentative: '',
} as const;

const filled = (change: Partial<Draft> = {}): Draft => ({
  ...draftFor(SUBJECT, { ...MOTHER }),
  form: { 母亲姓名: '测试甲乙', 出生日期: '2026-01-02' },
  ...change,
});

describe('what an identity number says', () => {
  it('gives birth date, sex, age and region', () => {
    expect(personFacts(MOTHER.idNo, TODAY)).toEqual({
      birthDate: '1985-11-12',
      sex: 'female',
      age: 41,
      region: '河南省南阳市西峡县',
    });
  });

  it('counts a year only on the birthday', () => {
    expect(personFacts(MOTHER.idNo, '2026-11-11' as Day)?.age).toBe(40);
    expect(personFacts(MOTHER.idNo, '2026-11-12' as Day)?.age).toBe(41);
  });

  it('says nothing when a digit is wrong', () => {
    expect(personFacts('411323198511120027', TODAY)).toBeUndefined();
  });

  it('a credit code gives the kind of body and its place', () => {
    expect(organisationFacts('91411323MA0000015C')).toEqual({ kind: '企业', region: '河南省南阳市西峡县' });
  });
});

describe('filling a form from the applicant', () => {
  it('puts a mother into her fields and leaves the father and the child alone', () => {
    expect(fillFromApplicant([...SUBJECT.fields, '新生儿姓名'], { ...MOTHER }, TODAY)).toEqual({
      母亲姓名: MOTHER.name,
      母亲身份证号: MOTHER.idNo,
    });
  });

  it('takes the birth date for the applicant only where the form is about the applicant', () => {
    expect(fillFromApplicant(['出生日期', '性别'], { ...MOTHER }, TODAY)).toEqual({
      出生日期: '1985-11-12',
      性别: '女',
    });
  });

  it('fills name and code of an organisation', () => {
    const company = {
      ...MOTHER,
      kind: 'organisation',
      name: '测试有限公司',
      idNo: '91411323MA0000015C',
    } as const;
    expect(fillFromApplicant(['统一社会信用代码', '字号名称'], company, TODAY)).toEqual({
      统一社会信用代码: company.idNo,
      字号名称: company.name,
    });
  });
});

describe('fields by their names', () => {
  it.each([
    ['母亲身份证号', 'id-number'],
    ['统一社会信用代码', 'credit-code'],
    ['结婚登记日期', 'date'],
    ['从业人数', 'number'],
    ['新生儿性别', 'choice'],
    ['联系电话', 'phone'],
    ['经营范围', 'long-text'],
    ['印章种类', 'choices'],
    ['参保年度', 'year'],
    ['配偶身份证号', 'id-number'],
    ['开工日期', 'date'],
    ['收养人性别', 'choice'],
    ['备注', 'text'],
  ] as const)('%s is %s', (name, kind) => {
    expect(askedField(name).kind).toBe(kind);
  });

  it('say what to choose from, the unit, and what to mind', () => {
    expect(askedField('收养人性别').options).toEqual(['男', '女']);
    expect(askedField('印章种类').options).toContain('公章');
    expect(askedField('经营面积').hint).toBe('单位：平方米');
    expect(askedField('经营场所地址').hint).toBe('写到门牌号');
  });

  it('finds what is wrong, and nothing in an empty field', () => {
    expect(fieldFault('date', '2026-02-30', TODAY)).toBeDefined();
    expect(fieldFault('number', '十', TODAY)).toBeDefined();
    expect(fieldFault('phone', '13800000001', TODAY)).toBeUndefined();
    expect(fieldFault('credit-code', '', TODAY)).toBeUndefined();
  });
});

describe('a draft', () => {
  it('C15: names every required paper that is neither there, reused nor promised, at once', () => {
    const draft = filled();
    expect(missingOf(draft)).toEqual(['结婚证', '出生证明']);
    draft.materials[0]!.reuse = '411323-1';
    draft.materials[1]!.promisedBy = '2026-11-30';
    expect(missingOf(draft)).toEqual([]);
  });

  it('is handed in as the interface wants it', () => {
    const draft = filled({ priority: 'old' });
    draft.materials[0]!.provided = true;
    draft.materials[0]!.file = 'f1';
    draft.materials[1]!.promisedBy = '2026-11-30';
    expect(applicationOf(draft, 'M1', 'A001')).toEqual({
      matter: 'M1',
      applicant: {
        kind: 'person',
        name: MOTHER.name,
        idType: MOTHER.idType,
        idNo: MOTHER.idNo,
        phone: MOTHER.phone,
        address: MOTHER.address,
      },
      form: draft.form,
      materials: [
        { name: '结婚证', provided: true, file: 'f1' },
        { name: '出生证明', provided: false, promise: { by: '2026-11-30' } },
        { name: '照片', provided: false },
      ],
      channel: 'window',
      ticket: 'A001',
      priority: { code: 'old' },
    });
  });

  it('hands one set of papers in for a theme', () => {
    const draft = filled();
    draft.materials[0]!.reuse = 'X1';
    expect(bundleOf(draft, 'kbcyd')).toMatchObject({
      theme: 'kbcyd',
      materials: [{ name: '结婚证', provided: true, reuse: 'X1' }, { provided: false }, { provided: false }],
    });
  });

  it('C25: a paper of a theme may be late by the shortest limit among the matters that need it', () => {
    const step = { code: 'c', version: 1, department: 'd', result: 'r', charged: false, after: [] };
    const { fields, materials } = subjectOfTheme({
      theme: { code: 'x', name: '一件事', lead: '县卫健委' },
      promisedDays: 9,
      stages: [
        [{ ...step, name: '甲', promisedDays: 3 }],
        [
          { ...step, name: '乙', promisedDays: 2 },
          { ...step, name: '丙', promisedDays: 1 },
        ],
      ],
      form: {
        fields: ['申请人姓名', '招牌内容'].map((name) => ({
          name,
          section: '',
          type: 'text',
          neededBy: ['甲'],
        })),
        replaces: [],
      },
      materials: [
        {
          name: '租赁合同',
          required: true,
          mayDefer: true,
          neededBy: ['甲', '乙'].map((matter) => ({ matter, as: '租赁合同', required: true })),
        },
      ],
      counts: {
        before: { forms: 3, fields: 9, materials: 9 },
        after: { forms: 1, fields: 2, materials: 1 },
      },
    });
    expect(fields).toEqual(['招牌内容']);
    expect(materials).toEqual([{ name: '租赁合同', required: true, mayDefer: true, deferDays: 2 }]);
    expect(deferralDay(TODAY, materials[0]!)).toBe('2026-11-25');
    const draft = filled();
    draft.materials[1]!.promisedBy = '2026-11-25';
    expect(bundleOf(draft, 'x').materials[1]).toEqual({
      name: '出生证明',
      provided: false,
      promise: { by: '2026-11-25' },
    });
  });

  it('points at each field that is empty or wrong', () => {
    const draft = filled({ priority: 'special' });
    draft.applicant.phone = '123';
    draft.form['出生日期'] = '2026-13-01';
    expect(Object.keys(faultsOf(draft, TODAY)).sort()).toEqual([
      'applicant.phone',
      'form.出生日期',
      'priority.reason',
    ]);
    expect(faultsOf(filled(), TODAY)).toEqual({});
  });

  it('keeps the applicant for the next matter where the matter is open to such applicants', () => {
    expect(draftFor(SUBJECT, { ...MOTHER }).applicant.name).toBe(MOTHER.name);
    const forCompanies = { ...SUBJECT, forPersons: false, forOrganisations: true };
    expect(draftFor(forCompanies, { ...MOTHER }).applicant).toMatchObject({ kind: 'organisation', name: '' });
  });
});
