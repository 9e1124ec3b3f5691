import { StageError } from '../infra/config/stages.ts';
import { FolderInUseError } from '../infra/local/folder.ts';
import { UsageError } from './tables-at.ts';

const USAGE_ERRORS = [UsageError, FolderInUseError, StageError] as const;

/** Runs a tool to its exit code: 2 when it was called wrongly or cannot begin, 1 when it found or met a fault. */
export const runTool = async (main: (args: string[]) => Promise<number>): Promise<void> => {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    const isUsage = isUsageError(error);
    console.error(isUsage ? error.message : error);
    process.exitCode = isUsage ? 2 : 1;
  }
};

const isParseError = (error: unknown): error is Error =>
  error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

const isUsageError = (error: unknown): error is Error =>
  USAGE_ERRORS.some((kind) => error instanceof kind) || isParseError(error);
