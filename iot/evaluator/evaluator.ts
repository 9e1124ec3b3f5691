import { CURRENT_TAGS, tagsFor } from '../../shared/codes/evaluation-tags.ts';
import { GRADE_NAMES, GRADES } from '../../shared/codes/satisfaction.ts';
import { UpEvaluation } from '../../shared/contracts/mqtt.ts';
import { pageOf, runProgram } from '../agent/program.ts';

const Rating = UpEvaluation.pick({ act: true, grade: true, tags: true, comment: true });

const GRADES_SHOWN = GRADES.map((grade) => ({
  grade,
  name: GRADE_NAMES[grade],
  tags: tagsFor(grade, CURRENT_TAGS).map(({ code, text }) => ({ code, text })),
}));

await runProgram((agent) => ({
  html: pageOf(import.meta.dirname),
  state: () => ({
    hall: agent.offer?.hall,
    window: agent.offer?.window,
    isOnline: agent.isOnline,
    waiting: agent.waiting.length,
    grades: GRADES_SHOWN,
  }),
  acts: {
    evaluation: (body) => {
      agent.keep({ kind: 'evaluation', fields: Rating.parse(body) });
      return Promise.resolve({ title: '感谢您的评价' });
    },
  },
}));
