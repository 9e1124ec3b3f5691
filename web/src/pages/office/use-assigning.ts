import { computed, type ComputedRef } from 'vue';
import { api } from '../../api/client.ts';
import { useIdentity } from '../../composables/use-identity.ts';
import { useResource } from '../../composables/use-resource.ts';

export interface Assigning {
  /** This person gives out work of the own department, of one matter at least. */
  readonly any: ComputedRef<boolean>;
  /** Also cases of this matter, by its code. */
  of(matter: string): boolean;
}

/** Who gives cases out, as the hall decides it: the chief representative, and by letter the section head (A17). */
export const useAssigning = (): Assigning => {
  const me = useIdentity();
  const isChief = computed(() => me.value.department !== undefined && me.value.roles.includes('chief'));
  const held = useResource((init) =>
    isChief.value
      ? undefined
      : api.GET('/v1/{tenant}/my-authorisations', {
          ...init,
          params: { path: { tenant: me.value.tenant } },
        }),
  );
  const letters = computed(() =>
    (held.data.value?.items ?? []).filter(
      ({ kind, department }) => kind === 'section-head' && department === me.value.department,
    ),
  );
  return {
    any: computed(() => isChief.value || letters.value.length > 0),
    of: (matter) =>
      isChief.value || letters.value.some(({ matters }) => matters === undefined || matters.includes(matter)),
  };
};
