import type { CaseEvent } from '../case/events.ts';
import { MOVED_DAYS } from '../case/names.ts';

/** What a notice is about, in the order in which a case comes to it. */
export const NOTICE_KINDS = [
  'acceptance',
  'supplement',
  'decline',
  'procedure',
  'procedure-end',
  'extension',
  'dues',
  'decision',
  'pick-up',
  'evaluation',
  'lapse',
  'summons',
  'card',
  'urge',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export const NOTICE_NAMES: Readonly<Record<NoticeKind, string>> = {
  acceptance: '受理通知',
  supplement: '一次性补正告知',
  decline: '不予受理通知',
  procedure: '特别程序告知',
  'procedure-end': '特别程序结束通知',
  extension: '延期通知',
  dues: '期限调整通知',
  decision: '办理结果通知',
  'pick-up': '领取通知',
  evaluation: '评价邀请',
  lapse: '视为撤回通知',
  summons: '到场通知',
  card: '监察牌通知',
  urge: '督办通知',
};

/** Whom a notice goes to: the applicant (an agent, where one acts), or the unit that answers for the case. */
export type Addressee = 'applicant' | 'unit';

export interface NoticeAbout {
  readonly kind: NoticeKind;
  readonly to: Addressee;
}

const toApplicant = (kind: NoticeKind): NoticeAbout => ({ kind, to: 'applicant' });
const toUnit = (kind: NoticeKind): NoticeAbout => ({ kind, to: 'unit' });

const ABOUT: Partial<Readonly<Record<CaseEvent['type'], NoticeAbout>>> = {
  CaseAccepted: toApplicant('acceptance'),
  SupplementRequested: toApplicant('supplement'),
  CaseDeclined: toApplicant('decline'),
  ProcedureStarted: toApplicant('procedure'),
  ProcedureFinished: toApplicant('procedure-end'),
  LimitExtended: toApplicant('extension'),
  DuesMoved: toApplicant('dues'),
  CaseDecided: toApplicant('decision'),
  ResultProduced: toApplicant('pick-up'),
  ResultDelivered: toApplicant('evaluation'),
  CaseWithdrawn: toApplicant('lapse'),
  HandlerSummoned: toUnit('summons'),
  CardRaised: toUnit('card'),
  CaseUrged: toUnit('urge'),
};

/** An event as it is stored. */
interface Told {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * The notice that an event of a case calls for, or none. Who withdraws knows it; who let a day pass is told. A calendar
 * that moved no day concerns nobody.
 */
export const noticeAbout = ({ type, data }: Told): NoticeAbout | undefined => {
  if (type === 'DuesMoved' && !MOVED_DAYS.some((name) => name in data)) return undefined;
  if (type === 'CaseWithdrawn' && data['lapsed'] !== true) return undefined;
  return ABOUT[type as CaseEvent['type']];
};
