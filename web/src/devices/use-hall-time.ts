import { computed, onScopeDispose, shallowRef, watch, type ComputedRef } from 'vue';

const TICK_MS = 1_000;

/** Milliseconds since 1970 by the hall's clock, every second: `said` is what the program last said, whatever this machine thinks. */
export const useHallTime = (said: () => string): ComputedRef<number> => {
  const offset = shallowRef(0);
  const elapsed = shallowRef(performance.now());
  watch(
    said,
    (now) => {
      elapsed.value = performance.now();
      offset.value = Date.parse(now) - elapsed.value;
    },
    { immediate: true },
  );
  const timer = setInterval(() => {
    elapsed.value = performance.now();
  }, TICK_MS);
  onScopeDispose(() => clearInterval(timer));
  return computed(() => offset.value + elapsed.value);
};

const format = (options: Intl.DateTimeFormatOptions): ((ms: number) => string) => {
  const made = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', ...options });
  return (ms) => made.format(ms);
};

/** 09:05 */
export const clockOf = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
/** 11月23日星期一 */
export const dateOf = format({ month: 'long', day: 'numeric', weekday: 'long' });
