import { z } from '@hono/zod-openapi';
import type { TenantCode, VaultRef } from '../../shared/kernel/ids.ts';
import type { Commit, StreamId } from '../../shared/ports/event-log.ts';
import type { Deps } from './deps.ts';
import { readText } from './texts.ts';

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

const WrittenView = z
  .object({ ref: z.string(), field: z.string(), text: z.string() })
  .meta({ id: 'WrittenText', description: '记录中以 ref、field 指明的原文：意见、理由、说明' });

/** Answer of the routes `…/texts`. */
export const WrittenTexts = z.object({ items: z.array(WrittenView) });

/** The words behind every reference in the log of a stream, in order; a text erased on request says so. */
export const readWritten = async (
  deps: Pick<Deps, 'log' | 'vault'>,
  tenant: TenantCode,
  stream: StreamId,
): Promise<z.infer<typeof WrittenTexts>> => {
  const refs = writtenRefs(await deps.log.for(tenant).read(stream));
  const vault = deps.vault.for(tenant);
  const items = refs.map(async (written) => ({
    ref: written.ref,
    field: written.field,
    text: await readText(vault, written),
  }));
  return { items: await Promise.all(items) };
};
