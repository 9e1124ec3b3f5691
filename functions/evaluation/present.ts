import type { EvaluationFile, EvaluationItem } from '../../shared/contracts/evaluations.ts';
import { EVALUATION_CHANNEL_NAMES } from '../../shared/codes/channels.ts';
import { standingOf, type Evaluations } from '../../shared/domain/evaluation/evaluation.ts';
import { dueOf, nextStepOf, outcomeOf, type FollowUp } from '../../shared/domain/evaluation/follow-up.ts';
import { countedOf } from '../../shared/domain/evaluation/figures.ts';
import { dayOf, type Day } from '../../shared/kernel/instant.ts';
import type { TenantVault } from '../../shared/ports/vault.ts';
import type { EvaluationRow } from '../runtime/served-rows.ts';
import { readText } from '../runtime/texts.ts';
import { EvaluationStreamError } from './views.ts';

/** Streams have colons, which addresses had better not. */
export const idOf = (stream: string): string => stream.replaceAll(':', '.');
export const streamOf = (id: string): string => id.replaceAll('.', ':');

/** `case:…` or `ticket:zone:day:no`: what people call the act. */
export const actOf = (stream: string): string => stream.split(':').at(-1) ?? stream;

const followUpOf = (followUp: FollowUp, today: Day): NonNullable<EvaluationItem['followUp']> => {
  const [outcome, next, due] = [outcomeOf(followUp), nextStepOf(followUp), dueOf(followUp)];
  return {
    isLate: due !== undefined && due < today,
    ...(outcome === undefined ? {} : { outcome }),
    ...(next === undefined ? {} : { next }),
    ...(due === undefined ? {} : { due }),
    ...(followUp.unit === undefined ? {} : { unit: followUp.unit }),
  };
};

const standing = ({ id, state }: EvaluationRow) => {
  const given = standingOf(state);
  const counted = countedOf(state);
  if (!given || !counted) throw new EvaluationStreamError(`evaluation ${id} was never given`);
  return { given, grade: counted.grade };
};

/** The grade of a second word: the lower one where both sides were rated. */
const againOf = ({ given: [, second] }: Evaluations): Pick<EvaluationItem, 'again'> =>
  second ? { again: Math.min(...second.ratings.map(({ grade }) => grade)) } : {};

/** An evaluation in a list: nothing of what anybody wrote. */
export const presentEvaluation = (row: EvaluationRow, today: Day): EvaluationItem => {
  const { id, version, state } = row;
  const { given, grade } = standing(row);
  const { unit, ...about } = given.about ?? {};
  return {
    id: idOf(id),
    version,
    act: actOf(id),
    day: dayOf(given.at),
    ...about,
    ...(unit === undefined ? {} : { department: unit }),
    at: given.at,
    channel: EVALUATION_CHANNEL_NAMES[given.channel],
    grade,
    ratings: given.ratings.map(({ side, grade: rated, tags }) => ({ side, grade: rated, tags: [...tags] })),
    ...againOf(state),
    anonymous: given.anonymous,
    hasComment: state.given.some(({ comment }) => comment !== undefined),
    ...(state.followUp ? { followUp: followUpOf(state.followUp, today) } : {}),
  };
};

const commentsOf = async ({ given }: Evaluations, vault: TenantVault): Promise<EvaluationFile['comments']> =>
  (
    await Promise.all(
      given.map(async ({ number, ratings, comment }) =>
        comment ? [{ number, grade: ratings[0]?.grade ?? 5, text: await readText(vault, comment) }] : [],
      ),
    )
  ).flat();

const stepsOf = ({ followUp }: Evaluations, vault: TenantVault): Promise<EvaluationFile['steps']> =>
  Promise.all(
    (followUp?.entries ?? []).map(async ({ step, at, who, outcome, reached, satisfied, text }) => ({
      step,
      at,
      ...(who === undefined ? {} : { who }),
      ...(outcome === undefined ? {} : { outcome }),
      ...(reached === undefined ? {} : { reached }),
      ...(satisfied === undefined ? {} : { satisfied }),
      ...(text ? { text: await readText(vault, text) } : {}),
    })),
  );

/** The file of an evaluation, for whoever follows it up. */
export const presentEvaluationFile = async (
  row: EvaluationRow,
  today: Day,
  vault: TenantVault,
): Promise<EvaluationFile> => {
  const [comments, steps] = await Promise.all([commentsOf(row.state, vault), stepsOf(row.state, vault)]);
  return { ...presentEvaluation(row, today), comments, steps };
};
