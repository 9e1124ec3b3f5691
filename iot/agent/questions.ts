import type { Answer } from './answers.ts';

const PATIENCE_MS = 10_000;
const REPEAT_MS = 3_000;

interface Question {
  readonly answer: (answer: Answer | undefined) => void;
}

/** What somebody stands and waits for: asked again for ten seconds, then given up and never sent again. */
export class Questions {
  readonly #open = new Map<string, Question>();

  /** The hall's answer; undefined when none came in time or the line was cut. */
  ask(id: string, publish: () => void): Promise<Answer | undefined> {
    return new Promise((resolve) => {
      const repeat = setInterval(publish, REPEAT_MS);
      const patience = setTimeout(() => this.answered(id, undefined), PATIENCE_MS);
      const answer = (given: Answer | undefined): void => {
        clearInterval(repeat);
        clearTimeout(patience);
        resolve(given);
      };
      this.#open.set(id, { answer });
      publish();
    });
  }

  answered(id: string, answer: Answer | undefined): void {
    this.#open.get(id)?.answer(answer);
    this.#open.delete(id);
  }

  /** The line is cut: nobody waits for what cannot come. */
  giveUp(): void {
    for (const id of [...this.#open.keys()]) this.answered(id, undefined);
  }
}
