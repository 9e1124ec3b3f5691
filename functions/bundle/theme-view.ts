import type { ThemeBody, ThemeView } from '../../shared/contracts/bundles.ts';
import { themeAggregate, type ThemeEvent } from '../../shared/domain/theme/publish.ts';
import type { Theme, ThemeContent } from '../../shared/domain/theme/theme.ts';
import { upcast } from '../../shared/domain/upcast.ts';
import type { MatterCode } from '../../shared/kernel/ids.ts';
import type { Commit } from '../../shared/ports/event-log.ts';
import type { Projection } from '../../shared/ports/views.ts';
import type { z } from 'zod';

/** The one list of a hall's themes, `list1`. */
export const THEME_LIST = 'themes';

/** A stream of themes that does not begin with a published one. */
export class ThemeStreamError extends Error {
  override readonly name = 'ThemeStreamError';
}

export const themeRows: Projection<Theme> = {
  view: 'theme',
  aggregate: 'theme',
  project: (before: Theme | undefined, { events, stream }: Commit) => {
    const data = events.reduce<Theme | undefined>(
      (_, event) => upcast<ThemeEvent>(themeAggregate.decider.upcasters, event).data.theme,
      before,
    );
    if (!data) throw new ThemeStreamError(`theme ${stream.id} was never published`);
    return { data, lists: { list1: { partition: THEME_LIST, sort: data.code } } };
  },
};

type Content = Omit<z.infer<typeof ThemeBody>, 'code'>;

/** The body with its matters found by name in the catalogue of the hall that handles them; what is declared outside is not looked for. */
export const themeContentOf = (
  code: string,
  { matters, outside, halls, batch, ...rest }: Content,
  codeOf: (name: string, hall?: string) => MatterCode | undefined,
): ThemeContent => ({
  code,
  ...rest,
  ...(batch === undefined ? {} : { batch }),
  matters: matters.map((name) => {
    const hall = halls[name];
    const found = outside.includes(name) ? undefined : codeOf(name, hall);
    return { name, ...(found ? { code: found } : {}), ...(found && hall ? { hall } : {}) };
  }),
});

/** The theme as the contract shapes it: the fields of `data/themes.json`. */
export const presentTheme = ({ matters, order, samePapers, ...rest }: Theme): ThemeView => ({
  ...rest,
  matters: matters.map(({ name }) => name),
  order: order.map(([before, after]) => [before, after]),
  outside: matters.flatMap(({ name, code }) => (code === undefined ? [name] : [])),
  halls: Object.fromEntries(matters.flatMap(({ name, hall }) => (hall === undefined ? [] : [[name, hall]]))),
  samePapers: samePapers.map(({ name, as }) => ({ name, as: [...as] })),
  materialsMerged: [...rest.materialsMerged],
  sources: [...rest.sources],
});
