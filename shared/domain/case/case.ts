import type { Decider } from '../decider.ts';
import type { CaseCommand } from './commands.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import type { CaseEvent } from './events.ts';
import type { CaseRefusal } from './refusals.ts';
import { initialCase, type CaseState } from './state.ts';
import { caseUpcasters } from './upcasters.ts';

/** The rules of a case. */
export const caseDecider: Decider<CaseState, CaseCommand, CaseEvent, CaseRefusal> = {
  initial: initialCase,
  decide,
  evolve,
  upcasters: caseUpcasters,
};

/** The aggregate case 办件: its name in stream keys and its rules. */
export const caseAggregate = { name: 'case', decider: caseDecider } as const;
