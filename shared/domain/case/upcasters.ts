import type { Upcasters } from '../decider.ts';
import type { CaseEvent } from './events.ts';

/** Every event of a case is still in its first version. A new shape adds a step here and a frozen fixture beside it. */
export const caseUpcasters: Upcasters<CaseEvent> = {
  CaseReceived: [],
  CaseAccepted: [],
  SupplementRequested: [],
  MaterialsSupplemented: [],
  CaseDeclined: [],
  CaseWithdrawn: [],
  CaseClaimed: [],
  CaseAssigned: [],
  CaseReviewed: [],
  CaseVerified: [],
  ProcedureStarted: [],
  ProcedureFinished: [],
  LimitExtended: [],
  DuesMoved: [],
  CaseForwarded: [],
  CaseDecided: [],
  ResultProduced: [],
  ResultDelivered: [],
  CaseClosed: [],
  HandlerSummoned: [],
  SummonsMissed: [],
  HandlerCheckedIn: [],
  CardRaised: [],
  CardCured: [],
  CardAcknowledged: [],
  CardReplied: [],
  CaseUrged: [],
};
