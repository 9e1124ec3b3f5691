import type { WorkflowInput } from '../../shared/ports/workflows.ts';
import { evaluate, type StretchRef } from './evaluate.ts';
import { redatePage, type RedateDeps, type WalkRef } from './redate.ts';

/** What an execution of the clock waits for: a stretch of a case, or the next page of a walk through a hall's cases. */
export type Waiting = StretchRef | WalkRef;

/** The task of the clock's state machine: does what is due and answers with what the execution goes on with. */
export const wake = async (deps: RedateDeps, waiting: Waiting): Promise<WorkflowInput> => ({
  ...('caseNo' in waiting ? await evaluate(deps, waiting) : await redatePage(deps, waiting)),
});
