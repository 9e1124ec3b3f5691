import { z } from 'zod';
import type { VaultRef } from '../../shared/kernel/ids.ts';
import type { Commit } from '../../shared/ports/event-log.ts';

const TextRef = z.object({ kind: z.literal('vault'), ref: z.string(), field: z.string() });

/** Where one free text is kept: a field of a vault item. */
export interface WrittenRef {
  readonly kind: 'vault';
  readonly ref: VaultRef;
  readonly field: string;
}

/** Every free text that the commits refer to, in order, each once. */
export const writtenRefs = (commits: readonly Commit[]): readonly WrittenRef[] => {
  const found = new Map<string, WrittenRef>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const text = TextRef.safeParse(value);
    if (!text.success) return Object.values(value).forEach(visit);
    const { ref, field } = text.data;
    found.set(`${ref} ${field}`, { kind: 'vault', ref: ref as VaultRef, field });
  };
  commits.forEach(({ events }) => visit(events));
  return [...found.values()];
};
