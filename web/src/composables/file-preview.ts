import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import { fetchFile } from './files.ts';

/** What a browser shows by itself; whatever else a file says it is, it is not shown as. */
const SHOWN = ['application/pdf', 'image/jpeg', 'image/png'] as const;

export type Preview =
  | { readonly state: 'loading' | 'failed' }
  | { readonly state: 'ready'; readonly kind: 'pdf' | 'image'; readonly url: string }
  | { readonly state: 'other' };

const fetchPreview = async (tenant: string, id: string, caseNo: string): Promise<Preview> => {
  const stored = await fetchFile(tenant, id, caseNo);
  if (!stored) return { state: 'failed' };
  const type = SHOWN.find((known) => stored.headers.get('content-type')?.startsWith(known));
  if (type === undefined) return { state: 'other' };
  const url = URL.createObjectURL(new Blob([await stored.arrayBuffer()], { type }));
  return { state: 'ready', kind: type === 'application/pdf' ? 'pdf' : 'image', url };
};

/** Shows one paper of a case at a time; the bytes stay in memory and go with the page. */
export const useFilePreview = (
  tenant: () => string,
  caseNo: () => string,
): {
  readonly preview: Readonly<ShallowRef<Preview | undefined>>;
  readonly open: (id: string) => Promise<void>;
} => {
  const preview = shallowRef<Preview>();
  let asked = '';
  const drop = (): void => {
    if (preview.value?.state === 'ready') URL.revokeObjectURL(preview.value.url);
  };
  const open = async (id: string): Promise<void> => {
    drop();
    asked = id;
    preview.value = { state: 'loading' };
    try {
      const found = await fetchPreview(tenant(), id, caseNo());
      if (asked === id) preview.value = found;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      if (asked === id) preview.value = { state: 'failed' };
    }
  };
  onScopeDispose(drop);
  return { preview, open };
};
