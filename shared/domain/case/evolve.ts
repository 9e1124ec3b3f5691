import type { Subject } from '../../kernel/ids.ts';
import type { CommitMeta } from '../decider.ts';
import { CARD_FOLDS } from './card-folds.ts';
import type { DataOf, Fold } from './fold.ts';
import { closePauses } from './dues.ts';
import type { CaseAccepted, CaseEvent, Dues } from './events.ts';
import { duesMoved } from './move-dues-fold.ts';
import { mergeMaterials } from './materials.ts';
import { SUMMONS_FOLDS } from './summons.ts';
import { startsStretch } from './stretches.ts';
import type { CaseClock, CaseState, OpenedCase } from './state.ts';

const received = (data: DataOf<'CaseReceived'>, { at, actor }: CommitMeta): OpenedCase => ({
  status: 'received',
  received: data,
  receivedAt: at,
  materials: data.materials,
  duties: { submittedBy: actor.sub, reviewers: [], verifiers: [] },
  outstanding: [],
  supplements: 0,
  procedures: [],
  reviewPassed: false,
  verifyPassed: false,
  moves: [],
  datedAt: at,
  cards: [],
  urges: [],
  stretch: 0,
});

const newClock = ({
  acceptedAt,
  promisedDays,
  statutoryDays,
  promisedDue,
  statutoryDue,
}: CaseAccepted): CaseClock => ({
  startedAt: acceptedAt,
  promisedDays,
  statutoryDays,
  pauses: [],
  promisedDue,
  statutoryDue,
  extendedDays: 0,
  running: true,
  epoch: 0,
});

/** The clockwork accepts nobody's papers: a deemed acceptance has no acceptor. */
const accepted: Fold<'CaseAccepted'> = (state, data, { actor }) => ({
  ...state,
  status: 'accepted',
  accepted: data,
  clock: newClock(data),
  duties: actor.roles.includes('system') ? state.duties : { ...state.duties, acceptor: actor.sub },
});

const supplementRequested: Fold<'SupplementRequested'> = (state, data, { at, actor }) => ({
  ...state,
  status: 'supplement-requested',
  supplementRequest: { ...data, at, by: actor.sub },
  outstanding: data.items.map(({ name }) => name),
});

/** Once everything asked for is there the case stands as received again. */
const materialsSupplemented: Fold<'MaterialsSupplemented'> = (state, { materials }) => {
  const isHere = (name: string) =>
    materials.some(
      (material) => material.name === name && (material.provided || material.promise !== undefined),
    );
  const outstanding = state.outstanding.filter((name) => !isHere(name));
  const isWaiting = state.status === 'supplement-requested';
  return {
    ...state,
    status: isWaiting && outstanding.length === 0 ? 'received' : state.status,
    materials: mergeMaterials(state.materials, materials),
    outstanding,
    supplements: state.supplementRequest ? state.supplements + 1 : state.supplements,
  };
};

/** An ended clock stays as it is; its epoch grows once. */
const endClock = (state: OpenedCase, at: CommitMeta['at']): Pick<OpenedCase, 'clock'> => {
  const { clock } = state;
  if (!clock || clock.endedAt !== undefined) return {};
  const pauses = closePauses(clock.pauses, at);
  return { clock: { ...clock, pauses, running: false, endedAt: at, epoch: clock.epoch + 1 } };
};

const caseDeclined: Fold<'CaseDeclined'> = (state, data, { at, actor }) => ({
  ...state,
  status: 'declined',
  declined: { ...data, at, by: actor.sub },
});

const caseWithdrawn: Fold<'CaseWithdrawn'> = (state, data, { at, actor }) => ({
  ...state,
  ...endClock(state, at),
  status: 'withdrawn',
  withdrawn: { ...data, at, by: actor.sub },
});

const caseClaimed: Fold<'CaseClaimed'> = (state, _data, { actor }) => ({
  ...state,
  status: 'in-review',
  duties: { ...state.duties, handler: actor.sub },
});

/** A special procedure that is going on goes on. */
const caseAssigned: Fold<'CaseAssigned'> = (state, { to }) => ({
  ...state,
  status: state.status === 'accepted' ? 'in-review' : state.status,
  duties: { ...state.duties, handler: to.sub },
});

const withOne = (people: readonly Subject[], sub: Subject): readonly Subject[] =>
  people.includes(sub) ? people : [...people, sub];

/** Returned by its reviewer a case lies unclaimed again. */
const caseReviewed: Fold<'CaseReviewed'> = (state, { result }, { at, actor }) => {
  const isPassed = result === 'pass';
  const { handler, ...others } = state.duties;
  const duties = { ...others, reviewer: actor.sub, reviewers: withOne(others.reviewers, actor.sub) };
  return {
    ...state,
    status: isPassed ? 'in-review' : 'accepted',
    duties: isPassed ? { ...duties, handler: handler ?? actor.sub } : duties,
    reviewPassed: isPassed,
    verifyPassed: false,
    reviewedAt: at,
  };
};

