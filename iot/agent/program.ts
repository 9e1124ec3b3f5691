import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { Agent, type Listeners } from './agent.ts';
import { ConfigError, loadConfig, type AgentConfig } from './config.ts';
import { takePort, type Page } from './page.ts';

/** What makes a kiosk a kiosk. */
export interface Device extends Page, Pick<Listeners, 'onBoard' | 'onInvitation'> {}

export type Build = (agent: Agent, config: AgentConfig, changed: () => void) => Device;

/** A device that is at work. */
export interface Running {
  /** Where its page is. */
  readonly url: string;
  close(): Promise<void>;
}

const note = (error: unknown): void => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
};

/** Shows the page and goes on the line. `machine` is the clock of the machine in epoch milliseconds, right or wrong. */
export const startDevice = async (
  config: AgentConfig,
  build: Build,
  machine: () => number = Date.now,
): Promise<Running> => {
  const port = await takePort(config.page, note);
  const agent = new Agent(config, machine);
  const device = build(agent, config, () => port.show(device));
  port.serve(device);
  agent.start({
    onBoard: device.onBoard,
    onInvitation: device.onInvitation,
    onChange: () => port.show(device),
    onFault: (error) => process.stderr.write(`line: ${error.message}\n`),
  });
  return {
    url: port.url,
    close: async () => {
      await Promise.all([agent.close(), port.close()]);
    },
  };
};

const run = async (config: AgentConfig, build: Build): Promise<void> => {
  const running = await startDevice(config, build);
  process.stdout.write(`ready ${running.url}\n`);
  await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  await running.close();
};

/** `node iot/kiosk/kiosk.ts --config FILE`: runs until it is told to stop. */
export const runProgram = async (build: Build): Promise<void> => {
  const { values } = parseArgs({ options: { config: { type: 'string', default: 'device.json' } } });
  try {
    await run(loadConfig(values.config), build);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
};
