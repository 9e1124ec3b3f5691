import { mergeMaterials } from '../case/materials.ts';
import type { CommitMeta } from '../decider.ts';
import type { BundleEvent } from './events.ts';
import {
  asPlanned,
  hasEnded,
  initialBundle,
  isCalledOff,
  type BundleCase,
  type BundleState,
  type JointClock,
  type JointMove,
  type JointReview,
  type OpenedBundle,
} from './state.ts';

type DataOf<Type extends BundleEvent['type']> = Extract<BundleEvent, { type: Type }>['data'];
type Fold<Type extends BundleEvent['type']> = (
  state: OpenedBundle,
  data: DataOf<Type>,
  meta: CommitMeta,
) => OpenedBundle;

const opened = (data: DataOf<'BundleOpened'>, { at, actor }: CommitMeta): OpenedBundle => ({
  status: 'running',
  opened: data,
  openedAt: at,
  openedBy: actor,
  cases: asPlanned(data),
  materials: data.materials,
  reviews: [],
  ...(data.firstContact ? { firstContact: data.firstContact } : {}),
});

const withCase = (
  state: OpenedBundle,
  name: string,
  change: (before: BundleCase) => BundleCase,
): OpenedBundle => ({
  ...state,
  cases: state.cases.map((each) => (each.name === name ? change(each) : each)),
});

/** What was only planned when the applicant called it off is never opened. */
const calledOff = (state: OpenedBundle): OpenedBundle =>
  isCalledOff(state)
    ? {
        ...state,
        cases: state.cases.map((each) =>
          each.status === 'planned' ? { ...each, status: 'withdrawn' } : each,
        ),
      }
    : state;

const withLastReview = (state: OpenedBundle, change: (review: JointReview) => JointReview): OpenedBundle => ({
  ...state,
  reviews: state.reviews.map((review, index) =>
    index === state.reviews.length - 1 ? change(review) : review,
  ),
});

const movedClock = (clock: JointClock, move: Omit<JointMove, 'from'>): JointClock => {
  const { promisedDue, statutoryDue, moves } = clock;
  const from = { promisedDue, statutoryDue };
  return { ...clock, ...move.to, datedAt: move.at, moves: [...moves, { ...move, from }] };
};

const FOLDS: { readonly [Type in Exclude<BundleEvent['type'], 'BundleOpened'>]: Fold<Type> } = {
  BundleAccepted: (state, { acceptedAt, ...dues }, { at }) => {
    const { promisedDays, statutoryDays } = state.opened;
    const limits = { startedAt: acceptedAt, promisedDays, statutoryDays, extendedDays: 0, ...dues };
    return { ...state, clock: { ...limits, datedAt: at, moves: [] } };
  },
  MaterialsAdded: (state, { materials }, { actor }) => ({
    ...state,
    materials: mergeMaterials(state.materials, materials),
    added: { by: actor, times: (state.added?.times ?? 0) + 1 },
  }),
  CaseNumbered: (state, { name, caseNo }) =>
    withCase(state, name, (each) => ({ ...each, status: 'opening', caseNo })),
  CaseOpened: (state, { name }) =>
    withCase(state, name, (each) => ({ ...each, status: 'open', attempts: 0 })),
  OpeningFailed: (state, { name, code, message }, { at }) =>
    withCase(state, name, (each) => ({
      ...each,
      attempts: each.attempts + 1,
      failures: each.failures + 1,
      failure: { code, message, at },
    })),
  OpeningRetried: (state, { name }) => withCase(state, name, (each) => ({ ...each, attempts: 0 })),
  CaseDropped: (state, { name }, { at }) =>
    withCase(state, name, (each) => ({ ...each, status: 'dropped', endedAt: at })),
  CaseEnded: (state, { name, outcome, result }, { at }) =>
    withCase(state, name, (each) => ({
      ...each,
      status: outcome,
      endedAt: at,
      ...(result ? { result } : {}),
    })),
  CasesBlocked: (state, { names }) => ({
    ...state,
    cases: state.cases.map((each) =>
      names.includes(each.name) && !hasEnded(each) ? { ...each, status: 'blocked' } : each,
    ),
  }),
  BundleWithdrawn: (state, _, { at, actor }) => calledOff({ ...state, withdrawn: { at, by: actor } }),
  RemainderDecided: (state, { decision }, { at, actor }) =>
    calledOff({
      ...state,
      remainder: { decision, at },
      ...(decision === 'withdraw' ? { withdrawn: { at, by: actor } } : {}),
    }),
  LimitExtended: (state, data, { at }) => ({
    ...state,
    extension: { ...data, at },
    ...(state.clock
      ? {
          clock: {
            ...state.clock,
            extendedDays: data.days,
            promisedDue: data.promisedDue,
            statutoryDue: data.statutoryDue,
            datedAt: at,
          },
        }
      : {}),
  }),
  JointDuesMoved: (state, { reason, ...to }, { at }) =>
    state.clock ? { ...state, clock: movedClock(state.clock, { at, reason, to }) } : state,
  ReviewCalled: (state, { topic, departments }, { at }) => ({
    ...state,
    reviews: [...state.reviews, { topic, departments, calledAt: at, signatures: [] }],
  }),
  ReviewSigned: (state, { department, agrees, opinion }, { at, actor }) =>
    withLastReview(state, (review) => ({
      ...review,
      signatures: [...review.signatures, { department, agrees, opinion, by: actor, at }],
    })),
  ReviewConcluded: (state, _, { at }) => withLastReview(state, (review) => ({ ...review, concludedAt: at })),
  BundleDelivered: (state, data, { at, actor }) => ({ ...state, delivered: { ...data, at, by: actor } }),
  CaseAwaited: (state, { name, token }) =>
    withCase(state, name, (each) => ({ ...each, tokens: [...each.tokens, token] })),
  BundleConcluded: (state, { outcome }, { at }) => ({
    ...state,
    status: 'concluded',
    outcome,
    concludedAt: at,
    ...(state.clock ? { clock: { ...state.clock, endedAt: at } } : {}),
  }),
};

const apply = <Type extends Exclude<BundleEvent['type'], 'BundleOpened'>>(
  state: OpenedBundle,
  type: Type,
  data: DataOf<Type>,
  meta: CommitMeta,
): OpenedBundle => FOLDS[type](state, data, meta);

/** D30 首问责任: of an application from afar the first clerk who deals with it. */
const withContact = (state: OpenedBundle, { actor }: CommitMeta): OpenedBundle =>
  state.firstContact || !actor.roles.includes('clerk')
    ? state
    : { ...state, firstContact: { sub: actor.sub, name: actor.name ?? '' } };

/** The bundle after an event. Never refuses, never throws. */
export const evolveBundle = (state: BundleState, event: BundleEvent, meta: CommitMeta): BundleState => {
  if (event.type === 'BundleOpened') return opened(event.data, meta);
  return state.status === 'none'
    ? initialBundle
    : withContact(apply(state, event.type, event.data, meta), meta);
};
