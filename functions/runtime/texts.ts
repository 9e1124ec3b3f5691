import type { WrittenText } from '../../shared/domain/text.ts';
import { phraseCodeOf, phraseTextOf } from '../../shared/codes/phrases.ts';
import type { VaultRef } from '../../shared/kernel/ids.ts';
import type { TenantVault } from '../../shared/ports/vault.ts';

/**
 * Collects what one request wrote. A standard phrase goes into the log by its code; free text stays in the vault, one
 * item a request, under a name made from the request's key, so that a repetition finds it again.
 */
export class Texts {
  readonly #ref: VaultRef;
  readonly #free: Record<string, string> = {};

  constructor(ref: VaultRef) {
    this.#ref = ref;
  }

  /** How the log refers to the text of `field`. */
  written(field: string, text: string): WrittenText {
    const code = phraseCodeOf(text);
    if (code !== undefined) return { kind: 'phrase', code };
    this.#free[field] = text;
    return { kind: 'vault', ref: this.#ref, field };
  }

  /** A free text of this request that is not stored yet; nothing for every other one. */
  draftOf(text: WrittenText): string | undefined {
    return text.kind === 'vault' && text.ref === this.#ref ? this.#free[text.field] : undefined;
  }

  /** Stores the free texts; nothing to do where there are none. */
  async keep(vault: TenantVault): Promise<void> {
    if (Object.keys(this.#free).length > 0) await vault.putOnce(this.#ref, this.#free, {});
  }
}

const ERASED = '（内容已依申请删除）';

/** The text itself, for those who may read the file of the case. */
export const readText = async (vault: TenantVault, text: WrittenText): Promise<string> => {
  if (text.kind === 'phrase') return phraseTextOf(text.code) ?? text.code;
  const item = (await vault.get(text.ref)) as Readonly<Record<string, string>> | undefined;
  return item?.[text.field] ?? ERASED;
};
