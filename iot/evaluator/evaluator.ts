import { CURRENT_TAGS, tagsFor } from '../../shared/codes/evaluation-tags.ts';
import { GRADE_NAMES, GRADES } from '../../shared/codes/satisfaction.ts';
import { UpEvaluation, type DownInvitation } from '../../shared/contracts/mqtt.ts';
import { epochMsOf, type Instant } from '../../shared/kernel/instant.ts';
import { runProgram, type Build } from '../agent/program.ts';

const Rating = UpEvaluation.pick({ act: true, grade: true, tags: true, comment: true });
/** Whoever has not begun by then has left the window. */
const INVITED_MS = 300_000;

const GRADES_SHOWN = GRADES.map((grade) => ({
  grade,
  name: GRADE_NAMES[grade],
  tags: tagsFor(grade, CURRENT_TAGS).map(({ code, text }) => ({ code, text })),
}));

export const evaluator: Build = (agent, _config, changed) => {
  let invitation: DownInvitation | undefined;
  let rated = '';
  const invited = (): string | undefined => {
    if (!invitation || invitation.act === rated) return undefined;
    const age = epochMsOf(agent.now()) - epochMsOf(invitation.at as Instant);
    return age < INVITED_MS ? invitation.act : undefined;
  };
  return {
    state: () => ({
      kind: 'evaluator',
      now: agent.now(),
      isOnline: agent.isOnline,
      hall: agent.offer?.hall,
      window: agent.offer?.window,
      invited: invited(),
      waiting: agent.waiting.length,
      grades: GRADES_SHOWN,
    }),
    acts: {
      evaluation: (body) => {
        const rating = Rating.parse(body);
        agent.keep({ kind: 'evaluation', fields: rating });
        rated = rating.act;
        changed();
        return Promise.resolve({ title: '感谢您的评价' });
      },
    },
    onInvitation: (heard) => {
      // A repetition of an earlier one says nothing about who stands there now.
      if (invitation !== undefined && heard.at <= invitation.at) return;
      invitation = heard;
      changed();
    },
  };
};

if (import.meta.main) await runProgram(evaluator);
