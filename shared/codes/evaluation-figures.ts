/** What is counted of evaluations. Counts of halls, windows and months add up; shares are made of the sum. */
export const EVALUATION_COUNTS = [
  'all',
  'active',
  'valid',
  'bad',
  'confirmed',
  'corrected',
  'prompt',
  'answered',
] as const;
export type EvaluationCounts = Readonly<Record<(typeof EVALUATION_COUNTS)[number], number>>;

export const NO_EVALUATIONS: EvaluationCounts = {
  all: 0,
  active: 0,
  valid: 0,
  bad: 0,
  confirmed: 0,
  corrected: 0,
  prompt: 0,
  answered: 0,
};

export const addCounts = (one: EvaluationCounts, other: EvaluationCounts): EvaluationCounts => ({
  all: one.all + other.all,
  active: one.active + other.active,
  valid: one.valid + other.valid,
  bad: one.bad + other.bad,
  confirmed: one.confirmed + other.confirmed,
  corrected: one.corrected + other.corrected,
  prompt: one.prompt + other.prompt,
  answered: one.answered + other.answered,
});

export const EVALUATION_RATES = [
  'activeRate',
  'validRate',
  'satisfaction',
  'correctedRate',
  'promptRate',
  'answeredRate',
] as const;
export type EvaluationRate = (typeof EVALUATION_RATES)[number];

/** Part and whole of each share; E39 asks for the valid ones and those called back and corrected in time. */
const divisionsOf = (
  { all, active, valid, bad, confirmed, corrected, prompt, answered }: EvaluationCounts,
  endedActs: number,
): Readonly<Record<EvaluationRate, readonly [number, number]>> => ({
  activeRate: [active, endedActs],
  validRate: [valid, all],
  satisfaction: [valid - bad, valid],
  correctedRate: [corrected, confirmed],
  promptRate: [prompt, bad],
  answeredRate: [answered, bad],
});

/** Shares of `endedActs` service acts that could have been rated; left out where there is nothing to divide by. */
export const evaluationRates = (
  counts: EvaluationCounts,
  endedActs: number,
): Partial<Readonly<Record<EvaluationRate, number>>> => {
  const divisions = divisionsOf(counts, endedActs);
  return Object.fromEntries(
    EVALUATION_RATES.map((rate) => [rate, divisions[rate]] as const)
      .filter(([, [, whole]]) => whole > 0)
      .map(([rate, [part, whole]]) => [rate, part / whole]),
  );
};
