import { z } from 'zod';
import { MessageId, UP_MESSAGES } from '../../shared/contracts/mqtt.ts';
import { downTopic, parseUpTopic, type UpAddress, type UpKind } from '../../shared/contracts/mqtt-topics.ts';
import { deviceAggregate, isInUse, refusalOf } from '../../shared/domain/device/device.ts';
import type { Refusal } from '../../shared/kernel/result.ts';
import type { Deps } from '../runtime/deps.ts';
import { envelopeOfMessage, type Speaker } from '../runtime/device-message.ts';
import { messageId } from '../runtime/message-id.ts';
import { problemOf, RefusedError } from '../runtime/problems.ts';
import { HANDLERS, type IngestDeps } from './handlers.ts';

/** A message as the broker or the queue hands it over. */
export interface Incoming {
  readonly topic: string;
  readonly payload: string;
  /** Id of the certificate that the sender came with. */
  readonly certificate: string;
}

/** What the rule of AWS IoT puts into the queue; `payload` is base64, so that whatever a device sends gets through. */
export const QueuedMessage = z
  .object({ topic: z.string(), certificate: z.string(), payload: z.base64() })
  .transform(({ payload, ...rest }) => ({
    ...rest,
    payload: Buffer.from(payload, 'base64').toString('utf8'),
  }));

/** What became of a message: `dropped` when nobody is there whom an answer could reach. */
export type Outcome = 'answered' | 'dropped';

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** Whoever speaks on the topic, if it is one of the hall's devices with a certificate in use. */
const speakerOf = async (
  { streams }: Pick<Deps, 'streams'>,
  { tenant, device: name }: UpAddress,
  certificate: string,
): Promise<Speaker | undefined> => {
  const { state } = await streams.load(tenant, deviceAggregate, name);
  return isInUse(state, certificate) ? { tenant, name, device: state, certificate } : undefined;
};

const badInput = (error: z.ZodError): Refusal => ({
  code: 'bad-input',
  message: '填写有误',
  errors: error.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message })),
});

const idOf = (payload: unknown): string | undefined =>
  MessageId.safeParse((payload as { id?: unknown } | undefined)?.id).data;

const handle = async (
  deps: IngestDeps,
  speaker: Speaker,
  kind: UpKind,
  message: unknown,
): Promise<object | undefined> => {
  const handler = HANDLERS[kind] as (
    deps: IngestDeps,
    speaker: Speaker,
    message: unknown,
  ) => Promise<object | undefined>;
  return handler(deps, speaker, message);
};

/** What the same message is told at any time: it does not have to be remembered. */
const isSettled = (kind: UpKind, { code }: Refusal): boolean => kind === 'status' || code === 'key-reused';

/**
 * Whoever was refused has heard it and acts on it: when the message comes once more, later or after a restart, it must
 * not be done after all. So the refusal stands in the device's stream before it is spoken.
 */
const remember = async (deps: IngestDeps, speaker: Speaker, id: string, refusal: Refusal): Promise<void> => {
  const { tenant, name } = speaker;
  const { key, ...rest } = envelopeOfMessage(deps, speaker, { id });
  const envelope = { ...rest, key: `${key} refused` };
  const command = { type: 'note-refusal', message: id, refusal } as const;
  const result = await deps.streams.execute(tenant, deviceAggregate, name, envelope, command);
  if (!result.ok) throw new RefusedError(result.refusal);
};

const answerOf = async (
  deps: IngestDeps,
  speaker: Speaker,
  kind: UpKind,
  { id, payload }: { readonly id: string; readonly payload: unknown },
): Promise<object | undefined> => {
  const known = refusalOf(speaker.device, id);
  if (known) return { problem: problemOf(known) };
  const parsed = UP_MESSAGES[kind].safeParse(payload);
  if (!parsed.success) return { problem: problemOf(badInput(parsed.error)) };
  try {
    return await handle(deps, speaker, kind, parsed.data);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    if (!isSettled(kind, error.refusal)) await remember(deps, speaker, id, error.refusal);
    return { problem: problemOf(error.refusal) };
  }
};

/**
 * Takes one message of a device to the same commands as HTTP and answers on its `down` topic; a repetition gets the
 * first answer again. Throws where it could not be handled: whoever handed it over, or the device, repeats it then.
 */
export const ingest =
  (deps: IngestDeps) =>
  async ({ topic, payload: text, certificate }: Incoming): Promise<Outcome> => {
    const address = parseUpTopic(topic);
    const speaker = address && (await speakerOf(deps, address, certificate));
    const payload = parse(text);
    const replyTo = idOf(payload);
    if (!address || !speaker || replyTo === undefined) return 'dropped';
    const { tenant, device, kind } = address;
    const answer = await answerOf(deps, speaker, kind, { id: replyTo, payload });
    if (!answer || kind === 'status') return 'answered';
    const at = deps.clock.now();
    const id = messageId(deps.secret, at, 'answer', topic, replyTo);
    await deps.messages.publish(downTopic(tenant, device, kind), { id, at, v: 1, replyTo, ...answer });
    return 'answered';
  };
