import type { VaultRef } from '../kernel/ids.ts';

/**
 * What somebody wrote. A standard phrase of the hall (常用意见) is kept by its code; everything else is free text,
 * may name a person, and therefore stays in the vault (ARCHITECTURE: personal data is not in the log).
 */
export type WrittenText =
  | { readonly kind: 'phrase'; readonly code: string }
  | { readonly kind: 'vault'; readonly ref: VaultRef; readonly field: string };
