import btree from 'sorted-btree';

type Tree<Key, Value> = btree.default<Key, Value>;
type Compare<Key> = (left: Key, right: Key) => number;

/**
 * A sorted map that never changes: `with` and `without` give another one that shares all but the path to the entry.
 * For states of many entries, whose folds may be shared by several readers at once.
 */
export class SortedMap<Key, Value> {
  readonly #tree: Tree<Key, Value>;

  private constructor(tree: Tree<Key, Value>) {
    this.#tree = tree;
  }

  static empty<Key, Value>(compare: Compare<Key>): SortedMap<Key, Value> {
    return new SortedMap(new btree.default<Key, Value>(undefined, compare));
  }

  get size(): number {
    return this.#tree.size;
  }

  get(key: Key): Value | undefined {
    return this.#tree.get(key);
  }

  with(key: Key, value: Value): SortedMap<Key, Value> {
    const tree = this.#tree.clone();
    tree.set(key, value);
    return new SortedMap(tree);
  }

  without(key: Key): SortedMap<Key, Value> {
    if (!this.#tree.has(key)) return this;
    const tree = this.#tree.clone();
    tree.delete(key);
    return new SortedMap(tree);
  }

  /** Entries in their order, from the first key that is not before `low` on. */
  entries(low?: Key): IterableIterator<[Key, Value]> {
    return this.#tree.entries(low);
  }

  values(): IterableIterator<Value> {
    return this.#tree.values();
  }
}

/** Order of text by its code units, the same on every machine. */
export const byText: Compare<string> = (left, right) => (left < right ? -1 : left > right ? 1 : 0);
