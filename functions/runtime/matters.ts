import { matterAggregate } from '../../shared/domain/matter/decide.ts';
import type { MatterVersion } from '../../shared/domain/matter/matter.ts';
import { inForce, initialMatter, type MatterStream } from '../../shared/domain/matter/state.ts';
import { parentOf, type MatterCode, type TenantCode } from '../../shared/kernel/ids.ts';
import type { Deps } from './deps.ts';
import { KEPT_FACTS_MS } from './hall.ts';
import { RefusedError } from './problems.ts';

/** The matter as this hall handles it: its own, or the one of the hall above it (C69). */
export const loadMatter = async (deps: Deps, tenant: TenantCode, code: MatterCode): Promise<MatterStream> => {
  const parent = parentOf(tenant);
  const [own, above] = await Promise.all([
    deps.streams.load(tenant, matterAggregate, code, KEPT_FACTS_MS),
    parent === undefined ? undefined : deps.streams.load(parent, matterAggregate, code, KEPT_FACTS_MS),
  ]);
  return inForce(own.state, above?.state ?? initialMatter);
};

/** The current version of a matter in use; D03: no case without a listed matter. */
export const findMatterInUse = async (
  deps: Deps,
  tenant: TenantCode,
  code: MatterCode,
): Promise<MatterVersion> => {
  const state = await loadMatter(deps, tenant, code);
  if (state.status === 'none') {
    const errors = [{ path: 'matter', message: '事项清单中没有这一编码' }];
    throw new RefusedError({ code: 'bad-input', message: '清单之外无事项', errors });
  }
  if (state.status !== '在用') {
    throw new RefusedError({ code: 'matter-not-in-use', message: `事项已${state.status}，不能申请` });
  }
  return state.current.matter;
};
