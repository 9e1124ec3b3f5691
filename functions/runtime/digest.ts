import { createHmac } from 'node:crypto';
import canonicalize from 'canonicalize';

/** Key of all digests that could otherwise be guessed back to a person. */
export type Secret = Uint8Array;

const hmac = (secret: Secret, text: string): string =>
  createHmac('sha256', secret).update(text).digest('base64url');

/** Digest of a request: tells a repetition from another request under the same key, and gives nothing of it away. */
export const digestOf = (secret: Secret, request: unknown): string =>
  hmac(secret, `request:${canonicalize(request) ?? ''}`);

/** Stands for a person across cases without naming anybody. */
export const personKeyOf = (secret: Secret, idType: string, idNo: string): string =>
  hmac(secret, `person:${idType}:${idNo.toUpperCase()}`).slice(0, 22);

/** A name made from a request's key: the same request finds the same item again. */
export const nameOf = (secret: Secret, ...parts: readonly string[]): string =>
  hmac(secret, `name:${parts.join('\n')}`).slice(0, 27);

/** What a kiosk is shown for an appointment: the last four characters of the identity document, on its day. */
export const appointmentCheck = (secret: Secret, day: string, idTail: string): string =>
  nameOf(secret, 'appointment-check', day, idTail.toUpperCase());

/** Six digits for the pick-up locker: nobody has to store them, and nobody can guess them from the case number. */
export const pickUpCodeOf = (secret: Secret, caseNo: string): string =>
  String(
    createHmac('sha256', secret).update(`pick-up:${caseNo}`).digest().readUInt32BE() % 1_000_000,
  ).padStart(6, '0');
