import { ref, type Ref } from 'vue';

/** The hall that this device last looked at: says nothing of a person. */
const HALL = 'ow-hall';
const LARGE = 'ow-large';

export const lastHall = (): string | undefined => localStorage.getItem(HALL) ?? undefined;
export const rememberHall = (tenant: string): void => localStorage.setItem(HALL, tenant);

const large = ref(localStorage.getItem(LARGE) === 'yes');
const apply = (): void => void document.documentElement.classList.toggle('large-type', large.value);

/** 适老化: everything a third larger, on this device until changed. */
export const useLargeType = (): { readonly isLarge: Readonly<Ref<boolean>>; readonly toggle: () => void } => {
  apply();
  return {
    isLarge: large,
    toggle: () => {
      large.value = !large.value;
      localStorage.setItem(LARGE, large.value ? 'yes' : 'no');
      apply();
    },
  };
};
