import type { ThemeContent } from './theme.ts';

type Order = ThemeContent['order'];

/** A node with the nodes that must be granted before it. */
export interface Planned {
  readonly name: string;
  readonly after: readonly string[];
}

const directlyBefore = (order: Order, name: string): readonly string[] =>
  order.flatMap(([before, after]) => (after === name ? [before] : []));

/** A way through the order that comes back to where it began, or nothing. */
export const findCycle = (names: readonly string[], order: Order): readonly string[] | undefined => {
  const cleared = new Set<string>();
  const visit = (name: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    if (cleared.has(name)) return undefined;
    for (const before of directlyBefore(order, name)) {
      const cycle = visit(before, [...path, name]);
      if (cycle) return cycle;
    }
    cleared.add(name);
    return undefined;
  };
  for (const name of names) {
    const cycle = visit(name, []);
    if (cycle) return cycle.toReversed();
  }
  return undefined;
};

/**
 * The chosen matters with what each waits for. A matter that is not among them (outside the hall, not asked for) is passed
 * through: whoever waits for it waits for what it would have waited for. The order must have no cycle.
 */
export const planOf = (chosen: readonly string[], order: Order): readonly Planned[] => {
  const isChosen = new Set(chosen);
  const nearest = (name: string): readonly string[] =>
    directlyBefore(order, name).flatMap((before) => (isChosen.has(before) ? [before] : nearest(before)));
  return chosen.map((name) => ({ name, after: [...new Set(nearest(name))] }));
};

/** The plan in stages: whatever waits for nothing comes first, then what waits for that (Map over stages, in order). */
export const stagesOf = <Node extends Planned>(plan: readonly Node[]): readonly (readonly Node[])[] => {
  const known = new Map(plan.map((node) => [node.name, node]));
  const depths = new Map<string, number>();
  const depthOf = (name: string): number => {
    const kept = depths.get(name);
    if (kept !== undefined) return kept;
    const depth = Math.max(-1, ...(known.get(name)?.after ?? []).map(depthOf)) + 1;
    depths.set(name, depth);
    return depth;
  };
  const byDepth = Map.groupBy(plan, ({ name }) => depthOf(name));
  return [...byDepth].sort(([a], [b]) => a - b).map(([, nodes]) => nodes);
};

/** Everything that is granted before `name`, however far. */
export const ancestorsOf = (plan: readonly Planned[], name: string): ReadonlySet<string> => {
  const found = new Set<string>();
  const visit = (current: string): void => {
    for (const before of plan.find((node) => node.name === current)?.after ?? []) {
      if (found.has(before)) continue;
      found.add(before);
      visit(before);
    }
  };
  visit(name);
  return found;
};
