import { onScopeDispose } from 'vue';

/** `F2` or `Ctrl+Enter`, as they stand on the buttons. */
type Key = string;

const keyOf = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): Key =>
  `${ctrlKey || metaKey ? 'Ctrl+' : ''}${altKey ? 'Alt+' : ''}${key}`;

/** Dialogues stay in the page while they are closed, out of sight. */
const isDialogueOpen = (): boolean =>
  [...document.querySelectorAll('[aria-modal="true"]')].some((dialogue) => dialogue.checkVisibility());

/** Keys of a page for as long as it is open. A dialogue that is open keeps them to itself. */
export const useShortcuts = (shortcuts: Readonly<Record<Key, () => unknown>>): void => {
  const onKey = (event: KeyboardEvent): void => {
    const run = shortcuts[keyOf(event)];
    if (!run) return;
    // Also what the browser would do with the key (F3 searches) is not wanted here.
    event.preventDefault();
    if (!event.repeat && !isDialogueOpen()) run();
  };
  addEventListener('keydown', onKey);
  onScopeDispose(() => removeEventListener('keydown', onKey));
};
