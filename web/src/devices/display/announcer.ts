import type { Board } from '../../../../shared/contracts/mqtt.ts';

/** A call that is older is not spoken any more: whoever was meant has been called by the next one. */
const FRESH_MS = 60_000;

/** Figures one by one, as numbers are called: A012 is not A twelve. */
export const spoken = (say: string): string =>
  say.replace(/[A-Z]\d{3,}/g, (no) => no.replaceAll('0', '零').replace(/(?!^)./g, ' $&'));

/** Two tones, for a browser without a Chinese voice. */
const chime = (): void => {
  const audio = new AudioContext();
  for (const [index, frequency] of [880, 660].entries()) {
    const tone = audio.createOscillator();
    const gain = audio.createGain();
    const from = audio.currentTime + index * 0.35;
    tone.frequency.value = frequency;
    gain.gain.setValueAtTime(0.4, from);
    gain.gain.exponentialRampToValueAtTime(0.001, from + 0.6);
    tone.connect(gain).connect(audio.destination);
    tone.start(from);
    tone.stop(from + 0.6);
    if (index === 1) tone.addEventListener('ended', () => void audio.close());
  }
};

const chineseVoice = (): SpeechSynthesisVoice | undefined =>
  'speechSynthesis' in globalThis
    ? speechSynthesis.getVoices().find(({ lang }) => /^(zh|cmn)\b/i.test(lang.replace('_', '-')))
    : undefined;

/** Says each call once, one after the other: the browser keeps the queue of what is to be spoken. */
export class Announcer {
  readonly #said = new Set<string>();

  /** What was called before the screen was there has been heard by nobody here, and is too late now. */
  pass(boards: readonly Board[]): void {
    for (const { id, say } of boards) if (say !== undefined) this.#said.add(id);
  }

  announce(boards: readonly Board[], now: number): void {
    for (const { id, at, say } of boards) {
      if (say === undefined || this.#said.has(id)) continue;
      this.#said.add(id);
      if (now - Date.parse(at) < FRESH_MS) this.#speak(say);
    }
  }

  #speak(say: string): void {
    const voice = chineseVoice();
    if (!voice) {
      chime();
      return;
    }
    const utterance = new SpeechSynthesisUtterance(spoken(say));
    utterance.lang = 'zh-CN';
    utterance.voice = voice;
    utterance.rate = 0.9;
    utterance.addEventListener('error', chime);
    speechSynthesis.speak(utterance);
  }
}
