import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import type { PageState } from '../../../shared/contracts/device-pages.ts';

export interface AgentLink {
  /** What the device's program says, pushed by it whenever it changes; absent until it has spoken. */
  readonly state: ShallowRef<PageState | undefined>;
  /** The program does not answer. The browser goes on trying by itself. */
  readonly isBroken: ShallowRef<boolean>;
}

/** The link to the program that serves this page. */
export const useAgent = (): AgentLink => {
  const state = shallowRef<PageState>();
  const isBroken = shallowRef(false);
  const events = new EventSource('/events');
  events.addEventListener('message', ({ data }: MessageEvent<string>) => {
    state.value = JSON.parse(data) as PageState;
    isBroken.value = false;
  });
  events.addEventListener('error', () => {
    isBroken.value = true;
  });
  onScopeDispose(() => events.close());
  return { state, isBroken };
};

/** What the program says to a press; undefined when it does not answer. */
export const press = async <Answer>(act: string, body: object): Promise<Answer | undefined> => {
  try {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`/${act}`, { method: 'POST', headers, body: JSON.stringify(body) });
    return (await response.json()) as Answer;
  } catch {
    return undefined;
  }
};
