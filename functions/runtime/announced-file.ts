import type { VaultRef } from '../../shared/kernel/ids.ts';

/** Vault item that holds the name of a file, who uploaded it, and what was announced. */
export const fileRef = (id: string): VaultRef => `file:${id}` as VaultRef;

/** What stays readable beside it for who may not open the vault; nothing for files of before it was kept there. */
export type FileAbout = Readonly<{ owner: string }>;

/** `sha256`: hash that was announced before the upload, 64 hex digits; files of before it was kept have none. */
export interface AnnouncedFile {
  readonly name: string;
  readonly owner: string;
  readonly sha256?: string;
}
