import type { MatterVersion } from '../matter/matter.ts';
import { ancestorsOf, planOf } from './graph.ts';
import type { SamePaper, ThemeContent } from './theme.ts';

/** A matter that asks for a paper, by the name that its own list gives it. */
export interface Need {
  readonly matter: string;
  readonly as: string;
  readonly required: boolean;
}

/** A paper of 一套材料: asked for once, whoever needs it. */
export interface MergedMaterial {
  readonly name: string;
  readonly required: boolean;
  /** 可容缺, when every matter that requires it allows so. */
  readonly mayDefer: boolean;
  readonly neededBy: readonly Need[];
}

/** A paper that nobody has to bring: an earlier matter of the theme issues it. */
export interface ProducedMaterial {
  readonly name: string;
  readonly by: string;
  readonly neededBy: readonly Need[];
}

interface MergedField {
  readonly name: string;
  readonly neededBy: readonly string[];
}

interface Counts {
  readonly forms: number;
  readonly fields: number;
  readonly materials: number;
}

/** 一表申请、一套材料 (C25): what the chosen matters ask for together, and what they would ask for one by one. */
export interface Merged {
  /** Application forms of the matters that the one form takes the place of. */
  readonly forms: readonly Need[];
  readonly fields: readonly MergedField[];
  readonly materials: readonly MergedMaterial[];
  readonly produced: readonly ProducedMaterial[];
  readonly before: Counts;
  readonly after: Counts;
}

/** Kind of material that is an application form. */
const FORM = '申请表';
const REMARKS = /\([^()]*\)|\[[^[\]]*\]/g;
const OTHER_PROOF = /(等|或其他)(有效)?(主体资格|身份)?(证明|证件)?(材料|文件)?$/;
const COPIES = /(正、?副本|原件及复印件|原件|复印件)$/;

/** The name of a paper without remarks, copies and 等…证明: `营业执照等主体资格证明（共享）` is a 营业执照. */
export const normalName = (name: string): string => {
  const bare = name
    .normalize('NFKC')
    .replaceAll(REMARKS, '')
    .replaceAll(/[\s《》]/g, '');
  const short = bare.replace(OTHER_PROOF, '').replace(COPIES, '');
  return short === '' ? bare : short;
};

/** What a paper is known by in this theme. */
export const paperNamer = (samePapers: readonly SamePaper[]): ((name: string) => string) => {
  const same = new Map(
    samePapers.flatMap(({ name, as }) => [name, ...as].map((other) => [normalName(other), normalName(name)])),
  );
  return (name) => {
    const normal = normalName(name);
    return same.get(normal) ?? normal;
  };
};

/** Asked by every application form, by the audience of the matter (GB/T 39046 最小数据项). */
const baseFields = ({ audience }: MatterVersion): readonly string[] => [
  '申请人姓名（名称）',
  ...(audience.includes('个人') ? [] : ['法定代表人']),
  '证件类型',
  '证件号码',
  '联系电话',
  '联系地址',
];

export const fieldsOf = (matter: MatterVersion): readonly string[] => [
  ...baseFields(matter),
  ...(matter.formFields ?? []),
];

interface Asked extends Need {
  readonly key: string;
  readonly isForm: boolean;
  readonly mayDefer: boolean;
  readonly by?: string;
}

/** The matter among those granted before that issues the paper; the nearest to the end of the list wins. */
const issuerOf = (
  key: string,
  before: ReadonlySet<string>,
  versions: ReadonlyMap<string, MatterVersion>,
  paper: (name: string) => string,
): string | undefined =>
  [...versions].findLast(([name, { result }]) => before.has(name) && paper(result.name) === key)?.[0];

const grouped = (asked: readonly Asked[]): readonly MergedMaterial[] =>
  [...Map.groupBy(asked, ({ key }) => key)].map(([name, needs]) => ({
    name,
    required: needs.some(({ required }) => required),
    mayDefer: needs.every(({ mayDefer, required }) => mayDefer || !required),
    neededBy: needs.map(needOf),
  }));

const needOf = ({ matter, as, required }: Asked): Need => ({ matter, as, required });

const producedOf = (asked: readonly Asked[]): readonly ProducedMaterial[] =>
  [...Map.groupBy(asked, ({ key, by }) => `${by}\n${key}`).values()].flatMap((needs) => {
    const [first] = needs;
    return first?.by === undefined ? [] : [{ name: first.key, by: first.by, neededBy: needs.map(needOf) }];
  });

/**
 * One form and one set of papers for the matters of `versions` (by name, current versions, in the theme's order): each
 * paper and each field once, what an earlier matter issues not at all, and for each who needs it.
 */
export const mergeTheme = (
  { order, samePapers }: Pick<ThemeContent, 'order' | 'samePapers'>,
  versions: ReadonlyMap<string, MatterVersion>,
): Merged => {
  const paper = paperNamer(samePapers);
  const plan = planOf([...versions.keys()], order);
  const asked = [...versions].flatMap(([matter, { materials }]): Asked[] => {
    const before = ancestorsOf(plan, matter);
    return materials.map(({ name, required, mayDefer, form }) => {
      const key = paper(name);
      const by = issuerOf(key, before, versions, paper);
      return { matter, as: name, required, mayDefer, key, isForm: form === FORM, ...(by ? { by } : {}) };
    });
  });
  const forms = asked.filter(({ isForm }) => isForm);
  const papers = asked.filter(({ isForm }) => !isForm);
  const materials = grouped(papers.filter(({ by }) => by === undefined));
  const allFields = [...versions].flatMap(([matter, version]) =>
    fieldsOf(version).map((name) => ({ matter, name })),
  );
  const fields = [...Map.groupBy(allFields, ({ name }) => normalName(name))].map(([name, needs]) => ({
    name,
    neededBy: needs.map(({ matter }) => matter),
  }));
  return {
    forms: forms.map(needOf),
    fields,
    materials,
    produced: producedOf(papers.filter(({ by }) => by !== undefined)),
    before: { forms: versions.size, fields: allFields.length, materials: papers.length },
    after: { forms: versions.size === 0 ? 0 : 1, fields: fields.length, materials: materials.length },
  };
};
