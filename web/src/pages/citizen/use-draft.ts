import { onScopeDispose, ref, watch, type Ref } from 'vue';
import { dropDraft, findDraft, keepDraft } from './drafts.ts';

type DraftName = readonly [string, string, string];
const PAUSE_MS = 600;

export interface KeptDraft {
  /** This browser keeps nothing (a private window, no room). */
  readonly failed: Readonly<Ref<boolean>>;
  /** What was kept before, or nothing. */
  find(name: DraftName): Promise<unknown>;
  /** Keeps what `source` says a moment after each change, until it is dropped. */
  follow(name: DraftName, source: () => object): void;
  drop(name: DraftName): Promise<void>;
}

/** Keeps a draft on this device while somebody types. */
export const useDraft = (): KeptDraft => {
  const failed = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stop: (() => void) | undefined;

  const tried = async <Value>(work: () => Promise<Value>): Promise<Value | undefined> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      failed.value = true;
      return undefined;
    }
  };
  const cease = (): void => {
    clearTimeout(timer);
    stop?.();
  };
  onScopeDispose(() => clearTimeout(timer));
  return {
    failed,
    find: (name) => tried(() => findDraft(name)),
    follow: (name, source) => {
      cease();
      stop = watch(
        source,
        (draft) => {
          clearTimeout(timer);
          timer = setTimeout(() => void tried(() => keepDraft(name, draft)), PAUSE_MS);
        },
        { deep: true },
      );
    },
    drop: async (name) => {
      cease();
      await tried(() => dropDraft(name));
    },
  };
};
