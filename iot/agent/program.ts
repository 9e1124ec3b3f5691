import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { Agent, type Listeners } from './agent.ts';
import { ConfigError, loadConfig, type AgentConfig } from './config.ts';
import { takePort, type Page } from './page.ts';

/** What makes a kiosk a kiosk. */
export interface Device extends Page, Pick<Listeners, 'onBoard' | 'onInvitation'> {}

type Build = (agent: Agent, config: AgentConfig, changed: () => void) => Device;

const note = (error: unknown): void => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
};

const run = async (config: AgentConfig, build: Build): Promise<void> => {
  const port = await takePort(config.page, note);
  const agent = new Agent(config);
  const device = build(agent, config, () => port.show(device));
  port.serve(device);
  agent.start({
    onBoard: device.onBoard,
    onInvitation: device.onInvitation,
    onChange: () => port.show(device),
    onFault: (error) => process.stderr.write(`line: ${error.message}\n`),
  });
  process.stdout.write(`ready ${port.url}\n`);
  await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  await Promise.all([agent.close(), port.close()]);
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
