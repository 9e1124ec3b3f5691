import { once } from 'node:events';
import { loadAccounts, loadHallNames, type Account } from './accounts.ts';
import { localApi } from './api.ts';
import { BadFlagError, HELP, parseFlags, type Flags } from './flags.ts';
import { FolderInUseError } from './folder.ts';
import { openLocal } from './open.ts';
import { PortInUseError, startServer } from './server.ts';

const print = (text: string): void => void process.stdout.write(text);

const line = ({ sub, name, roles, department, post }: Account): string =>
  `  ${sub.padEnd(22)}${roles.join(',').padEnd(18)}${name}  ${department ?? post ?? ''}\n`;

const summary = (origin: string, dataDir: string): string => {
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
data          ${dataDir}
`;
};

const run = async ({ port, data, now, speed, quiet }: Flags): Promise<void> => {
  const stopped = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  const server = await startServer(port);
  const local = await openLocal({
    dataDir: data,
    speed,
    publicUrl: server.origin,
    onFault: (error) => console.error('fault in the feed', error),
    ...(now === undefined ? {} : { now }),
  });
  const handler = localApi({
    deps: local.deps,
    keys: local.keys,
    objects: local.objects,
    origin: server.origin,
    onFault: ({ method, path, error }) => console.error(`fault in ${method} ${path}`, error),
    ...(quiet ? {} : { log: (text: string) => print(`${text}\n`) }),
  });
  server.serve(handler);
  print(`ready ${server.origin}\n`);
  if (!quiet) print(summary(server.origin, local.dataDir));
  await stopped;
  await server.stop();
  await local.close();
};

const EXPECTED = [BadFlagError, FolderInUseError, PortInUseError];

try {
  const flags = parseFlags(process.argv.slice(2));
  if (flags.help) print(HELP);
  else await run(flags);
  process.exit(0);
} catch (error) {
  const expected = EXPECTED.some((kind) => error instanceof kind);
  console.error(expected && error instanceof Error ? error.message : error);
  process.exit(error instanceof BadFlagError ? 2 : 1);
}
