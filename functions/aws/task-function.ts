import { observe, observed } from '../runtime/observability.ts';

/** A task of a state machine: what the machine sends comes in, what is answered it goes on with. Payloads are not logged. */
export const taskFunction = <Task, Answer>(name: string, run: (task: Task) => Promise<Answer>) =>
  observed(observe(name), (task: Task) => run(task));
