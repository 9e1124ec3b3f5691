import { formElementOf, inFormOrder } from '../../shared/codes/form-elements.ts';
import { mergeTheme, type Merged } from '../../shared/domain/theme/merge.ts';
import { planOf, stagesOf, type Planned } from '../../shared/domain/theme/graph.ts';
import { themeAggregate } from '../../shared/domain/theme/publish.ts';
import type { Theme, ThemeMatter } from '../../shared/domain/theme/theme.ts';
import type { MatterVersion } from '../../shared/domain/matter/matter.ts';
import { jointLimits } from '../../shared/domain/bundle/limits.ts';
import type { ThemeGuide } from '../../shared/contracts/bundles.ts';
import { parentOf, type MatterCode, type TenantCode } from '../../shared/kernel/ids.ts';
import type { Deps } from '../runtime/deps.ts';
import { KEPT_FACTS_MS } from '../runtime/hall.ts';
import { loadMatter } from '../runtime/matters.ts';
import { notFound } from '../runtime/problems.ts';
import { presentTheme } from './theme-view.ts';

/** The theme as this hall offers it: its own, or the one of the hall above it (C26, C69). 404 when neither has it. */
export const loadTheme = async (deps: Deps, tenant: TenantCode, code: string): Promise<Theme> => {
  const parent = parentOf(tenant);
  const [own, above] = await Promise.all([
    deps.streams.load(tenant, themeAggregate, code, KEPT_FACTS_MS),
    parent === undefined ? undefined : deps.streams.load(parent, themeAggregate, code, KEPT_FACTS_MS),
  ]);
  const found = own.state.status === 'published' ? own.state : above?.state;
  if (found?.status !== 'published') throw notFound();
  return found.theme;
};

/** A matter of a theme that can be opened here or in another hall, in its current version. */
export interface OpenMatter {
  readonly name: string;
  readonly matter: MatterVersion;
  readonly hall?: TenantCode;
}

export interface LoadedTheme {
  readonly theme: Theme;
  readonly matters: readonly OpenMatter[];
  /** In the theme and in the catalogue, but frozen, merged or retired by now. */
  readonly unavailable: readonly string[];
}

const inUse = async (
  deps: Deps,
  tenant: TenantCode,
  { code, hall }: ThemeMatter & { readonly code: MatterCode },
): Promise<MatterVersion | undefined> => {
  const state = await loadMatter(deps, hall ?? tenant, code);
  return state.status === '在用' ? state.current.matter : undefined;
};

/** The theme with the current versions of its matters, in its order; `chosen` by name, absent: all of them. */
export const loadThemeMatters = async (
  deps: Deps,
  tenant: TenantCode,
  theme: Theme,
  chosen?: readonly string[],
): Promise<LoadedTheme> => {
  const wanted = theme.matters.flatMap(({ name, code, hall }) =>
    code === undefined || (chosen && !chosen.includes(name))
      ? []
      : [{ name, code, ...(hall === undefined ? {} : { hall }) }],
  );
  const found = await Promise.all(
    wanted.map(async (each) => ({ ...each, matter: await inUse(deps, tenant, each) })),
  );
  return {
    theme,
    matters: found.flatMap(({ name, matter, hall }) =>
      matter ? [{ name, matter, ...(hall === undefined ? {} : { hall }) }] : [],
    ),
    unavailable: found.flatMap(({ name, matter }) => (matter ? [] : [name])),
  };
};

export const mergedOf = ({ theme, matters }: LoadedTheme): Merged =>
  mergeTheme(theme, new Map(matters.map(({ name, matter }) => [name, matter])));

export const planOfTheme = ({ theme, matters }: LoadedTheme): readonly Planned[] =>
  planOf(
    matters.map(({ name }) => name),
    theme.order,
  );

const fieldView = ({ name, neededBy }: Merged['fields'][number]): ThemeGuide['form']['fields'][number] => {
  const { section, type, options, hint } = formElementOf(name);
  return {
    name,
    section,
    type,
    ...(options ? { options: [...options] } : {}),
    ...(hint === undefined ? {} : { hint }),
    neededBy: [...neededBy],
  };
};

/** 主题办事指南: stages, one form, one set of papers, and how much less that is. */
export const themeGuide = (loaded: LoadedTheme): ThemeGuide => {
  const { theme, matters, unavailable } = loaded;
  const { forms, fields, materials, produced, before, after } = mergedOf(loaded);
  const versions = new Map(matters.map(({ name, matter }) => [name, matter]));
  const plan = planOfTheme(loaded);
  const stages = stagesOf(plan).map((stage) =>
    stage.flatMap(({ name, after: waits }) => {
      const matter = versions.get(name);
      if (!matter) return [];
      const { code, version, department, promisedDays, result, fee } = matter;
      return [
        {
          name,
          code,
          version,
          department,
          promisedDays,
          result: result.name,
          charged: fee.charged,
          after: [...waits],
        },
      ];
    }),
  );
  return {
    theme: presentTheme(theme),
    ...jointLimits(theme.promisedDays, plan, (name) => versions.get(name)?.promisedDays ?? 0),
    stages,
    outside: theme.matters.flatMap(({ name, code }) => (code === undefined ? [name] : [])),
    unavailable: [...unavailable],
    form: {
      fields: inFormOrder(fields).map(fieldView),
      replaces: [...forms],
    },
    materials: materials.map(({ neededBy, ...rest }) => ({ ...rest, neededBy: [...neededBy] })),
    produced: produced.map(({ neededBy, ...rest }) => ({ ...rest, neededBy: [...neededBy] })),
    counts: { before, after },
  };
};
