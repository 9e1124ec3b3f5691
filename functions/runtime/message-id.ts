import { createHmac } from 'node:crypto';
import { encodeTime } from 'ulid';
import { epochMsOf, type Instant } from '../../shared/kernel/instant.ts';
import type { Secret } from './digest.ts';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_LENGTH = 10;
const CHANCE_LENGTH = 16;

/** A ULID made from what it is for: the same message, sent once more, carries the same id. */
export const messageId = (secret: Secret, at: Instant, ...parts: readonly string[]): string => {
  const digest = createHmac('sha256', secret)
    .update(`message:${parts.join('\n')}`)
    .digest();
  const chance = [...digest.subarray(0, CHANCE_LENGTH)].map((byte) => CROCKFORD[byte % CROCKFORD.length]);
  return encodeTime(epochMsOf(at), TIME_LENGTH) + chance.join('');
};
