import { computed, onScopeDispose, shallowRef, watch, type ComputedRef } from 'vue';

const TOUCHES = ['pointerdown', 'keydown', 'input'] as const;

/**
 * Calls `leave` when nobody has touched the page for so many seconds; answers how many are left. Seconds undefined: nobody
 * is waited for. A change of `seconds()` starts anew.
 */
export const useIdle = (seconds: () => number | undefined, leave: () => void): ComputedRef<number> => {
  const left = shallowRef(Infinity);
  const restart = (): void => {
    left.value = seconds() ?? Infinity;
  };
  const timer = setInterval(() => {
    left.value -= 1;
    if (left.value > 0) return;
    restart();
    leave();
  }, 1_000);
  for (const name of TOUCHES) addEventListener(name, restart);
  watch(seconds, restart, { immediate: true });
  onScopeDispose(() => {
    clearInterval(timer);
    for (const name of TOUCHES) removeEventListener(name, restart);
  });
  return computed(() => left.value);
};
