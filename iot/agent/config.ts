import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { parseThingName } from '../../shared/contracts/mqtt-topics.ts';

/** What `device -- enroll` writes as `device.json` is enough; the rest is for whoever wants it otherwise. */
const ConfigFile = z.object({
  clientId: z.string(),
  endpoint: z.url(),
  /** Folder of `key.pem`, `certificate.pem` and `ca.pem`, from the file's own folder. */
  credentials: z.string().default('.'),
  /** Folder of what the program keeps over a restart. */
  state: z.string().default('state'),
  /** Port of the page; 0: a free one. The page is for the browser of the same machine. */
  page: z.int().min(0).max(65_535).default(8790),
  /** A kiosk's printer: a device such as `/dev/usb/lp0`, a file, or `-` for the standard output. */
  printer: z.string().default('tickets.txt'),
});

export interface AgentConfig {
  readonly tenant: string;
  readonly device: string;
  readonly clientId: string;
  readonly endpoint: string;
  readonly key: string;
  readonly certificate: string;
  readonly ca: string;
  readonly state: string;
  readonly page: number;
  readonly printer: string;
}

/** The file says something that no device can be run by. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads the configuration and the certificates that it names. Throws `ConfigError`. */
export const loadConfig = (file: string): AgentConfig => {
  try {
    const { credentials, clientId, endpoint, state, page, printer } = ConfigFile.parse(
      JSON.parse(readFileSync(file, 'utf8')),
    );
    const folder = dirname(resolve(file));
    const thing = parseThingName(clientId);
    if (!thing) throw new ConfigError(`${clientId} is no client id of a device`);
    const pem = (name: string): string => readFileSync(resolve(folder, credentials, name), 'utf8');
    return {
      ...thing,
      clientId,
      endpoint,
      key: pem('key.pem'),
      certificate: pem('certificate.pem'),
      ca: pem('ca.pem'),
      state: resolve(folder, state),
      page,
      printer: printer === '-' ? printer : resolve(folder, printer),
    };
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(`${file}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
};

/** A file in the folder of what is kept. */
export const stateFile = ({ state }: AgentConfig, name: string): string => join(state, name);
