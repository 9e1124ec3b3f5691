import { parentOf, type MatterCode, type TenantCode } from '../../shared/kernel/ids.ts';
import type { Deps } from './deps.ts';
import { allOf } from './lists.ts';

/** The one list of a hall's matters, `list1`. */
export const CATALOGUE_LIST = 'catalogue';

/** What a row of the catalogue says to everybody. */
export interface CatalogueEntry {
  readonly code: string;
  readonly name: string;
  readonly status: string;
}

/** All rows of one hall's catalogue, which has some thousand matters at most (A05: 2107). */
export const catalogueRowsOf = <Row extends CatalogueEntry>(
  deps: Deps,
  tenant: TenantCode,
): Promise<readonly Row[]> =>
  allOf<Row>(deps.views.for(tenant), { list: 'list1', partition: CATALOGUE_LIST });

/** Finds matters in use by name, the hall's own before those of the hall above it (C69). */
export const matterFinder = async (
  deps: Deps,
  tenant: TenantCode,
): Promise<(name: string) => MatterCode | undefined> => {
  const parent = parentOf(tenant);
  const [own, above] = await Promise.all([
    catalogueRowsOf(deps, tenant),
    parent ? catalogueRowsOf(deps, parent) : [],
  ]);
  const rows = [...own, ...above].filter(({ status }) => status === '在用');
  return (name) => rows.find((row) => row.name === name)?.code as MatterCode | undefined;
};
