import type { GrievanceBody } from '../../contracts/grievances.ts';
import type { Subject } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { ok, refuse, type Refusal, type Result } from '../../kernel/result.ts';
import type { Decider } from '../decider.ts';
import type { WrittenText } from '../text.ts';

type Category = GrievanceBody['category'];

export type GrievanceEvent =
  | {
      readonly type: 'GrievanceSubmitted';
      readonly data: {
        readonly category: Category;
        readonly text: WrittenText;
        readonly phone: WrittenText;
        /** The case or number that it is about. */
        readonly act?: string;
      };
    }
  | { readonly type: 'GrievanceAccepted'; readonly data: { readonly note?: WrittenText } }
  | {
      readonly type: 'GrievanceTransferred';
      readonly data: { readonly department: string; readonly note?: WrittenText };
    }
  | { readonly type: 'GrievanceSupervised'; readonly data: { readonly note: WrittenText } }
  | { readonly type: 'GrievanceAnswered'; readonly data: { readonly text: WrittenText } }
  | {
      readonly type: 'GrievanceRevisited';
      readonly data: { readonly satisfied: boolean; readonly note?: WrittenText };
    }
  | { readonly type: 'GrievanceRectified'; readonly data: { readonly measure: WrittenText } };

type DataOf<Type extends GrievanceEvent['type']> = Extract<GrievanceEvent, { type: Type }>['data'];

export type GrievanceCommand =
  | ({ readonly type: 'submit' } & DataOf<'GrievanceSubmitted'>)
  | ({ readonly type: 'accept' } & DataOf<'GrievanceAccepted'>)
  | ({ readonly type: 'transfer' } & DataOf<'GrievanceTransferred'>)
  | ({ readonly type: 'supervise' } & DataOf<'GrievanceSupervised'>)
  | ({ readonly type: 'answer' } & DataOf<'GrievanceAnswered'>)
  | ({ readonly type: 'revisit' } & DataOf<'GrievanceRevisited'>)
  | ({ readonly type: 'rectify' } & DataOf<'GrievanceRectified'>);
export type GrievanceStep = Exclude<GrievanceCommand['type'], 'submit'>;

export type GrievanceStatus =
  'submitted' | 'accepted' | 'transferred' | 'supervised' | 'answered' | 'revisited' | 'rectified';

/** One act as it stands in the file. */
export interface GrievanceEntry {
  readonly at: Instant;
  readonly status: GrievanceStatus;
  readonly department?: string;
  readonly text?: WrittenText;
}

export type Grievance =
  | { readonly status: 'none' }
  | {
      readonly status: GrievanceStatus;
      readonly by: Subject;
      readonly submitted: DataOf<'GrievanceSubmitted'>;
      readonly at: Instant;
      readonly department?: string;
      readonly satisfied?: boolean;
      readonly entries: readonly GrievanceEntry[];
    };
export type OpenGrievance = Exclude<Grievance, { status: 'none' }>;

/** C43: the six steps in their order. To supervise again is no step further. */
const AFTER: Readonly<Record<GrievanceStep, readonly GrievanceStatus[]>> = {
  accept: ['submitted'],
  transfer: ['accepted'],
  supervise: ['transferred', 'supervised'],
  answer: ['supervised'],
  revisit: ['answered'],
  rectify: ['revisited'],
};
const STEPS = Object.keys(AFTER) as readonly GrievanceStep[];

const STATUS_NAMES: Readonly<Record<GrievanceStatus, string>> = {
  submitted: '待受理',
  accepted: '已受理',
  transferred: '已转办',
  supervised: '督办中',
  answered: '已反馈',
  revisited: '已回访',
  rectified: '已整改',
};

/** What can be done next. */
export const nextSteps = ({ status }: OpenGrievance): readonly GrievanceStep[] =>
  STEPS.filter((step) => AFTER[step].includes(status));

export type GrievanceRefusal = Refusal<'wrong-status' | 'not-found'>;
type Decision = Result<readonly GrievanceEvent[], GrievanceRefusal>;

const EVENT_OF = {
  accept: 'GrievanceAccepted',
  transfer: 'GrievanceTransferred',
  supervise: 'GrievanceSupervised',
  answer: 'GrievanceAnswered',
  revisit: 'GrievanceRevisited',
  rectify: 'GrievanceRectified',
} as const satisfies Record<GrievanceStep, GrievanceEvent['type']>;

const decide = ({ type, ...data }: GrievanceCommand, state: Grievance): Decision => {
  if (type === 'submit') {
    if (state.status !== 'none') return refuse('wrong-status', '已经提交');
    return ok([{ type: 'GrievanceSubmitted', data: data as DataOf<'GrievanceSubmitted'> }]);
  }
  if (state.status === 'none') return refuse('not-found', '没有这件诉求');
  if (!AFTER[type].includes(state.status)) {
    return refuse(
      'wrong-status',
      `诉求${STATUS_NAMES[state.status]}，须按受理、转办、督办、反馈、回访、整改依次办理`,
    );
  }
  return ok([{ type: EVENT_OF[type], data } as GrievanceEvent]);
};

const STATUS_AFTER = {
  GrievanceSubmitted: 'submitted',
  GrievanceAccepted: 'accepted',
  GrievanceTransferred: 'transferred',
  GrievanceSupervised: 'supervised',
  GrievanceAnswered: 'answered',
  GrievanceRevisited: 'revisited',
  GrievanceRectified: 'rectified',
} as const satisfies Record<GrievanceEvent['type'], GrievanceStatus>;

const textOf = (event: Exclude<GrievanceEvent, { type: 'GrievanceSubmitted' }>): WrittenText | undefined => {
  switch (event.type) {
    case 'GrievanceAnswered':
      return event.data.text;
    case 'GrievanceRectified':
      return event.data.measure;
    case 'GrievanceAccepted':
    case 'GrievanceTransferred':
    case 'GrievanceSupervised':
    case 'GrievanceRevisited':
      return event.data.note;
    default:
      return event satisfies never;
  }
};

const decider: Decider<Grievance, GrievanceCommand, GrievanceEvent, GrievanceRefusal> = {
  initial: { status: 'none' },
  decide,
  evolve: (state, event, { at, actor }) => {
    const status = STATUS_AFTER[event.type];
    if (event.type === 'GrievanceSubmitted') {
      return { status, by: actor.sub, submitted: event.data, at, entries: [{ at, status }] };
    }
    if (state.status === 'none') return state;
    const text = textOf(event);
    const transfer = event.type === 'GrievanceTransferred' ? { department: event.data.department } : {};
    return {
      ...state,
      status,
      ...transfer,
      ...(event.type === 'GrievanceRevisited' ? { satisfied: event.data.satisfied } : {}),
      entries: [...state.entries, { at, status, ...transfer, ...(text ? { text } : {}) }],
    };
  },
  upcasters: {
    GrievanceSubmitted: [],
    GrievanceAccepted: [],
    GrievanceTransferred: [],
    GrievanceSupervised: [],
    GrievanceAnswered: [],
    GrievanceRevisited: [],
    GrievanceRectified: [],
  },
};

/** 诉求 (有诉即办): one stream per complaint. */
export const grievanceAggregate = { name: 'grievance', decider } as const;
