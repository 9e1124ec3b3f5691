/** List of the linked cases that are not concluded, `list1`. */
export const RUNNING_BUNDLES = 'bundles#running';

/** What of such a row others than the slice itself may count by. */
export interface RunningBundle {
  /** Openings that somebody has to look into. */
  readonly attention: readonly string[];
}
