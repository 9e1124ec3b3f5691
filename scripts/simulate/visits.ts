import { tagsFor, CURRENT_TAGS } from '../../shared/codes/evaluation-tags.ts';
import type { Grade } from '../../shared/codes/satisfaction.ts';
import type { GREEN_CODES } from '../../shared/contracts/queues.ts';
import type { Random } from '../../iot/simulator/random.ts';
import type { SimulatedHall, SimulatedZone } from './halls.ts';

export interface Rating {
  readonly grade: Grade;
  readonly tags: readonly string[];
}

/** Somebody who comes to the hall; all that chance decides about the visit is decided before the day begins. */
export interface Visit {
  /** Minutes of the hall after the beginning. */
  readonly minute: number;
  readonly zone: string;
  readonly service: string;
  readonly priority?: (typeof GREEN_CODES)[number];
  readonly idTail?: string;
  /** Leaves without a word when not called by then. */
  readonly patienceMinutes: number;
  readonly serviceMinutes: number;
  readonly rating?: Rating;
}

/**
 * How the arrivals of a day spread, from 08:30 on: so many minutes with such a weight. The morning peak, few around noon, a
 * lower peak in the afternoon. The shape is an assumption: the sources give no counts by the hour.
 */
const CURVE = [
  [30, 0.6],
  [90, 1.6],
  [60, 1.1],
  [30, 0.6],
  [120, 0.1],
  [30, 0.7],
  [90, 1.2],
  [60, 0.8],
  [30, 0.3],
] as const;
export const DAY_MINUTES = CURVE.reduce((sum, [minutes]) => sum + minutes, 0);
const WEIGHT = CURVE.reduce((sum, [minutes, weight]) => sum + minutes * weight, 0);

/** Visitors a window has in a full day: with the times below it is busy for about two thirds of its hours. */
const VISITORS_A_WINDOW = 26;
const SERVICE = { median: 8, sigma: 0.55 };
const PATIENCE = { median: 70, sigma: 0.5 };
const GREEN_SHARE = 0.06;
const CARD_SHARE = 0.7;
const RATING_SHARE = 0.6;
const GREEN = ['old', 'disabled', 'pregnant', 'military', 'ill'] as const;
const GRADES = [
  [5, 0.86],
  [4, 0.1],
  [3, 0.025],
  [2, 0.01],
  [1, 0.005],
] as const satisfies readonly (readonly [Grade, number])[];

/** A moment of the day, more often where the curve is high. */
const arrivalMinute = (random: Random): number => {
  let rest = random.next() * WEIGHT;
  let from = 0;
  for (const [minutes, weight] of CURVE) {
    if (rest < minutes * weight) return from + rest / weight;
    rest -= minutes * weight;
    from += minutes;
  }
  return DAY_MINUTES;
};

const ratingOf = (random: Random): Rating => {
  const grade = random.weighted(GRADES);
  const tags = tagsFor(grade, CURRENT_TAGS)
    .map(({ code }) => code)
    .filter(() => random.isTrue(0.15));
  return { grade, tags };
};

const visitOf = (random: Random, { code: zone, services }: SimulatedZone): Visit => ({
  minute: arrivalMinute(random),
  zone,
  service: random.pick(services),
  ...(random.isTrue(GREEN_SHARE) ? { priority: random.pick(GREEN) } : {}),
  ...(random.isTrue(CARD_SHARE)
    ? { idTail: String(Math.floor(random.between(0, 10_000))).padStart(4, '0') }
    : {}),
  patienceMinutes: random.logNormal(PATIENCE.median, PATIENCE.sigma),
  serviceMinutes: random.logNormal(SERVICE.median, SERVICE.sigma),
  ...(random.isTrue(RATING_SHARE) ? { rating: ratingOf(random) } : {}),
});

/** Everybody who comes to the hall within the minutes that are played, in their order. */
export const planVisits = (random: Random, { zones }: SimulatedHall, minutes: number): readonly Visit[] =>
  zones
    .flatMap((zone) =>
      Array.from({ length: zone.windows.length * VISITORS_A_WINDOW }, () => visitOf(random, zone)),
    )
    .filter(({ minute }) => minute < minutes)
    .sort((one, other) => one.minute - other.minute);
