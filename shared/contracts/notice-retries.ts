/** How often a notice is tried before it is put aside among the dead letters. */
export const NOTICE_TRIES = 8;
const FIRST_PAUSE_SECONDS = 15;
const LONGEST_PAUSE_SECONDS = 900;

/** Seconds until the next try: 15, 30, 60 … at most a quarter of an hour; half an hour in all. */
export const noticePause = (tries: number): number =>
  Math.min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** (tries - 1));
