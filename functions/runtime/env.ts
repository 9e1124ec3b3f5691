import { z } from 'zod';
import { ENV } from './env-names.ts';

const text = z.string().min(1);

/** What every function of the API is given. */
export const ApiEnv = z.object({
  [ENV.LOG_TABLE]: text,
  [ENV.VIEWS_TABLE]: text,
  /** Absent where nobody signs in: the function then reaches only what is public. */
  [ENV.HALL_ROLE]: text.optional(),
  [ENV.SECRET]: text,
  [ENV.PUBLIC_URL]: z.url(),
});
export type ApiEnv = z.infer<typeof ApiEnv>;

export const VaultEnv = z.object({ [ENV.VAULT_TABLE]: text, [ENV.VAULT_KEY]: text });
export const FilesEnv = z.object({ [ENV.FILES_BUCKET]: text });
export const NumbersEnv = z.object({ [ENV.NUMBERS_TABLE]: text });
export const ProjectorEnv = z.object({
  [ENV.LOG_TABLE]: text,
  [ENV.VIEWS_TABLE]: text,
  [ENV.HALL_ROLE]: text,
});

/** Set by emulators only: on AWS the SDK finds its endpoints by itself. */
export const EndpointEnv = z.object({ AWS_ENDPOINT_URL: z.url().optional() });

/** The environment is wrong: nothing can run, so the function fails at its start and not at its tenth request. */
export class EnvError extends Error {
  override readonly name = 'EnvError';
}

/** @throws EnvError with the names of what is missing. */
export const parseEnv = <Shape extends z.ZodType>(schema: Shape, env: NodeJS.ProcessEnv): z.infer<Shape> => {
  const parsed = schema.safeParse(env);
  if (parsed.success) return parsed.data;
  throw new EnvError(
    parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
  );
};
