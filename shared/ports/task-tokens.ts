/** Tokens that a state machine waits under (`.waitForTaskToken`). */
export interface TaskTokens {
  /** Tells the waiting task that its work is done. A token that nobody waits under any more is told in vain, without a fault. */
  succeed(token: string, output: Readonly<Record<string, string>>): Promise<void>;
}
