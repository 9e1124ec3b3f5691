import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

/** A program that the test needs ended with an error. */
export class ProgramError extends Error {
  override readonly name = 'ProgramError';
}

/** Runs a program to its end; its output goes where ours goes. @throws ProgramError */
export const run = async (
  program: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<void> => {
  const child = spawn(program, args, { cwd: ROOT, stdio: 'inherit', ...options });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new ProgramError(`${program} ${args.join(' ')} ended with ${code}`);
};

const GRACE_MS = 10_000;

/** Asks a program of ours to end, and ends it when it does not. */
export const stop = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  await ended;
  clearTimeout(patience);
};
