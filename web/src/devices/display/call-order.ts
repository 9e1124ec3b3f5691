import type { Board } from '../../../../shared/contracts/mqtt.ts';

export interface Call {
  readonly no: string;
  readonly window: string;
  readonly zone: string;
  readonly zoneName: string;
}

interface Seen extends Call {
  readonly order: number;
  /** When it was called last, as far as this screen knows; 0: before the screen was there. */
  readonly at: number;
}

const keyOf = ({ zone, no, window }: Call): string => `${zone} ${no} ${window}`;

/**
 * Calls of all zones, the newest first. Each board says so of its own zone; between zones, what was seen to come later is
 * newer. `said` is what a board has just spoken for: its first call is new although its number may have been there before.
 */
export class CallOrder {
  #seen = new Map<string, Seen>();
  #order = 0;
  #spoken = new Set<string>();
  #isFirst = true;

  take(boards: readonly Board[], now: number): readonly Seen[] {
    const before = this.#seen;
    this.#seen = new Map();
    for (const board of boards) {
      const { id, say, zone, name, calling } = board;
      const isSpoken = say !== undefined && !this.#spoken.has(id);
      if (say !== undefined) this.#spoken.add(id);
      for (const [index, { no, window }] of [...calling.entries()].reverse()) {
        const call = { no, window, zone, zoneName: name };
        const known = before.get(keyOf(call));
        const isNew = !known || (isSpoken && index === 0);
        this.#order += 1;
        const fresh = { ...call, order: this.#order, at: this.#isFirst ? 0 : now };
        this.#seen.set(keyOf(call), isNew ? fresh : known);
      }
    }
    this.#isFirst = false;
    return [...this.#seen.values()].sort((one, other) => other.order - one.order);
  }
}
