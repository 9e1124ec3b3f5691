/** Events of a case that begin, stop or move one of its limits: with each a new stretch of its clock starts. */
export const STRETCHES: ReadonlySet<string> = new Set([
  'CaseAccepted',
  'SupplementRequested',
  'MaterialsSupplemented',
  'CaseReviewed',
  'CaseVerified',
  'ProcedureStarted',
  'ProcedureFinished',
  'LimitExtended',
  'CaseForwarded',
  'CaseDecided',
]);
