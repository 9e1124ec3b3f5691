import type { MatterView } from '../../shared/contracts/matter.ts';

/** What becomes of an application on the demo's day. */
export const STORIES = [
  'straight',
  'supplement',
  'awaits-supplement',
  'declined',
  'withdrawn',
  'refused',
  'deferred',
  'procedure',
  'awaits-procedure',
  'extended',
  'agent',
  'green',
  'online',
  'returned',
  'waits',
] as const;
export type Story = (typeof STORIES)[number];

/** One application: its matter, its story and when in the day it comes, in minutes after opening. */
export interface Visit {
  readonly index: number;
  readonly matter: MatterView;
  readonly story: Story;
  readonly minute: number;
}

const OPEN_MINUTES = [
  [0, 210],
  [330, 540],
] as const;
const BUSIEST_EXTRA = 2;

const hasMaterials = ({ materials }: MatterView) => materials.some(({ required }) => required);
const isQuick = ({ caseType, promisedDays }: MatterView) => caseType === '即办件' || promisedDays === 0;
const byReview = ({ steps }: MatterView) => steps !== '审核合一';

const FITS: Readonly<Record<Story, (matter: MatterView) => boolean>> = {
  straight: () => true,
  supplement: hasMaterials,
  'awaits-supplement': hasMaterials,
  declined: () => true,
  withdrawn: () => true,
  refused: () => true,
  deferred: (matter) =>
    matter.promisedDays >= 2 && matter.materials.some(({ required, mayDefer }) => required && mayDefer),
  procedure: (matter) => !isQuick(matter) && matter.specialProcedures.length > 0,
  'awaits-procedure': (matter) => !isQuick(matter) && matter.specialProcedures.length > 0,
  extended: (matter) => !isQuick(matter),
  agent: ({ inPerson }) => inPerson !== true,
  green: () => true,
  online: ({ channels }) => channels.includes('网上'),
  returned: byReview,
  waits: (matter) => !isQuick(matter),
};

/** How often a story comes up: most visits are plain, as in a real hall. */
const DECK: readonly Story[] = [
  'straight',
  'deferred',
  'procedure',
  'supplement',
  'online',
  'deferred',
  'green',
  'straight',
  'agent',
  'awaits-procedure',
  'waits',
  'extended',
  'refused',
  'procedure',
  'supplement',
  'returned',
  'online',
  'deferred',
  'awaits-supplement',
  'straight',
  'declined',
  'green',
  'withdrawn',
  'agent',
];

/** The next story of the deck that the matter allows. */
const storyFor = (matter: MatterView, index: number): Story => {
  for (let step = 0; step < DECK.length; step += 1) {
    const story = DECK[(index + step) % DECK.length];
    if (story && FITS[story](matter)) return story;
  }
  return 'straight';
};

/** Spread over the morning's and the afternoon's hours, as evenly as the day allows. */
const minuteOf = (position: number, count: number): number => {
  const [[morning, noon], [afternoon, evening]] = OPEN_MINUTES;
  const length = noon - morning + (evening - afternoon);
  const minute = Math.floor((position / count) * length);
  return minute < noon ? minute : minute - noon + afternoon;
};

/** The day: every matter once, those in high demand more often. */
export const planDay = (matters: readonly MatterView[]): readonly Visit[] => {
  const demanded = matters.flatMap((matter) =>
    Array.from({ length: matter.highFrequency ? 1 + BUSIEST_EXTRA : 1 }, (_, round) => ({ matter, round })),
  );
  const inOrder = demanded.sort((one, other) => one.round - other.round);
  return inOrder.map(({ matter }, index) => ({
    index,
    matter,
    story: storyFor(matter, index),
    minute: minuteOf(index, inOrder.length),
  }));
};
