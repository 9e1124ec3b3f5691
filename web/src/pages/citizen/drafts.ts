/**
 * What somebody has filled in and not yet handed in, on this device alone: sealed with a key that the browser keeps and
 * gives to no script, one draft a matter and account. Without a place to keep it (a private window), nothing is kept.
 */
const STORE = 'drafts';
const KEY_NAME = 'key';

interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly bytes: ArrayBuffer;
}

const asked = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the browser keeps nothing'));
  });

const open = (): Promise<IDBDatabase> => {
  const request = indexedDB.open('ow-drafts', 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return asked(request);
};

const inStore = async <Value>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<Value>,
): Promise<Value> => {
  const base = await open();
  try {
    return await asked(work(base.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    base.close();
  }
};

const get = (key: string): Promise<unknown> =>
  inStore('readonly', (store) => store.get(key) as IDBRequest<unknown>);

const sealingKey = async (): Promise<CryptoKey> => {
  const known = await get(KEY_NAME);
  if (known instanceof CryptoKey) return known;
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  await inStore('readwrite', (store) => store.put(key, KEY_NAME));
  return key;
};

const isSealed = (value: unknown): value is Sealed =>
  typeof value === 'object' && value !== null && 'iv' in value && 'bytes' in value;

const nameOf = (sub: string, tenant: string, matter: string): string => `${sub} ${tenant} ${matter}`;

/** @throws DOMException where the browser keeps nothing. */
export const keepDraft = async (
  [sub, tenant, matter]: readonly [string, string, string],
  draft: object,
): Promise<void> => {
  const key = await sealingKey();
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(draft));
  const bytes = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, text);
  await inStore('readwrite', (store) =>
    store.put({ iv, bytes } satisfies Sealed, nameOf(sub, tenant, matter)),
  );
};

/** The draft, or nothing. @throws DOMException where the browser keeps nothing. */
export const findDraft = async ([sub, tenant, matter]: readonly [
  string,
  string,
  string,
]): Promise<unknown> => {
  const sealed = await get(nameOf(sub, tenant, matter));
  if (!isSealed(sealed)) return undefined;
  const key = await sealingKey();
  const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.iv }, key, sealed.bytes);
  return JSON.parse(new TextDecoder().decode(text)) as unknown;
};

/** @throws DOMException where the browser keeps nothing. */
export const dropDraft = async ([sub, tenant, matter]: readonly [string, string, string]): Promise<void> => {
  await inStore('readwrite', (store) => store.delete(nameOf(sub, tenant, matter)));
};
