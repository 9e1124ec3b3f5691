import { tagsFor } from '../../../../shared/codes/evaluation-tags.ts';
import { GRADE_NAMES, GRADES, type Grade } from '../../../../shared/codes/satisfaction.ts';
import type { Shape } from '../../api/shapes.ts';
import { dayText } from '../../composables/format.ts';
import { evaluationTexts as texts } from '../../texts/zh-CN/evaluations.ts';

export type Evaluation = Shape<'EvaluationItem'>;

export const gradeName = (grade: number): string => GRADE_NAMES[grade as Grade];

/** How far the follow-up of a bad rating has come; nothing for a good one. */
export const stateOf = ({ followUp }: Evaluation): string => {
  if (!followUp) return '';
  if (followUp.next) return texts.waits(followUp.next);
  return followUp.outcome === 'invalid' ? texts.void : texts.done;
};

/** What people call the service: the number of the case, or the number of that day. */
export const serviceOf = ({ id, act, day }: Evaluation): string =>
  id.startsWith('ticket.') ? texts.ticket(act, dayText(day)) : act;

export const placeOf = ({ department, window }: Evaluation): string =>
  [department, ...(window === undefined ? [] : [texts.window(window)])].filter(Boolean).join(' ');

const TAGS: ReadonlyMap<string, string> = new Map(
  GRADES.flatMap((grade) => tagsFor(grade).map(({ code, text }) => [code, text] as const)),
);

/** The words of a national tag; one of an older set by its code. */
export const tagText = (code: string): string => TAGS.get(code) ?? code;
