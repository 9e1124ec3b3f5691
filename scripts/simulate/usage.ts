import { existsSync, readFileSync } from 'node:fs';

/** What a process has used so far. */
export interface Usage {
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

/** Linux counts the time of processes in hundredths of a second. */
const TICKS = 100;
const KILOBYTES = 1_024;

/** What the running process has used, by `/proc`; nothing where there is no such folder. */
export const usageOf = (pid: number): Usage => {
  if (!existsSync(`/proc/${pid}/stat`)) return { cpuSeconds: 0, peakMegabytes: 0 };
  const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  const [user = 0, system = 0] = afterName.slice(11, 13).map(Number);
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0';
  return { cpuSeconds: (user + system) / TICKS, peakMegabytes: Number(peak) / KILOBYTES };
};

/** Consumption of several lives or processes: times add up, the peak is the highest. */
export const together = (one: Usage, other: Usage): Usage => ({
  cpuSeconds: one.cpuSeconds + other.cpuSeconds,
  peakMegabytes: Math.max(one.peakMegabytes, other.peakMegabytes),
});
