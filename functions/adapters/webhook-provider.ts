import { createHmac } from 'node:crypto';
import type { Clock } from '../../shared/kernel/clock.ts';
import { epochMsOf } from '../../shared/kernel/instant.ts';
import { NoticeProviderError, type NoticeProvider } from '../../shared/ports/notices.ts';

export interface WebhookOptions {
  /** Where messages are posted. */
  readonly url: string;
  /** Shared with the receiver; signs every message. */
  readonly secret: Uint8Array;
  readonly clock: Clock;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;
const MS_A_SECOND = 1_000;
/** The receiver has had this id: as good as taken. */
const CONFLICT = 409;

/** `v1=<hex>` of HMAC-SHA256 over `<timestamp>.<body>`: the receiver computes the same (docs/integration.md). */
export const webhookSignature = (secret: Uint8Array, timestamp: string, body: string): string =>
  `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;

/** Hands notices over by HTTPS `POST`, signed, each with its id as `Idempotency-Key`. */
export const webhookProvider = ({
  url,
  secret,
  clock,
  timeoutMs = TIMEOUT_MS,
}: WebhookOptions): NoticeProvider => ({
  send: async (message) => {
    const body = JSON.stringify(message);
    const timestamp = String(Math.floor(epochMsOf(clock.now()) / MS_A_SECOND));
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'idempotency-key': message.id,
      'x-onewindow-timestamp': timestamp,
      'x-onewindow-signature': webhookSignature(secret, timestamp, body),
    };
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'error', signal }).catch(
      (cause: unknown) => {
        throw new NoticeProviderError(`${message.id}: provider not reached`, { cause });
      },
    );
    await answer.body?.cancel();
    if (!answer.ok && answer.status !== CONFLICT) {
      throw new NoticeProviderError(`${message.id}: provider answered ${answer.status}`);
    }
  },
});
