import { ref, type Ref } from 'vue';
import { officeTexts as texts } from '../../texts/zh-CN/office.ts';
import type { Act } from '../../composables/use-act.ts';

export interface Bulk {
  readonly isBusy: Readonly<Ref<boolean>>;
  /** What came of it: how many were done, and every one that was refused with its reason. */
  readonly told: Readonly<Ref<readonly string[]>>;
  run(caseNos: readonly string[]): Promise<void>;
}

/** One act on many cases, one after the other. */
export const useBulk = (
  act: Act<[string], unknown>,
  done: (count: number) => string,
  finished: () => void,
): Bulk => {
  const isBusy = ref(false);
  const told = ref<readonly string[]>([]);
  const run = async (caseNos: readonly string[]): Promise<void> => {
    isBusy.value = true;
    const failures: string[] = [];
    for (const caseNo of caseNos) {
      if (!(await act.run(caseNo))) failures.push(texts.bulkFailed(caseNo, act.problem.value?.title ?? ''));
    }
    told.value = [done(caseNos.length - failures.length), ...failures];
    isBusy.value = false;
    finished();
  };
  return { isBusy, told, run };
};
