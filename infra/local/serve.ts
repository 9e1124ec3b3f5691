import { once } from 'node:events';
import { loadAccounts, loadHallNames, type Account } from './accounts.ts';
import { localApi } from './api.ts';
import type { Flags } from './flags.ts';
import { openLocal } from './open.ts';
import { startServer } from './server.ts';

const print = (text: string): void => void process.stdout.write(text);

const line = ({ sub, name, roles, department, post }: Account): string =>
  `  ${sub.padEnd(28)}${roles.join(',').padEnd(20)}${name}  ${department ?? post ?? ''}\n`;

/** Accounts and addresses, for whoever has just started it. */
const summary = (origin: string, mqtt: string, dataDir: string): string => {
  const accounts = loadAccounts();
  const halls = [...loadHallNames()].map(([code, name]) => {
    const own = accounts.filter(({ tenant }) => tenant === code);
    return own.length === 0 ? '' : `\n${name} ${code}\n${own.map(line).join('')}`;
  });
  return `${halls.join('')}
interface     ${origin}/docs
OpenAPI       ${origin}/openapi.json
sign-in       ${origin}/oidc/.well-known/openid-configuration
any identity  POST ${origin}/auth/dev-token
devices       ${mqtt}
data          ${dataDir}
`;
};

/**
 * Serves until SIGTERM or SIGINT, then ends what is under way and delivers what the feed still has. A signal that
 * comes during the start is obeyed once it is over.
 * @throws PortInUseError, FolderInUseError
 */
export const serve = async ({
  port,
  'mqtt-port': mqttPort,
  data,
  now,
  speed,
  quiet,
}: Flags): Promise<void> => {
  const stopped = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  const server = await startServer(port);
  const { origin } = server;
  const local = await openLocal({
    dataDir: data,
    speed,
    publicUrl: origin,
    mqttPort,
    onFault: (error) => console.error('fault in the feed', error),
    ...(now === undefined ? {} : { now }),
  });
  const { deps, keys, objects, devices, dataDir } = local;
  const handler = localApi({
    deps,
    keys,
    objects,
    certificates: devices,
    origin,
    onFault: ({ method, path, error }) => console.error(`fault in ${method} ${path}`, error),
    ...(quiet ? {} : { log: (text: string) => print(`${text}\n`) }),
  });
  server.serve(handler);
  print(`ready ${origin}\n`);
  if (!quiet) print(summary(origin, await devices.endpoint(), dataDir));
  await stopped;
  await server.stop();
  await local.close();
};
