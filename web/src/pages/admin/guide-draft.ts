import type { Schemas } from '../../api/types.ts';

/** The fields of the guide (C07) that an administrator writes; lists a line each. */
export interface GuideDraft {
  conditions: string;
  consultation: string;
  samples: string;
  commonErrors: string;
  resultSample: string;
  video: string;
  /** Working days that are promised, and where they come from: an estimate is settled by the hall's own word. */
  promisedDays: number;
  promisedBasis: string;
}

/** Figures of the catalogue that nobody has settled yet begin so. */
const ESTIMATE = '估计';

export const draftOf = (matter: Schemas['Matter']): GuideDraft => ({
  conditions: matter.conditions ?? '',
  consultation: matter.consultation ?? '',
  samples: (matter.samples ?? []).join('\n'),
  commonErrors: (matter.commonErrors ?? []).join('\n'),
  resultSample: matter.resultSample ?? '',
  video: matter.video ?? '',
  promisedDays: matter.promisedDays,
  promisedBasis: matter.daysBasis?.promised.startsWith(ESTIMATE) ? '' : (matter.daysBasis?.promised ?? ''),
});

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

type Rules = Omit<
  Schemas['MatterBody'],
  Exclude<keyof GuideDraft, 'promisedDays'> | 'reason' | 'basis' | 'published'
>;

/** What the server makes of a matter, and what is written anew. */
const NOT_KEPT: readonly string[] = [
  ...['version', 'status', 'into', 'flow', 'missing', 'change'],
  ...([
    'conditions',
    'consultation',
    'samples',
    'commonErrors',
    'resultSample',
    'video',
  ] as const satisfies (keyof GuideDraft)[]),
];

const rulesOf = (matter: Schemas['Matter']): Rules =>
  Object.fromEntries(
    Object.entries(matter).filter(([field]) => !NOT_KEPT.includes(field)),
  ) as unknown as Rules;

const filled = (texts: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(texts)
      .map(([field, text]) => [field, text.trim()] as const)
      .filter(([, text]) => text !== ''),
  );

/** Without a word of the hall the limits keep the word that they have. */
const basisOf = (
  { daysBasis }: Schemas['Matter'],
  promised: string,
): Pick<Schemas['MatterBody'], 'daysBasis'> =>
  promised === '' ? {} : { daysBasis: { statutory: daysBasis?.statutory ?? promised, promised } };

/** The next version of the matter: its rules with the limit that the hall settles, another guide. */
export const bodyWith = (
  matter: Schemas['Matter'],
  { samples, commonErrors, promisedDays, promisedBasis, ...texts }: GuideDraft,
  note: { readonly reason: string; readonly basis: string },
): Schemas['MatterBody'] => ({
  ...rulesOf(matter),
  promisedDays,
  ...basisOf(matter, promisedBasis.trim()),
  ...filled(texts),
  samples: linesOf(samples),
  commonErrors: linesOf(commonErrors),
  ...note,
});
