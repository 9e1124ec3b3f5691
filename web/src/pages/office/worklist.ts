import { shallowRef } from 'vue';

const cases = shallowRef<readonly string[]>([]);

/** The inbox as it was filtered when a case was opened from it: what comes next after this case. */
export const worklist = {
  keep: (caseNos: readonly string[]): void => {
    cases.value = caseNos;
  },
  /** Its place from 1 on, how many there are, and the next one; nothing for a case that was reached in another way. */
  placeOf: (
    caseNo: string,
  ): { readonly index: number; readonly all: number; readonly next?: string } | undefined => {
    const index = cases.value.indexOf(caseNo);
    if (index < 0) return undefined;
    const next = cases.value[index + 1];
    return { index: index + 1, all: cases.value.length, ...(next === undefined ? {} : { next }) };
  },
};
