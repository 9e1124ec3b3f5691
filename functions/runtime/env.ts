import { z } from 'zod';
import type { Instant } from '../../shared/kernel/instant.ts';
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
export const DevicesEnv = z.object({ [ENV.DEVICE_PREFIX]: text });
export const ProjectorEnv = z.object({
  [ENV.LOG_TABLE]: text,
  [ENV.VIEWS_TABLE]: text,
  [ENV.HALL_ROLE]: text,
});

/** What a function is given that works without being called: the log sets it off, or a state machine. */
export const SystemEnv = ProjectorEnv.extend({ [ENV.SECRET]: text, [ENV.PUBLIC_URL]: z.url() });
/** ARNs of the state machines. */
export const MachinesEnv = z.object({ [ENV.CLOCK_MACHINE]: text, [ENV.BUNDLE_MACHINE]: text });

export const NoticeQueueEnv = z.object({ [ENV.NOTICE_QUEUE]: text });
export const SenderEnv = NoticeQueueEnv.extend({ [ENV.NOTICE_URL]: z.url(), [ENV.NOTICE_SECRET]: text });

export const SiteBucketEnv = z.object({ [ENV.SITE_BUCKET]: text });
/** What the page is served with. Origins stand with spaces between them, as in the header that they become part of. */
export const SiteEnv = SiteBucketEnv.extend({
  [ENV.ISSUER]: z.url(),
  [ENV.CLIENT_ID]: text,
  [ENV.SCOPE]: text,
  [ENV.PAGE_ORIGINS]: text.transform((value) => value.split(' ')).pipe(z.array(z.url())),
});

const HALL_TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)@(\d+)$/;

export const HallTimeEnv = z.object({
  [ENV.HALL_TIME]: z
    .string()
    .regex(HALL_TIME)
    .transform((value) => {
      const [, since = '', speed = '1'] = HALL_TIME.exec(value) ?? [];
      return { since: since as Instant, speed: Number(speed) };
    })
    .optional(),
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
