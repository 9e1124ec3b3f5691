import { computed, onScopeDispose, shallowReactive, watchEffect, type ComputedRef } from 'vue';
import type { Problem } from '../../../shared/contracts/common.ts';
import { problemOf, type Answered } from '../api/problem.ts';

export type ResourceState = 'idle' | 'loading' | 'ready' | 'offline' | 'failed';

export interface Resource<Data> {
  /** The latest answer; it stays while a newer one is fetched and while the line is cut. */
  readonly data: ComputedRef<Data | undefined>;
  /** `ready` as soon as there are data, `offline` or `failed` only without any. */
  readonly state: ComputedRef<ResourceState>;
  readonly problem: ComputedRef<Problem | undefined>;
  /** The server cannot be reached at the moment. */
  readonly offline: ComputedRef<boolean>;
  reload(): Promise<void>;
}

interface Options {
  /** Asks again after so many milliseconds, while the page is in sight. */
  readonly every?: number;
  /** While the answer to a changed question is under way, the former answer stays. */
  readonly keep?: boolean;
}

type Load<Data> = (init: { readonly signal: AbortSignal }) => Promise<Answered<Data>> | undefined;

interface Facts<Data> {
  data: Data | undefined;
  problem: Problem | undefined;
  offline: boolean;
  pending: boolean;
}

/** One reading at a time; a newer one drops the older one. */
class Reader<Data> {
  readonly facts: Facts<Data> = shallowReactive<Facts<Data>>({
    data: undefined,
    problem: undefined,
    offline: false,
    pending: false,
  });
  readonly #load: Load<Data>;
  #etag: string | undefined;
  #running: AbortController | undefined;

  constructor(load: Load<Data>) {
    this.#load = load;
  }

  async read(): Promise<void> {
    this.stop();
    const control = new AbortController();
    this.#running = control;
    const request = this.#load({ signal: control.signal });
    this.facts.pending = request !== undefined;
    if (!request) return;
    try {
      const answer = await request;
      if (!control.signal.aborted) this.#take(answer);
    } catch (error) {
      if (control.signal.aborted) return;
      if (!(error instanceof TypeError)) throw error;
      this.facts.offline = true;
    } finally {
      if (this.#running === control) this.facts.pending = false;
    }
  }

  /** What was read belongs to another question. */
  forget(): void {
    this.facts.data = undefined;
    this.facts.problem = undefined;
    this.#etag = undefined;
  }

  stop(): void {
    this.#running?.abort();
  }

  #take(answer: Answered<Data>): void {
    this.facts.offline = false;
    if (answer.error !== undefined || !answer.response.ok) {
      this.facts.problem = problemOf(answer);
      return;
    }
    this.facts.problem = undefined;
    const tag = answer.response.headers.get('etag') ?? undefined;
    if (tag === undefined || tag !== this.#etag) this.facts.data = answer.data;
    this.#etag = tag;
  }
}

const stateOf = ({ data, offline, problem, pending }: Facts<unknown>): ResourceState => {
  if (data !== undefined) return 'ready';
  if (offline) return 'offline';
  if (problem) return 'failed';
  return pending ? 'loading' : 'idle';
};

/** Reads again at intervals, when the line is back and when the page comes into sight; not while it is out of sight. */
const keepFresh = (read: () => Promise<void>, every: number | undefined): void => {
  const refresh = (): void => void (document.hidden ? undefined : read());
  const timer = every === undefined ? undefined : setInterval(refresh, every);
  addEventListener('online', refresh);
  if (every !== undefined) document.addEventListener('visibilitychange', refresh);
  onScopeDispose(() => {
    clearInterval(timer);
    removeEventListener('online', refresh);
    document.removeEventListener('visibilitychange', refresh);
  });
};

/**
 * Reads from the interface, and again whenever something reactive that `load` uses has changed:
 * `useResource((init) => api.GET('/v1/{tenant}/queues/{zone}', { ...init, params: { path: { tenant, zone: zone.value } } }))`.
 * `load` gives nothing as long as there is nothing to read. Unchanged answers keep the identity of `data`.
 */
export const useResource = <Data>(
  load: Load<Data>,
  { every, keep = false }: Options = {},
): Resource<Data> => {
  const reader = new Reader(load);
  const { facts } = reader;
  watchEffect(() => {
    if (!keep) reader.forget();
    void reader.read();
  });
  keepFresh(() => reader.read(), every);
  onScopeDispose(() => reader.stop());
  return {
    data: computed(() => facts.data),
    state: computed(() => stateOf(facts)),
    problem: computed(() => facts.problem),
    offline: computed(() => facts.offline),
    reload: () => reader.read(),
  };
};
