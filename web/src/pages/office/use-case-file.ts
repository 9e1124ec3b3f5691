import { computed, type ComputedRef } from 'vue';
import { api } from '../../api/client.ts';
import type { Shape } from '../../api/shapes.ts';
import { useIdentity } from '../../composables/use-identity.ts';
import { useResource, type Resource } from '../../composables/use-resource.ts';

type Case = Shape<'Case'>;

export interface CaseFile {
  readonly item: Resource<Case>;
  readonly matter: Resource<Shape<'Matter'>>;
  readonly log: Resource<{ items: Shape<'Commit'>[] }>;
  /** What was written, where the log only refers to it. */
  readonly texts: Resource<{ items: Shape<'WrittenText'>[] }>;
  readonly version: ComputedRef<number | undefined>;
  reload(): Promise<void>;
}

const EVERY_MS = 15_000;

/** Everything that an office reads of one case. The log and what was written follow its version. */
export const useCaseFile = (caseNo: () => string): CaseFile => {
  const me = useIdentity();
  const path = computed(() => ({ tenant: me.value.tenant, caseNo: caseNo() }));
  const item = useResource(
    (init) => api.GET('/v1/{tenant}/cases/{caseNo}', { ...init, params: { path: path.value } }),
    { every: EVERY_MS },
  );
  const version = computed(() => item.data.value?.version);
  const code = computed(() => item.data.value?.matter.code);
  const whenKnown = <Answer>(read: () => Answer): Answer | undefined =>
    version.value === undefined ? undefined : read();
  return {
    item,
    version,
    matter: useResource((init) =>
      code.value === undefined
        ? undefined
        : api.GET('/v1/{tenant}/matters/{code}', {
            ...init,
            params: { path: { tenant: path.value.tenant, code: code.value } },
          }),
    ),
    log: useResource((init) =>
      whenKnown(() => api.GET('/v1/{tenant}/cases/{caseNo}/log', { ...init, params: { path: path.value } })),
    ),
    texts: useResource((init) =>
      whenKnown(() =>
        api.GET('/v1/{tenant}/cases/{caseNo}/texts', { ...init, params: { path: path.value } }),
      ),
    ),
    reload: () => item.reload(),
  };
};
