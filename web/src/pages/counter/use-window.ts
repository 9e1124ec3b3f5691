import { computed, ref, watch, type ComputedRef, type Ref } from 'vue';
import type { QueueView, TicketView } from '../../../../shared/contracts/queues.ts';
import type { MyWindowsView, WindowActName } from '../../../../shared/contracts/windows.ts';
import { api } from '../../api/client.ts';
import type { Answered } from '../../api/problem.ts';

import { useAct, type Act } from '../../composables/use-act.ts';
import { useIdentity } from '../../composables/use-identity.ts';
import { useResource, type Resource } from '../../composables/use-resource.ts';

/** Waiting people whom a clerk has in view; how many there are in all stands beside. */
const SHOWN = 12;
const FRESH_MS = 3_000;
/** Who is sent to another window walks there: half a minute is soon enough. */
const SENT_MS = 30_000;

/** Where a number may be sent. */
export interface Transfer {
  readonly service?: string;
  readonly window?: string;
}

type Current = QueueView['calling'][number] & Partial<Pick<TicketView, 'lane' | 'further'>>;

export interface CounterWindow {
  readonly id: Ref<string>;
  /** Windows of the account, and those where the clerk was sent for a tide. */
  readonly windows: ComputedRef<readonly string[]>;
  /** Where the clerk was sent and has not turned to yet. */
  readonly sent: ComputedRef<MyWindow | undefined>;
  /** The hall's zones; until one of them has the window there is no queue. */
  readonly zones: Resource<unknown>;
  readonly isPlaced: ComputedRef<boolean>;
  readonly queue: Resource<QueueView>;
  readonly status: ComputedRef<'open' | 'paused' | 'closed'>;
  /** How many they are in all. */
  readonly waitingTotal: ComputedRef<number>;
  /** The number at the window, called or being served. */
  readonly current: ComputedRef<Current | undefined>;
  /** Whom the window may call, the next one first. */
  readonly waiting: ComputedRef<QueueView['waiting']>;
  readonly serviceName: (code: string) => string;
  readonly act: Act<[name: WindowActName, body?: Transfer | { readonly cases: readonly string[] }], unknown>;
}

type MyWindow = MyWindowsView['items'][number];

interface Sent {
  readonly headers: Readonly<Record<string, string>>;
  readonly params: { readonly path: { readonly tenant: string; readonly id: string } };
}

const send = (init: Sent, name: WindowActName, body: object): Promise<Answered<unknown>> => {
  switch (name) {
    case 'open':
      return api.POST('/v1/{tenant}/windows/{id}/open', { ...init, body });
    case 'pause':
      return api.POST('/v1/{tenant}/windows/{id}/pause', { ...init, body: {} });
    case 'close':
      return api.POST('/v1/{tenant}/windows/{id}/close', { ...init, body: {} });
    case 'call-next':
      return api.POST('/v1/{tenant}/windows/{id}/call-next', { ...init, body: {} });
    case 'recall':
      return api.POST('/v1/{tenant}/windows/{id}/recall', { ...init, body: {} });
    case 'skip':
      return api.POST('/v1/{tenant}/windows/{id}/skip', { ...init, body: {} });
    case 'transfer':
      return api.POST('/v1/{tenant}/windows/{id}/transfer', { ...init, body });
    case 'start':
      return api.POST('/v1/{tenant}/windows/{id}/start', { ...init, body: {} });
    case 'finish':
      return api.POST('/v1/{tenant}/windows/{id}/finish', { ...init, body });
  }
};

const ticketIn = (answer: unknown): TicketView | undefined =>
  typeof answer === 'object' && answer !== null && 'ticket' in answer && typeof answer.ticket === 'object'
    ? ((answer.ticket as TicketView | null) ?? undefined)
    : undefined;

/** Where the clerk may work today: by the account, and where somebody sent him or her for a tide (C21). */
const useMyWindows = (id: Ref<string>) => {
  const me = useIdentity();
  const mine = useResource(
    (init) => api.GET('/v1/{tenant}/my-windows', { ...init, params: { path: { tenant: me.value.tenant } } }),
    { every: SENT_MS },
  );
  const items = computed(() => mine.data.value?.items ?? []);
  const windows = computed(() => [
    ...new Set([...me.value.windows, ...items.value.map((window) => window.id)]),
  ]);
  // The window of a tide is the clerk's no longer once it is closed.
  watch(windows, ([first = '', ...rest]) => {
    if (id.value !== first && !rest.includes(id.value)) id.value = first;
  });
  const sent = computed(() => items.value.find((window) => window.sent && window.id !== id.value));
  return { windows, sent, reload: () => mine.reload() };
};

/** The clerk's window: its queue, kept fresh, and what can be done at it. */
export const useWindow = (): CounterWindow => {
  const me = useIdentity();
  const id = ref(me.value.windows[0] ?? '');
  const mine = useMyWindows(id);
  const zones = useResource((init) =>
    api.GET('/v1/{tenant}/zones', { ...init, params: { path: { tenant: me.value.tenant } } }),
  );
  const zone = computed(() =>
    zones.data.value?.items.find(({ windows }) => windows.some((each) => each.id === id.value)),
  );
  const queue = useResource(
    (init) =>
      zone.value &&
      api.GET('/v1/{tenant}/queues/{zone}', {
        ...init,
        params: {
          path: { tenant: me.value.tenant, zone: zone.value.code },
          query: { limit: SHOWN, window: id.value },
        },
      }),
    { every: FRESH_MS },
  );
  const own = computed(() => queue.data.value?.windows.find((each) => each.id === id.value));
  /** What only the answer to a call says of the number. */
  const called = ref<TicketView>();
  const current = computed(() => {
    const found = queue.data.value?.calling.find(({ window }) => window === id.value);
    if (!found) return undefined;
    return called.value?.no === found.no ? { ...called.value, ...found } : found;
  });
  const act = useAct(async (init, name: WindowActName, body: object = {}) => {
    const path = { tenant: me.value.tenant, id: id.value };
    const answer = await send({ ...init, params: { path } }, name, body);
    called.value = ticketIn(answer.data) ?? called.value;
    await Promise.all([queue.reload(), ...(name === 'close' ? [mine.reload()] : [])]);
    return answer;
  });
  return {
    id,
    windows: mine.windows,
    sent: mine.sent,
    zones,
    isPlaced: computed(() => zone.value !== undefined),
    queue,
    status: computed(() => own.value?.status ?? 'closed'),
    current,
    waiting: computed(() => queue.data.value?.waiting ?? []),
    waitingTotal: computed(() =>
      (queue.data.value?.services ?? [])
        .filter(({ code }) => own.value?.services.includes(code))
        .reduce((sum, service) => sum + service.waiting, 0),
    ),
    serviceName: (code) => queue.data.value?.services.find((each) => each.code === code)?.name ?? code,
    act,
  };
};
