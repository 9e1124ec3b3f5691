import { parseArgs } from 'node:util';
import { z } from 'zod';
import { epochMsOf, instantOf, type Instant } from '../../shared/kernel/instant.ts';

export const HELP = `npm start -- [options]       OneWindow on this machine

  --port N         HTTP port (default 8787)
  --mqtt-port N    port for the devices of the halls, MQTT over mutual TLS (default 8883)
  --data DIR       data folder, made at the first start (default .data)
  --now INSTANT    where hall time starts, RFC 3339 with offset: 2026-11-23T09:00:00+08:00
                   (default: the real time; a folder that has come further goes on from there)
  --speed N        hall seconds per real second (default 1)
  --quiet          no list of accounts and no request log
  --help           this text
`;

/** A flag that cannot be understood; the message is for whoever typed it. */
export class BadFlagError extends Error {
  override readonly name = 'BadFlagError';
}

const port = z.coerce.number().int().min(1).max(65_535);

const Flags = z.object({
  port: port.default(8787),
  'mqtt-port': port.default(8883),
  data: z.string().min(1).default('.data'),
  now: z.iso
    .datetime({ offset: true })
    .transform((text): Instant => instantOf(epochMsOf(text as Instant)))
    .optional(),
  speed: z.coerce.number().positive().max(1_000_000).default(1),
  quiet: z.boolean().default(false),
  help: z.boolean().default(false),
});
export type Flags = z.infer<typeof Flags>;

const string = { type: 'string' } as const;
const boolean = { type: 'boolean' } as const;

const rawFlags = (args: readonly string[]): unknown => {
  const options = {
    port: string,
    'mqtt-port': string,
    data: string,
    now: string,
    speed: string,
    quiet: boolean,
    help: boolean,
  };
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new BadFlagError(error instanceof Error ? error.message : String(error), { cause: error });
  }
};

/** @throws BadFlagError with a message that names the flag. */
export const parseFlags = (args: readonly string[]): Flags => {
  const parsed = Flags.safeParse(rawFlags(args));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new BadFlagError(`--${issue?.path.join('.')}: ${issue?.message}`);
};
