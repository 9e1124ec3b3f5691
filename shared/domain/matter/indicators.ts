import type { MatterVersion } from './matter.ts';

/** What the share of a catalogue that spares visits and papers is counted by. */
export interface MatterMeasures {
  /** 不见面审批: applied for online by whoever need not come, and the result sent by post. */
  readonly remote: boolean;
  /** 最多跑一次: done while one waits, or the result sent by post. */
  readonly once: boolean;
  readonly materials: number;
  /** In its first version: the base of what was cut since. */
  readonly materialsAtFirst: number;
}

type Measured = Pick<MatterVersion, 'channels' | 'inPerson' | 'caseType' | 'materials'>;

export const measuresOf = (
  { channels, inPerson, caseType, materials }: Measured,
  materialsAtFirst = materials.length,
): MatterMeasures => {
  const byPost = channels.includes('邮寄');
  return {
    remote: byPost && channels.includes('网上') && inPerson !== true,
    once: byPost || caseType === '即办件',
    materials: materials.length,
    materialsAtFirst,
  };
};

/** A matter of the catalogue; without measures it counts as one that spares nothing. */
export interface MeasuredMatter {
  readonly caseType: string;
  readonly statutoryDays: number | null;
  readonly promisedDays: number;
  readonly highFrequency: boolean;
  readonly measures?: MatterMeasures;
}

/** How far a catalogue has come with what reforms are measured by (E07–E11); shares in percent, to one decimal. */
export interface CatalogueIndicators {
  readonly matters: number;
  /** E08 Σ(1 − 承诺/法定)/n, of the matters that the law gives a limit. */
  readonly timeCut: number;
  /** E07, against the first versions. */
  readonly materialsCut: number;
  /** E11 即办件. */
  readonly immediate: number;
  /** E10 不见面审批. */
  readonly remote: number;
  /** E09: how many are asked for often and take one visit at most. */
  readonly frequentOnce: number;
}

const percent = (part: number, whole: number): number =>
  whole === 0 ? 0 : Math.round((part / whole) * 1000) / 10;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** 承诺 against 法定, for each matter with a limit by law. */
const cutsOf = (matters: readonly MeasuredMatter[]): readonly number[] =>
  matters.flatMap(({ statutoryDays, promisedDays }) =>
    statutoryDays ? [1 - promisedDays / statutoryDays] : [],
  );

export const indicatorsOf = (matters: readonly MeasuredMatter[]): CatalogueIndicators => {
  const count = (holds: (matter: MeasuredMatter) => boolean | undefined) => matters.filter(holds).length;
  const measured = matters.flatMap(({ measures }) => (measures ? [measures] : []));
  const before = sum(measured.map(({ materialsAtFirst }) => materialsAtFirst));
  const now = sum(measured.map(({ materials }) => materials));
  const cuts = cutsOf(matters);
  return {
    matters: matters.length,
    timeCut: percent(sum(cuts), cuts.length),
    materialsCut: percent(before - now, before),
    immediate: percent(
      count(({ caseType }) => caseType === '即办件'),
      matters.length,
    ),
    remote: percent(
      count(({ measures }) => measures?.remote),
      matters.length,
    ),
    frequentOnce: count(({ highFrequency, measures }) => highFrequency && measures?.once),
  };
};
