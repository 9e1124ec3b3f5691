/** How a number was taken: booked, 绿色通道 (老弱病残孕军, C47, D38), or just so. */
export const LANES = ['walk-in', 'green', 'appointment'] as const;
export type Lane = (typeof LANES)[number];

export type Series = Lane | 'common' | 'beyond';

/**
 * Each lane has its own block of the three-digit numbers, so that people can tell them apart and no two series ever
 * meet. A series whose block is used up goes on in the common one, with four digits, and at last beyond those that are
 * leased to kiosks.
 */
const BLOCKS: Readonly<Record<Series, { readonly first: number; readonly last: number }>> = {
  'walk-in': { first: 1, last: 699 },
  appointment: { first: 701, last: 899 },
  green: { first: 901, last: 999 },
  common: { first: 1001, last: 4_999 },
  beyond: { first: 100_001, last: Number.MAX_SAFE_INTEGER },
};

/** Numbers that kiosks print while the line is cut: nobody else gives one of them. */
export const OFFLINE_NUMBERS = { first: 5_001, last: 99_999 } as const;
/** So many are leased to a kiosk for a day. */
export const OFFLINE_LEASE = 300;

/** Numbers given so far in each series of the day. */
export type Given = Readonly<Record<Series, number>>;

export const NONE_GIVEN: Given = {
  'walk-in': 0,
  appointment: 0,
  green: 0,
  common: 0,
  beyond: 0,
};

/** The series that the lane's next number comes from. */
export const seriesOf = (lane: Lane, given: Given): Series => {
  const hasMore = (series: Series): boolean => BLOCKS[series].first + given[series] <= BLOCKS[series].last;
  if (hasMore(lane)) return lane;
  return hasMore('common') ? 'common' : 'beyond';
};

/** Zone letter and at least three digits: `A001`. */
export const nextNumber = (prefix: string, lane: Lane, given: Given): string => {
  const series = seriesOf(lane, given);
  return prefix + String(BLOCKS[series].first + given[series]).padStart(3, '0');
};
