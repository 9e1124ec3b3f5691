import { ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import type { Problem } from '../../../shared/contracts/common.ts';
import { problemOf, type Answered } from '../api/problem.ts';
import { commonTexts } from '../texts/zh-CN/common.ts';

interface ActInit {
  readonly headers: Readonly<Record<string, string>>;
}

export interface Act<Args extends readonly unknown[], Data> {
  /** The answer; nothing when it was refused, did not get through, or another one is under way. */
  run(...args: Args): Promise<Data | undefined>;
  readonly pending: Readonly<Ref<boolean>>;
  /** Why the last one was refused. */
  readonly problem: Readonly<ShallowRef<Problem | undefined>>;
  dismiss(): void;
}

interface Options {
  /** Version that the act rests on: sent as `If-Match`, so that nobody overwrites what he has not seen. */
  readonly version?: () => number | undefined;
}

const OFFLINE: Problem = { type: 'offline', title: commonTexts.offlineAct, status: 0 };

/**
 * Something that is done at the server, once: the same attempt sent again after a cut line carries the same
 * `Idempotency-Key`. `send` gets the headers: `useAct((init, id: string) => api.POST(path, { ...init, body: {…} }))`.
 */
export const useAct = <Args extends readonly unknown[], Data>(
  send: (init: ActInit, ...args: Args) => Promise<Answered<Data>>,
  { version }: Options = {},
): Act<Args, Data> => {
  const pending = ref(false);
  const problem = shallowRef<Problem>();
  let unanswered: { readonly args: string; readonly key: string } | undefined;

  const keyFor = (args: Args): string => {
    const text = JSON.stringify(args);
    if (unanswered?.args !== text) unanswered = { args: text, key: crypto.randomUUID() };
    return unanswered.key;
  };

  const headersFor = (args: Args): Record<string, string> => {
    const known = version?.();
    return {
      'idempotency-key': keyFor(args),
      ...(known === undefined ? {} : { 'if-match': `"${known}"` }),
    };
  };

  const attempt = async (args: Args): Promise<Data | undefined> => {
    const answer = await send({ headers: headersFor(args) }, ...args);
    // After a fault nobody knows whether it was done: the next attempt is the same one.
    if (answer.response.status < 500) unanswered = undefined;
    if (answer.response.ok && answer.error === undefined) return answer.data;
    problem.value = problemOf(answer);
    return undefined;
  };

  const run = async (...args: Args): Promise<Data | undefined> => {
    if (pending.value) return undefined;
    pending.value = true;
    problem.value = undefined;
    try {
      return await attempt(args);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      problem.value = OFFLINE;
      return undefined;
    } finally {
      pending.value = false;
    }
  };

  const dismiss = (): void => {
    problem.value = undefined;
  };
  return { run, pending, problem, dismiss };
};
