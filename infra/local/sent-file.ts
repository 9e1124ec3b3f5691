import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import type { NoticeMessage, NoticeProvider } from '../../shared/ports/notices.ts';

/** Lines of a file that were written to their end; half a line is what a power cut left, and is cut off. */
const wholeLines = (file: string): readonly string[] => {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) truncateSync(file, Buffer.byteLength(whole));
  return whole.split('\n').filter((line) => line !== '');
};

/**
 * A provider that writes messages into a file instead of to people, one JSON line each. Like a real one it takes an id
 * once. Holds names and telephone numbers: only its owner may read it.
 */
export const sentFile = (file: string): NoticeProvider => {
  const taken = new Set(wholeLines(file).map((line) => (JSON.parse(line) as NoticeMessage).id));
  return {
    send: (message) => {
      if (!taken.has(message.id)) appendFileSync(file, `${JSON.stringify(message)}\n`, { mode: 0o600 });
      taken.add(message.id);
      return Promise.resolve();
    },
  };
};
