import { freePort, startLocal, type LocalStack } from '../../test/support/stack.ts';
import { together, usageOf, type Usage } from './usage.ts';

/** A working Monday of the county: things are made ready, then people come. */
const EARLY = '2026-11-23T07:30:00.000+08:00';
const OPENING = '2026-11-23T08:30:00.000+08:00';
export const OPENING_MS = Date.parse(OPENING);

/** The server of all halls, early in the morning. It may be killed and comes back on the same ports and folder. */
export interface Server {
  readonly endpoint: string;
  readonly stack: () => LocalStack;
  /** The day begins: from now on the hall's time runs at the speed. */
  readonly open: () => Promise<LocalStack>;
  /** Ends it as a power cut would, and starts it again. */
  readonly restart: () => Promise<LocalStack>;
  readonly usage: () => Usage;
}

export const startServer = async (dataDir: string, speed: number): Promise<Server> => {
  const [port, mqttPort] = [await freePort(), await freePort()];
  let stack = await startLocal({ now: EARLY, dataDir, port, mqttPort });
  let earlier: Usage = { cpuSeconds: 0, peakMegabytes: 0 };
  const usage = (): Usage => together(earlier, usageOf(stack.pid));
  const start = async (): Promise<LocalStack> => {
    stack = await startLocal({ now: OPENING, speed, dataDir, port, mqttPort });
    return stack;
  };
  return {
    endpoint: `mqtts://localhost:${mqttPort}`,
    stack: () => stack,
    open: async () => {
      await stack.stop();
      return start();
    },
    restart: async () => {
      earlier = usage();
      await stack.kill9();
      return start();
    },
    usage,
  };
};