/** Returned by its verifier a case is to be reviewed anew. */
const caseVerified: Fold<'CaseVerified'> = (state, { result }, { at, actor }) => ({
  ...state,
  duties: { ...state.duties, verifier: actor.sub, verifiers: withOne(state.duties.verifiers, actor.sub) },
  reviewPassed: result === 'pass',
  verifyPassed: result === 'pass',
  verifiedAt: at,
});

const withDues = (clock: CaseClock, { promisedDue, statutoryDue }: Dues): CaseClock => ({
  ...clock,
  promisedDue,
  statutoryDue,
  epoch: clock.epoch + 1,
});

const procedureStarted: Fold<'ProcedureStarted'> = (state, data, { at, actor }) => {
  const { kind, days, stopsClock, due, note } = data;
  const { clock } = state;
  const paused = clock &&
    stopsClock && {
      clock: {
        ...withDues(clock, data),
        running: false,
        pauses: [...clock.pauses, { from: at, reason: kind }],
      },
    };
  return {
    ...state,
    ...paused,
    status: 'in-procedure',
    procedures: [
      ...state.procedures,
      { kind, days, stopsClock, startedAt: at, startedBy: actor.sub, due, ...(note && { note }) },
    ],
  };
};

const procedureFinished: Fold<'ProcedureFinished'> = (state, data, { at }) => {
  const { clock } = state;
  const resumed = clock &&
    !clock.running && {
      clock: { ...withDues(clock, data), running: true, pauses: closePauses(clock.pauses, at) },
    };
  return {
    ...state,
    ...resumed,
    status: 'in-review',
    procedures: state.procedures.map((run) =>
      run.finishedAt === undefined ? { ...run, finishedAt: at } : run,
    ),
  };
};

const limitExtended: Fold<'LimitExtended'> = (state, data, { at, actor }) => ({
  ...state,
  ...(state.clock && {
    clock: { ...withDues(state.clock, data), extendedDays: state.clock.extendedDays + data.days },
  }),
  extension: {
    ...data,
    at,
    approver: actor.sub,
    ...(state.clock && { previousDue: state.clock.statutoryDue }),
  },
});

const caseForwarded: Fold<'CaseForwarded'> = (state, data, { at, actor }) => ({
  ...state,
  ...endClock(state, at),
  status: 'in-review',
  forwarded: { ...data, at, by: actor.sub },
});

const caseDecided: Fold<'CaseDecided'> = (state, data, { at, actor }) => ({
  ...state,
  ...endClock(state, at),
  status: 'decided',
  duties: { ...state.duties, approver: actor.sub },
  decided: { ...data, at },
});

const resultProduced: Fold<'ResultProduced'> = (state, data, { at, actor }) => ({
  ...state,
  status: 'produced',
  duties: { ...state.duties, issuer: actor.sub },
  produced: { ...data, at },
});

const resultDelivered: Fold<'ResultDelivered'> = (state, data, { at, actor }) => ({
  ...state,
  duties: { ...state.duties, issuer: state.duties.issuer ?? actor.sub },
  delivered: { ...data, at },
});

const caseClosed: Fold<'CaseClosed'> = (state, _data, { at }) => ({
  ...state,
  status: 'closed',
  closedAt: at,
});

type FoldedType = Exclude<CaseEvent['type'], 'CaseReceived'>;

const FOLDS: { readonly [Type in FoldedType]: Fold<Type> } = {
  CaseAccepted: accepted,
  SupplementRequested: supplementRequested,
  MaterialsSupplemented: materialsSupplemented,
  CaseDeclined: caseDeclined,
  CaseWithdrawn: caseWithdrawn,
  CaseClaimed: caseClaimed,
  CaseAssigned: caseAssigned,
  CaseReviewed: caseReviewed,
  CaseVerified: caseVerified,
  ProcedureStarted: procedureStarted,
  ProcedureFinished: procedureFinished,
  LimitExtended: limitExtended,
  DuesMoved: duesMoved,
  CaseForwarded: caseForwarded,
  CaseDecided: caseDecided,
  ResultProduced: resultProduced,
  ResultDelivered: resultDelivered,
  CaseClosed: caseClosed,
  ...SUMMONS_FOLDS,
  ...CARD_FOLDS,
};

const apply = <Type extends FoldedType>(
  state: OpenedCase,
  type: Type,
  data: DataOf<Type>,
  meta: CommitMeta,
): OpenedCase => {
  const after = FOLDS[type](state, data, meta);
  return startsStretch(type, state.received.matter)
    ? { ...after, stretch: after.stretch + 1, datedAt: meta.at }
    : after;
};

/** The case after an event. Never refuses, never throws: what is in the log has happened. */
export const evolve = (state: CaseState, event: CaseEvent, meta: CommitMeta): CaseState => {
  if (event.type === 'CaseReceived') return received(event.data, meta);
  return state.status === 'none' ? state : apply(state, event.type, event.data, meta);
};
