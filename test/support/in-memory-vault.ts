import type { Vault } from '../../shared/ports/vault.ts';

/** A vault in memory, for tests that are not about sealing. Contents pass through JSON. */
export const inMemoryVault = (): Vault => {
  const items = new Map<string, { about: string; content: string | undefined }>();
  return {
    for: (tenant) => ({
      putOnce: async <About extends Readonly<Record<string, string>>>(
        ref: string,
        content: unknown,
        about: About,
      ) => {
        await Promise.resolve();
        const place = `${tenant}#${ref}`;
        const found = items.get(place);
        if (found) return JSON.parse(found.about) as About;
        items.set(place, { about: JSON.stringify(about), content: JSON.stringify(content) });
        return about;
      },
      aboutOf: async (ref) => {
        await Promise.resolve();
        const about = items.get(`${tenant}#${ref}`)?.about;
        return about === undefined ? undefined : (JSON.parse(about) as Readonly<Record<string, string>>);
      },
      get: async (ref) => {
        await Promise.resolve();
        const content = items.get(`${tenant}#${ref}`)?.content;
        return content === undefined ? undefined : (JSON.parse(content) as unknown);
      },
      erase: async (ref) => {
        await Promise.resolve();
        const found = items.get(`${tenant}#${ref}`);
        if (found) items.set(`${tenant}#${ref}`, { ...found, content: undefined });
      },
    }),
  };
};
