import { cardRuleFaults } from '../supervision/card-rules.ts';
import type { HallSettings } from './hall.ts';

type NumberSetting = Exclude<keyof HallSettings, 'cards'>;

/** Bounds of each setting that is a number, both included. */
const BOUNDS: Readonly<Record<NumberSetting, readonly [number, number]>> = {
  changeOrderDays: [1, 60],
  consultationDays: [1, 60],
  supplementDays: [1, 60],
  termMonths: [0, 120],
  holidayBookingDays: [0, 30],
  bookingFromDays: [1, 30],
  bookingUpToDays: [1, 30],
  bookingSlotMinutes: [5, 240],
  bookingsPerWindow: [0, 100],
  bookingCancelHours: [0, 72],
  noShowLimit: [1, 100],
  noShowDays: [1, 31],
  summonsMinutes: [1, 480],
  residentThreshold: [1, 10_000],
  awardSharePercent: [0, 100],
  priorityCalls: [0, 20],
  maxCalls: [1, 10],
  missedPlaces: [0, 50],
  tidePeople: [1, 1_000],
  tideMinutes: [1, 240],
  tideCalmMinutes: [1, 240],
  badRatingVerifyDays: [0, 30],
  badRatingSimpleDays: [1, 60],
  badRatingComplexDays: [1, 60],
};

const numberFaults = (settings: Partial<HallSettings>) =>
  (Object.keys(BOUNDS) as NumberSetting[]).flatMap((key) => {
    const value = settings[key];
    const [min, max] = BOUNDS[key];
    return value === undefined || (Number.isInteger(value) && value >= min && value <= max)
      ? []
      : [{ path: `settings.${key}`, message: `应为 ${min} 至 ${max} 的整数` }];
  });

/** What is wrong with settings of a hall: numbers out of their bounds, levels of cards that do not follow one another. */
export const settingFaults = (settings: Partial<HallSettings>) => [
  ...numberFaults(settings),
  ...(settings.cards ? cardRuleFaults(settings.cards) : []),
];
