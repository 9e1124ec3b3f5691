import { onScopeDispose } from 'vue';
import { scannedFrom, type Scanned } from './scanned.ts';

const PAUSE_MS = 100;

/** Hears card readers and code scanners that type like a keyboard, wherever the focus is. */
export const useScanner = (take: (scanned: Scanned) => void): void => {
  let typed = '';
  let last = 0;
  const onKey = (event: KeyboardEvent): void => {
    if (event.timeStamp - last > PAUSE_MS) typed = '';
    last = event.timeStamp;
    if (event.key.length === 1) typed += event.key;
    if (event.key !== 'Enter') return;
    const scanned = scannedFrom(typed);
    typed = '';
    if (!scanned) return;
    // The Enter of the reader presses nothing.
    event.preventDefault();
    take(scanned);
  };
  addEventListener('keydown', onKey, true);
  onScopeDispose(() => removeEventListener('keydown', onKey, true));
};
