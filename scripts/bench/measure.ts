/** Times one operation, in milliseconds. */
export interface Timing {
  readonly p50: number;
  readonly p99: number;
}

export interface Compared {
  readonly ours: Timing;
  readonly bare: Timing;
}

export const timingOf = (times: number[]): Timing => {
  times.sort((left, right) => left - right);
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
};

const timed = async (times: number[], work: () => Promise<unknown>): Promise<void> => {
  const start = performance.now();
  await work();
  times.push(performance.now() - start);
};

/**
 * Runs `count` of ours and of the bare operation with `inFlight` at a time. The two take turns, so that whatever else
 * the machine does meets both alike.
 */
export const compare = async (
  count: number,
  inFlight: number,
  ours: (index: number) => Promise<unknown>,
  bare: (index: number) => Promise<unknown>,
): Promise<Compared> => {
  const times = { ours: [] as number[], bare: [] as number[] };
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < count; index = next++) {
      await timed(times.bare, () => bare(index));
      await timed(times.ours, () => ours(index));
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return { ours: timingOf(times.ours), bare: timingOf(times.bare) };
};

const column = (text: string | number, width: number) => String(text).padStart(width);

export const HEADER = [
  'operation'.padEnd(34),
  ...['in flight', 'p50 ms', 'p99 ms', 'bare p50', 'bare p99', 'p50 ×', 'p99 ×'].map((name) =>
    column(name, 10),
  ),
].join('');

export const rowOf = (name: string, inFlight: number, { ours, bare }: Compared): string =>
  [
    name.padEnd(34),
    column(inFlight, 10),
    ...[ours.p50, ours.p99, bare.p50, bare.p99, ours.p50 / bare.p50, ours.p99 / bare.p99].map((value) =>
      column(value.toFixed(2), 10),
    ),
  ].join('');
