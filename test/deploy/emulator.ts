import { spawn } from 'node:child_process';
import { mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../support/stack.ts';
import { stop } from './processes.ts';
import { pythonProgram, VENV } from './python.ts';

const START_MS = 60_000;
const POLL_MS = 250;

export interface Emulator {
  readonly endpoint: string;
  readonly port: number;
  /** Where devices connect: MQTT over mutual TLS. */
  readonly mqttPort: number;
  /** What programs need in their environment to take it for AWS. */
  readonly env: NodeJS.ProcessEnv;
  /** What it and the functions printed. */
  readonly logFile: string;
  stop(): Promise<void>;
}

const answers = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(url)).status < 500;
  } catch {
    return false;
  }
};

/** Credentials and region that the emulator takes; nothing of the caller's own account is passed on. */
const awsEnv = (endpoint: string): NodeJS.ProcessEnv => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_REGION: 'us-east-1',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_EC2_METADATA_DISABLED: 'true',
});

/** Starts MiniStack on ports and a state folder of its own. Functions run under the Node that runs this. */
export const startEmulator = async (): Promise<Emulator> => {
  const program = await pythonProgram('ministack');
  const folder = mkdtempSync(join(tmpdir(), 'onewindow-emulator-'));
  const port = await freePort();
  const mqttPort = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const path = `${dirname(process.execPath)}:${join(VENV, 'bin')}:${process.env['PATH'] ?? ''}`;
  const env = { ...process.env, ...awsEnv(endpoint), PATH: path };
  const logFile = join(folder, 'emulator.log');
  const log = openSync(logFile, 'a');
  const child = spawn(program, [], {
    cwd: folder,
    stdio: ['ignore', log, log],
    env: {
      ...env,
      MINISTACK_HOST: 'localhost',
      GATEWAY_PORT: String(port),
      IOT_MTLS_PORT: String(mqttPort),
      SFTP_ENABLED: '0',
      STATE_DIR: join(folder, 'state'),
      S3_DATA_DIR: join(folder, 's3'),
    },
  });
  const emulator: Emulator = {
    endpoint,
    port,
    mqttPort,
    env,
    logFile,
    stop: async () => {
      await stop(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  for (let waited = 0; !(await answers(`${endpoint}/_ministack/health`)); waited += POLL_MS) {
    if (waited > START_MS || child.exitCode !== null) {
      await stop(child);
      throw new Error(`the emulator did not start: see ${logFile}`);
    }
    await sleep(POLL_MS);
  }
  return emulator;
};
