const FACTOR = 2;

/** Milliseconds to wait before the n-th repetition: doubled each time up to `max`, a fifth more or less by chance. */
export const delayBefore = (
  attempt: number,
  { first, max }: { readonly first: number; readonly max: number },
  random: () => number = Math.random,
): number => Math.round(Math.min(first * FACTOR ** attempt, max) * (0.8 + 0.4 * random()));
