import { z } from 'zod';
import { Board } from '../../shared/contracts/mqtt.ts';
import { dayOf, type Instant } from '../../shared/kernel/instant.ts';
import { readKept, replaceFile } from './durable-file.ts';

const Kept = z.array(Board);

/** The last board of each zone, also over a restart. */
export class Boards {
  readonly #file: string;
  readonly #byZone: Map<string, Board>;

  constructor(file: string) {
    this.#file = file;
    this.#byZone = new Map((readKept(file, Kept) ?? []).map((board) => [board.zone, board]));
  }

  /** Takes a board unless a later one of the same day has been shown. Answers whether it did. */
  take(payload: unknown): boolean {
    const board = Board.parse(payload);
    const known = this.#byZone.get(board.zone);
    if (known && (known.day > board.day || (known.day === board.day && known.version >= board.version)))
      return false;
    this.#byZone.set(board.zone, board);
    replaceFile(this.#file, JSON.stringify([...this.#byZone.values()]));
    return true;
  }

  /** What may be shown now: boards of today, of one zone or of all. */
  shown(now: Instant, zone: string | undefined): readonly Board[] {
    const today = dayOf(now);
    return [...this.#byZone.values()]
      .filter((board) => board.day === today && (zone === undefined || board.zone === zone))
      .sort((one, other) => (one.zone < other.zone ? -1 : 1));
  }
}
