import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import type { Day } from '../kernel/instant.ts';
import type { YearOverride } from './rules.ts';

/** Which days a year's notice (国务院办公厅关于节假日安排的通知) takes off and which weekends it works. */
export interface YearNotice {
  /** No notice is known: weekends and the festivals of fixed date only, until it comes out. */
  readonly provisional: boolean;
  /** Name of the festival by day. */
  readonly holidays: ReadonlyMap<string, string>;
  readonly workdays: ReadonlySet<string>;
}

/** 全国年节及纪念日放假办法 (2024年修订) 第二条, as far as the date does not depend on the moon or the sun. */
const FIXED_FESTIVALS = [
  ['01-01', '元旦'],
  ['05-01', '劳动节'],
  ['05-02', '劳动节'],
  ['10-01', '国庆节'],
  ['10-02', '国庆节'],
  ['10-03', '国庆节'],
] as const;

const holidayEntries = Object.entries(published.holidays);
const publishedWorkdays = Object.keys(published.workdays);

/** `National Day,国庆节,3` → `国庆节`. */
const chineseName = (entry: string): string => entry.split(',')[1] ?? entry;

/** The data are silent about a year they do not cover, so National Day decides whether they do. */
const isPublished = (year: number): boolean => Object.hasOwn(published.holidays, `${year}-10-01`);

const publishedNotice = (year: number): YearNotice => ({
  provisional: false,
  holidays: new Map(
    holidayEntries
      .filter(([day]) => day.startsWith(`${year}-`))
      .map(([day, entry]) => [day, chineseName(entry)]),
  ),
  workdays: new Set(publishedWorkdays.filter((day) => day.startsWith(`${year}-`))),
});

const provisionalNotice = (year: number): YearNotice => ({
  provisional: true,
  holidays: new Map(FIXED_FESTIVALS.map(([date, name]) => [`${year}-${date}`, name])),
  workdays: new Set(),
});

const noticeOfOverride = ({ holidays, workdays }: YearOverride): YearNotice => ({
  provisional: false,
  holidays: new Map<Day, string>(holidays.map(({ day, name }) => [day, name])),
  workdays: new Set(workdays),
});

/** The notice in force for a year: the hall's own, else the published one, else a provisional one. */
export const noticeOf = (year: number, overrides: readonly YearOverride[] = []): YearNotice => {
  const override = overrides.find((candidate) => candidate.year === year);
  if (override) return noticeOfOverride(override);
  return isPublished(year) ? publishedNotice(year) : provisionalNotice(year);
};
