import type { Problem } from '../../../shared/contracts/common.ts';
import { commonTexts } from '../texts/zh-CN/common.ts';

/** How `openapi-fetch` answers. */
export interface Answered<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'type' in value && 'title' in value;

/** The refusal in an answer; a fault of a server that does not say what it is gets words of our own. */
export const problemOf = ({ error, response }: Answered<unknown>): Problem =>
  isProblem(error) ? error : { type: 'fault', title: commonTexts.fault, status: response.status };

/** Somebody else was faster: the version that the act rested on is not the present one. */
export const isConflict = ({ status }: Problem): boolean => status === 412;
