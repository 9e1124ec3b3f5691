import { refuse, type Refusal, type Result } from '../../kernel/result.ts';
import type { CaseEvent } from './events.ts';

/** Stable slugs of everything the case's rules may refuse; each becomes the `type` of a problem document. */
type CaseRefusalCode =
  | 'not-found'
  | 'not-allowed'
  | 'bad-input'
  | 'wrong-status'
  | 'one-time-notice'
  | 'notice-overdue'
  | 'too-early'
  | 'materials-missing'
  | 'deferred-missing'
  | 'deferral-not-allowed'
  | 'commitment-not-offered'
  | 'in-person-required'
  | 'entrustment-missing'
  | 'not-competent'
  | 'claimed-by-other'
  | 'separation-of-duties'
  | 'not-authorised'
  | 'limit-exceeds-statute'
  | 'limit-passed'
  | 'extension-used'
  | 'immediate-no-extension'
  | 'immediate-no-procedure'
  | 'procedure-not-allowed'
  | 'reasons-missing'
  | 'no-card'
  | 'card-order'
  | 'card-exists'
  | 'card-answered';

export type CaseRefusal = Refusal<CaseRefusalCode>;
export type Decision = Result<readonly CaseEvent[], CaseRefusal>;

/** One thing that is wrong with the body of a command. */
export interface InputError {
  readonly path: string;
  readonly message: string;
}

/** A refusal to hand on as a value: guards answer with it or with nothing. */
export const refusal = (
  code: CaseRefusalCode,
  message: string,
  errors?: CaseRefusal['errors'],
): CaseRefusal => refuse(code, message, errors).refusal;

export const refused = (why: CaseRefusal): Decision => ({ ok: false, refusal: why });

export const badInput = (errors: readonly InputError[]): Decision =>
  refuse('bad-input', errors.map(({ message }) => message).join('；'), errors);
