import { ok, refuse, type Refusal, type Result } from '../../kernel/result.ts';
import type { Decider } from '../decider.ts';
import { isSameContent } from '../same-content.ts';
import { findCycle } from './graph.ts';
import type { Theme, ThemeContent } from './theme.ts';

export type ThemeEvent = { readonly type: 'ThemePublished'; readonly data: { readonly theme: Theme } };

export interface PublishTheme {
  readonly type: 'publish';
  readonly theme: ThemeContent;
  /** Names that the theme itself declares to be outside the hall. */
  readonly outside: readonly string[];
}

export type ThemeState =
  { readonly status: 'none' } | { readonly status: 'published'; readonly theme: Theme };
export type ThemeRefusal = Refusal<'bad-input' | 'theme-cycle' | 'matter-unknown'>;

interface InputError {
  readonly path: string;
  readonly message: string;
}

const duplicates = ({ matters }: ThemeContent): readonly InputError[] =>
  matters.flatMap(({ name }, index) =>
    matters.findIndex((other) => other.name === name) < index
      ? [{ path: `matters.${index}`, message: `“${name}”重复` }]
      : [],
  );

const strayOrder = ({ matters, order }: ThemeContent): readonly InputError[] => {
  const names = new Set(matters.map(({ name }) => name));
  return order.flatMap((pair, index) =>
    pair.every((name) => names.has(name))
      ? []
      : [{ path: `order.${index}`, message: '办理顺序中有不属于本主题的事项' }],
  );
};

/** D03: no case without a listed matter; what is done elsewhere is named as such, so that nobody waits for it here. */
const unknownMatters = ({ matters }: ThemeContent, outside: readonly string[]): readonly InputError[] =>
  matters.flatMap(({ name, code }, index) =>
    code === undefined && !outside.includes(name)
      ? [{ path: `matters.${index}`, message: `事项清单中没有“${name}”，不在本大厅办理的请列入 outside` }]
      : [],
  );

const faultOf = ({ theme, outside }: PublishTheme): ThemeRefusal | undefined => {
  const errors = [...duplicates(theme), ...strayOrder(theme)];
  if (errors.length > 0) return refuse('bad-input', '主题有误', errors).refusal;
  const unknown = unknownMatters(theme, outside);
  if (unknown.length > 0) return refuse('matter-unknown', '主题含清单之外的事项', unknown).refusal;
  const cycle = findCycle(
    theme.matters.map(({ name }) => name),
    theme.order,
  );
  return cycle && refuse('theme-cycle', `办理顺序成环：${cycle.join(' → ')}`).refusal;
};

const decide = (command: PublishTheme, state: ThemeState): Result<readonly ThemeEvent[], ThemeRefusal> => {
  const refusal = faultOf(command);
  if (refusal) return { ok: false, refusal };
  const { theme } = command;
  if (state.status === 'published' && isSameContent(state.theme, { ...theme, version: state.theme.version }))
    return ok([]);
  const version = state.status === 'none' ? 1 : state.theme.version + 1;
  return ok([{ type: 'ThemePublished', data: { theme: { ...theme, version } } }]);
};

const decider: Decider<ThemeState, PublishTheme, ThemeEvent, ThemeRefusal> = {
  initial: { status: 'none' },
  decide,
  evolve: (_, { data }) => ({ status: 'published', theme: data.theme }),
  upcasters: { ThemePublished: [] },
};

/** 一件事主题: one stream per theme and hall, named by the theme's code. */
export const themeAggregate = { name: 'theme', decider } as const;
