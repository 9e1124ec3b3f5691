import { inFormOrder } from '../../../../shared/codes/form-elements.ts';
import type { Schemas } from '../../api/types.ts';

/** A paper that is asked for. */
export interface AskedMaterial {
  readonly name: string;
  readonly required: boolean;
  readonly mayDefer: boolean;
  /** How many working days it may be late, where it may. */
  readonly deferDays: number;
  readonly form?: string;
}

/** What somebody applies for at the counter: one matter, or a theme with one form for all its matters (一件事). */
export interface Subject {
  readonly kind: 'matter' | 'theme';
  readonly code: string;
  readonly name: string;
  readonly department: string;
  readonly promisedDays: number;
  readonly fields: readonly string[];
  readonly materials: readonly AskedMaterial[];
  readonly forPersons: boolean;
  readonly forOrganisations: boolean;
  /** 告知承诺 is offered. */
  readonly commitment: boolean;
  readonly inPerson: boolean;
  /** Of a theme: how many matters, and the papers before and after merging. */
  readonly merged?: { readonly matters: number; readonly before: number; readonly after: number };
}

export const subjectOfMatter = (matter: Schemas['Matter']): Subject => ({
  kind: 'matter',
  code: matter.code,
  name: matter.name,
  department: matter.department,
  promisedDays: matter.promisedDays,
  fields: inFormOrder((matter.formFields ?? []).map((name) => ({ name }))).map(({ name }) => name),
  materials: matter.materials.map(({ name, required, mayDefer, form }) => ({
    name,
    required,
    mayDefer,
    deferDays: matter.promisedDays,
    form,
  })),
  forPersons: matter.audience.includes('个人'),
  forOrganisations: matter.audience.some((group) => group !== '个人'),
  commitment: matter.commitment ?? false,
  inPerson: matter.inPerson ?? false,
});

/** What a merged form asks of everybody; it stands in the part about the applicant already. */
const OF_THE_APPLICANT: ReadonlySet<string> = new Set([
  '申请人姓名',
  '法定代表人',
  '证件类型',
  '证件号码',
  '联系电话',
  '联系地址',
]);

type Guide = Pick<Schemas['ThemeGuide'], 'promisedDays' | 'stages' | 'form' | 'materials' | 'counts'> & {
  readonly theme: Pick<Schemas['Theme'], 'code' | 'name' | 'lead'>;
};

/** The shortest limit among the matters that need the paper. */
const deferDaysOf = (needs: readonly { readonly matter: string }[], stages: Guide['stages']): number => {
  const needers = new Set(needs.map(({ matter }) => matter));
  const days = stages.flat().flatMap(({ name, promisedDays }) => (needers.has(name) ? [promisedDays] : []));
  return Math.min(...days);
};

export const subjectOfTheme = ({ theme, promisedDays, stages, form, materials, counts }: Guide): Subject => ({
  kind: 'theme',
  code: theme.code,
  name: theme.name,
  department: theme.lead,
  promisedDays,
  fields: form.fields.map(({ name }) => name).filter((name) => !OF_THE_APPLICANT.has(name)),
  materials: materials.map(({ name, required, mayDefer, neededBy }) => ({
    name,
    required,
    mayDefer,
    deferDays: deferDaysOf(neededBy, stages),
  })),
  forPersons: true,
  forOrganisations: true,
  commitment: false,
  inPerson: false,
  merged: {
    matters: stages.flat().length,
    before: counts.before.materials,
    after: counts.after.materials,
  },
});
