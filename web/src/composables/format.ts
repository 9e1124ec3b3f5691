const ZONE = 'Asia/Shanghai';

const minute = new Intl.DateTimeFormat('zh-CN', {
  timeZone: ZONE,
  month: 'long',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const clock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: ZONE,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const longDay = new Intl.DateTimeFormat('zh-CN', { timeZone: ZONE, dateStyle: 'long' });

/** `11月23日 09:05` */
export const minuteText = (instant: string): string => minute.format(new Date(instant));
/** `09:05` */
export const clockText = (instant: string): string => clock.format(new Date(instant));
const shortDay = new Intl.DateTimeFormat('zh-CN', {
  timeZone: ZONE,
  month: 'long',
  day: 'numeric',
  weekday: 'short',
});

/** `11月23日周一`, of a day `YYYY-MM-DD`. */
export const shortDayText = (day: string): string => shortDay.format(new Date(`${day}T00:00:00+08:00`));

/** `2026年11月23日`, of an instant or of a day `YYYY-MM-DD`. */
export const dayText = (when: string): string =>
  longDay.format(new Date(when.length === 10 ? `${when}T00:00:00+08:00` : when));

/** What the hall says in words with days of the form `2026-11-23` in them, with the days as people write them. */
export const datedText = (text: string): string => text.replace(/\d{4}-\d{2}-\d{2}/g, dayText);

const isoDay = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, dateStyle: 'short' });
/** The hall's day of an instant, `2026-11-23`; without one today, by the clock of this device. */
export const shanghaiDay = (instant?: string): string =>
  isoDay.format(instant === undefined ? new Date() : new Date(instant));
