import { computed } from 'vue';
import { useStaff } from './use-staff.ts';

/** The name behind an account, by the directory of the hall's staff; nothing while nobody is known by it. */
export const useStaffNames = (): ((account: string) => string | undefined) => {
  const staff = useStaff();
  const names = computed(() => new Map(staff.data.value?.items.map(({ sub, name }) => [sub, name])));
  return (account) => names.value.get(account);
};
