import { computed, type ComputedRef } from 'vue';
import type { Shape } from '../../api/shapes.ts';
import { useIdentity } from '../../composables/use-identity.ts';
import { useStaff } from '../../composables/use-staff.ts';

type Staff = Shape<'Staff'>;
const OFFICE: readonly string[] = ['reviewer', 'chief'];

export interface Colleagues {
  /** Who of the own department may have a case in hand today. */
  readonly list: ComputedRef<readonly Staff[]>;
  nameOf(sub: string): string | undefined;
}

/** The own department as the directory of staff has it; read once, and only by whoever gives work out. */
export const useColleagues = (isWanted: () => boolean): Colleagues => {
  const me = useIdentity();
  const staff = useStaff(isWanted);
  const own = computed(() =>
    (staff.data.value?.items ?? []).filter(({ department }) => department === me.value.department),
  );
  const names = computed(() => new Map(own.value.map(({ sub, name }) => [sub, name])));
  return {
    list: computed(() =>
      own.value.filter(({ posted, roles }) => posted && roles.some((role) => OFFICE.includes(role))),
    ),
    nameOf: (sub) => names.value.get(sub),
  };
};
