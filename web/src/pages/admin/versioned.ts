import type { Answered } from '../../api/problem.ts';

/** The version that an answer showed, for the change that rests on it. */
export const versionOf = ({ response }: Answered<unknown>): number | undefined => {
  const digits = /^(?:W\/)?"(\d+)"$/.exec(response.headers.get('etag') ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
};
