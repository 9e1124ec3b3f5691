import type { Numbers } from '../../shared/ports/numbers.ts';

export const inMemoryNumbers = (): Numbers => {
  const given = new Map<string, number>();
  return {
    for: (tenant) => ({
      lease: async (series, count) => {
        await Promise.resolve();
        const last = given.get(`${tenant}#${series}`) ?? 0;
        given.set(`${tenant}#${series}`, last + count);
        return last + 1;
      },
    }),
  };
};
