import type { Refusal, Result } from '../../kernel/result.ts';
import type { BundleEvent } from './events.ts';

export type BundleRefusal = Refusal<
  | 'not-found'
  | 'bad-input'
  | 'wrong-status'
  | 'not-competent'
  | 'not-authorised'
  | 'extension-used'
  | 'limit-passed'
  | 'review-signed'
  | 'deferral-not-allowed'
>;
export type Decision = Result<readonly BundleEvent[], BundleRefusal>;
