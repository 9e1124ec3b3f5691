import type { MatterRecord } from '../../shared/contracts/matter.ts';
import { matterAggregate } from '../../shared/domain/matter/decide.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import type { Streams } from '../../shared/ports/handle-command.ts';
import type { Views } from '../../shared/ports/views.ts';
import { recordOf } from './content.ts';
import { CATALOGUE_LIST } from '../runtime/catalogue-list.ts';
import type { CatalogueRow } from './views.ts';

const PAGE = 200;

/** The hall's own matters in use or frozen, by code: what `importMatters` takes back without a change. */
export const exportMatters = async (
  { streams, views }: { readonly streams: Streams; readonly views: Views },
  tenant: TenantCode,
): Promise<readonly MatterRecord[]> => {
  const records: MatterRecord[] = [];
  let cursor: string | undefined;
  do {
    const page = await views
      .for(tenant)
      .list({ list: 'list1', partition: CATALOGUE_LIST, limit: PAGE, ...(cursor ? { cursor } : {}) });
    const codes = page.items.map(({ data }) => (data as unknown as CatalogueRow).code);
    const loaded = await Promise.all(codes.map((code) => streams.load(tenant, matterAggregate, code)));
    for (const { state } of loaded) {
      if (state.status === '在用' || state.status === '冻结') records.push(recordOf(state.current));
    }
    cursor = page.next;
  } while (cursor !== undefined);
  return records;
};
