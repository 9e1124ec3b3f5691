import { BadFlagError, HELP, parseFlags } from './flags.ts';
import { FolderInUseError } from './folder.ts';
import { PortInUseError } from './server.ts';

/** What whoever starts it can put right: told in one line. */
const EXPECTED = [BadFlagError, FolderInUseError, PortInUseError];

try {
  const flags = parseFlags(process.argv.slice(2));
  if (flags.help) process.stdout.write(HELP);
  else await (await import('./serve.ts')).serve(flags);
  process.exit(0);
} catch (error) {
  const isExpected = EXPECTED.some((kind) => error instanceof kind);
  console.error(isExpected && error instanceof Error ? error.message : error);
  process.exit(error instanceof BadFlagError ? 2 : 1);
}
