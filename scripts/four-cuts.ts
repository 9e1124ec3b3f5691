/**
 * 四减: what each theme asks for one matter at a time, and what it asks for together.
 * `npm run four-cuts`: forms, fields, papers, visits and working days, before → after, from the data folder.
 */
import { contentOf } from '../functions/catalogue/content.ts';
import { themeContentOf } from '../functions/bundle/theme-view.ts';
import { readHallData } from '../infra/local/hall-data.ts';
import { jointLimits } from '../shared/domain/bundle/limits.ts';
import { planOf } from '../shared/domain/theme/graph.ts';
import { mergeTheme } from '../shared/domain/theme/merge.ts';
import type { MatterCode } from '../shared/kernel/ids.ts';

const { matters, themes } = readHallData();
const byName = new Map(matters.map((matter) => [matter.name, matter]));

/** One row of the table, or nothing when this hall handles less than two matters of the theme. */
const rowOf = ({ code, ...record }: (typeof themes)[number]) => {
  const theme = themeContentOf(code, record, (name) => byName.get(name)?.code as MatterCode | undefined);
  const versions = new Map(
    theme.matters.flatMap(({ name, code: here }) => {
      const found = here && byName.get(name);
      return found ? [[name, { ...contentOf(found).content, version: 1 }] as const] : [];
    }),
  );
  if (versions.size < 2) return undefined;
  const { before, after } = mergeTheme(theme, versions);
  const daysOf = (name: string): number => versions.get(name)?.promisedDays ?? 0;
  const oneByOne = [...versions.keys()].reduce((sum, name) => sum + daysOf(name), 0);
  const { promisedDays } = jointLimits(theme.promisedDays, planOf([...versions.keys()], theme.order), daysOf);
  return {
    一件事: theme.name,
    表单: `${before.forms} → ${after.forms}`,
    填写项: `${before.fields} → ${after.fields}`,
    材料: `${before.materials} → ${after.materials}`,
    跑动: `${versions.size} → 1`,
    '时限（工作日）': `${oneByOne} → ${promisedDays}`,
  };
};

console.table(themes.map(rowOf).filter((row) => row !== undefined));
