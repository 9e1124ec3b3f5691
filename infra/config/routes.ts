import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { FUNCTION_NAMES, type FunctionName } from '../constructs/bundles.ts';

/** A route of the interface. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** As API Gateway writes it: `/v1/{tenant}/cases`. */
  readonly path: string;
  readonly operationId: string;
  readonly function: FunctionName;
  readonly isPublic: boolean;
}

const Operation = z.object({
  operationId: z.string(),
  'x-function': z.enum(FUNCTION_NAMES as [FunctionName, ...FunctionName[]]),
  security: z.array(z.record(z.string(), z.array(z.string()))).default([]),
});
const Document = z.object({ paths: z.record(z.string(), z.record(z.string(), Operation)) });
const METHODS = { get: 'GET', post: 'POST', put: 'PUT', delete: 'DELETE' } as const;

/** The routes of `docs/openapi.json`, which is written from the slices themselves: nothing is routed that is not there. */
export const loadRoutes = (): readonly Route[] => {
  const file = join(import.meta.dirname, '../../docs/openapi.json');
  const { paths } = Document.parse(JSON.parse(readFileSync(file, 'utf8')));
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      method: METHODS[method as keyof typeof METHODS],
      path,
      operationId: operation.operationId,
      function: operation['x-function'],
      isPublic: operation.security.length === 0,
    })),
  );
};
