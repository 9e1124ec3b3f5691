import type { Schemas } from '../../api/types.ts';

/** The fields of the guide (C07) that an administrator writes; lists a line each. */
export interface GuideDraft {
  conditions: string;
  consultation: string;
  samples: string;
  commonErrors: string;
  resultSample: string;
  video: string;
}

export const draftOf = (matter: Schemas['Matter']): GuideDraft => ({
  conditions: matter.conditions ?? '',
  consultation: matter.consultation ?? '',
  samples: (matter.samples ?? []).join('\n'),
  commonErrors: (matter.commonErrors ?? []).join('\n'),
  resultSample: matter.resultSample ?? '',
  video: matter.video ?? '',
});

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

type Rules = Omit<Schemas['MatterBody'], keyof GuideDraft | 'reason' | 'basis' | 'published'>;

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
  ] satisfies (keyof GuideDraft)[]),
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

/** The next version of the matter: the same rules, another guide. */
export const bodyWith = (
  matter: Schemas['Matter'],
  { samples, commonErrors, ...texts }: GuideDraft,
  note: { readonly reason: string; readonly basis: string },
): Schemas['MatterBody'] => ({
  ...rulesOf(matter),
  ...filled(texts),
  samples: linesOf(samples),
  commonErrors: linesOf(commonErrors),
  ...note,
});
