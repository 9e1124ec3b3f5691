import { onScopeDispose, watch, type Ref } from 'vue';

const LONGEST_MS = 120_000;

/** The pause after so many failures in a row: doubled each time, at most two minutes. */
export const pauseAfter = (every: number, failures: number): number =>
  Math.min(LONGEST_MS, every * 2 ** failures);

/** Reads again and again: every so often, and while the server cannot be reached, less and less often. */
export const keepReading = (
  read: () => Promise<void>,
  isFailing: Readonly<Ref<boolean>>,
  every: number,
): void => {
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const next = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void again(), pauseAfter(every, failures));
  };
  const again = async (): Promise<void> => {
    await read();
    failures = isFailing.value ? failures + 1 : 0;
    next();
  };
  watch(isFailing, (failing) => {
    if (failing) return;
    failures = 0;
    next();
  });
  next();
  onScopeDispose(() => clearTimeout(timer));
};
