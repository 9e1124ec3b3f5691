import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { Machine, WorkflowInput, Workflows } from '../../shared/ports/workflows.ts';

const Definition = z.object({
  StartAt: z.string(),
  States: z.record(
    z.string(),
    z.object({
      Type: z.enum(['Wait', 'Task', 'Choice', 'Succeed']),
      Next: z.string().optional(),
      Default: z.string().optional(),
      Choices: z
        .array(z.object({ Variable: z.string(), IsPresent: z.literal(true), Next: z.string() }))
        .optional(),
    }),
  ),
});
type State = z.infer<typeof Definition>['States'][string];

const readMachine = () =>
  Definition.parse(
    JSON.parse(readFileSync(join(import.meta.dirname, '../../functions/clock/clock.asl.json'), 'utf8')),
  );

interface Execution {
  readonly name: string;
  readonly input: WorkflowInput;
}

const earliest = (waiting: Iterable<Execution>): Execution | undefined => {
  let first: Execution | undefined;
  for (const each of waiting) {
    if (!first || String(each.input['wakeAt']) < String(first.input['wakeAt'])) first = each;
  }
  return first;
};

/** The clock's state machine on simulated time, state after state as its file has them; counts what Step Functions bill. */
export class SimulatedMachine implements Workflows {
  readonly #definition = readMachine();
  readonly #task: (input: WorkflowInput) => Promise<WorkflowInput>;
  readonly #waiting = new Map<string, Execution>();
  readonly #known = new Set<string>();
  /** States entered so far. */
  transitions = 0;

  constructor(task: (input: WorkflowInput) => Promise<WorkflowInput>) {
    this.#task = task;
  }

  async start(_machine: Machine, name: string, input: WorkflowInput): Promise<void> {
    if (this.#known.has(name)) return;
    this.#known.add(name);
    await this.#run({ name, input }, this.#definition.StartAt);
  }

  async stop(_machine: Machine, name: string): Promise<void> {
    await Promise.resolve();
    this.#waiting.delete(name);
  }

  /** How many executions wait. */
  waiting(): number {
    return this.#waiting.size;
  }

  /** Everything that ran is gone and forgotten, as after a `kill -9` of the local stack. */
  kill(): void {
    this.#waiting.clear();
    this.#known.clear();
  }

  /** Wakes what waits until then, one after the other in time; `setNow` is told of each moment. */
  async advance(to: Instant, setNow: (now: Instant) => void, settle: () => Promise<void>): Promise<void> {
    for (;;) {
      const next = earliest(this.#waiting.values());
      const at = next && (String(next.input['wakeAt']) as Instant);
      if (!next || at === undefined || at > to) break;
      this.#waiting.delete(next.name);
      setNow(at);
      await this.#run(next, this.#stateAfterWait());
      await settle();
    }
    setNow(to);
  }

  #stateOf(name: string): State {
    const state = this.#definition.States[name];
    if (!state) throw new Error(`no state ${name}`);
    return state;
  }

  #stateAfterWait(): string {
    return this.#stateOf(this.#definition.StartAt).Next ?? '';
  }

  async #run({ name, input }: Execution, from: string): Promise<void> {
    let given = input;
    let at: string | undefined = from;
    while (at !== undefined) {
      const state = this.#stateOf(at);
      this.transitions += 1;
      if (state.Type === 'Wait') {
        this.#waiting.set(name, { name, input: given });
        return;
      }
      if (state.Type === 'Task') given = await this.#task(given);
      at = nextOf(state, given);
    }
  }
}

const nextOf = ({ Type, Next, Default, Choices = [] }: State, input: WorkflowInput): string | undefined => {
  if (Type !== 'Choice') return Next;
  return Choices.find(({ Variable }) => Variable.slice(2) in input)?.Next ?? Default;
};
