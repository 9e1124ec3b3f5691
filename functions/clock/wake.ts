import type { WorkflowInput } from '../../shared/ports/workflows.ts';
import { evaluate, type OtherRef, type StretchRef } from './evaluate.ts';
import { redatePage, type RedateDeps, type WalkRef } from './redate.ts';

/** What an execution of the clock waits for: a stretch of a limit, or the next page of a walk through a hall's limits. */
export type Waiting = StretchRef | OtherRef | WalkRef;

/** The task of the clock's state machine: does what is due and answers with what the execution goes on with. */
export const wake = async (deps: RedateDeps, waiting: Waiting): Promise<WorkflowInput> => ({
  ...('stretch' in waiting ? await evaluate(deps, waiting) : await redatePage(deps, waiting)),
});
