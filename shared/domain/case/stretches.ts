import type { MatterVersion } from '../matter/matter.ts';

/** Events of a case that begin, stop or move one of its limits. */
const STRETCHES: ReadonlySet<string> = new Set([
  'CaseAccepted',
  'SupplementRequested',
  'MaterialsSupplemented',
  'ProcedureStarted',
  'ProcedureFinished',
  'LimitExtended',
  'DuesMoved',
  'HandlerCheckedIn',
  'CaseForwarded',
  'CaseDecided',
]);

/** Events that end a step of the office. */
const STEPS: ReadonlySet<string> = new Set(['CaseReviewed', 'CaseVerified']);

/** Whether a new stretch of the case's clock starts with the event: a step starts one where the matter limits steps. */
export const startsStretch = (type: string, { stepDays }: Pick<MatterVersion, 'stepDays'>): boolean =>
  STRETCHES.has(type) || (stepDays !== undefined && STEPS.has(type));

/** Events after which no limit of the case runs any more. */
const ENDS: ReadonlySet<string> = new Set(['CaseDeclined', 'CaseWithdrawn', 'CaseClosed']);

export const endsClock = (type: string): boolean => ENDS.has(type);

/** Whether an event of this type may start a stretch. */
export const mayStartStretch = (type: string): boolean => startsStretch(type, { stepDays: {} });
