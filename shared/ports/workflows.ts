/** State machines by the name of their ASL file. */
export type Machine = 'clock';

/** What an execution carries from state to state: identifiers and moments, never personal data. */
export type WorkflowInput = Readonly<Record<string, string | number>>;

/**
 * Long-running executions. The name decides: an execution that was started under it, running or over, is the one asked
 * for, and starting it again does nothing.
 */
export interface Workflows {
  start(machine: Machine, name: string, input: WorkflowInput): Promise<void>;
  /** Ends the execution of that name; one that is over, or was never started, is left as it is. */
  stop(machine: Machine, name: string): Promise<void>;
}
