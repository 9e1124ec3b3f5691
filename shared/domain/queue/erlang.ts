/** A queue as M/M/c sees it; both times in the same unit. */
export interface MMC {
  /** Arrivals a unit of time. */
  readonly arrivalRate: number;
  readonly serviceTime: number;
  readonly servers: number;
}

/** Erlang B, by the recursion that never overflows: the share that would find every server taken and go away. */
const erlangB = (servers: number, load: number): number => {
  let blocked = 1;
  for (let count = 1; count <= servers; count += 1) blocked = (load * blocked) / (count + load * blocked);
  return blocked;
};

/** Erlang C: the share of arrivals that have to wait, from 0 to 1. `load` in erlangs: arrival rate × service time. */
export const erlangC = (servers: number, load: number): number => {
  if (load >= servers) return 1;
  const blocked = erlangB(servers, load);
  return blocked / (1 - (load / servers) * (1 - blocked));
};

/** Mean wait in the long run; infinite where more come than can be served. */
export const meanWaitOf = ({ arrivalRate, serviceTime, servers }: MMC): number => {
  const load = arrivalRate * serviceTime;
  return load >= servers
    ? Number.POSITIVE_INFINITY
    : (erlangC(servers, load) * serviceTime) / (servers - load);
};
