import { maskIdNumber, maskPhone } from '../../../shared/codes/masking.ts';
import { dayOf } from '../../../shared/kernel/instant.ts';
import type { Day, Instant } from '../../../shared/kernel/instant.ts';
import type {
  DocumentBase,
  DocumentData,
  DocumentKind,
  DocumentMatter,
  DocumentParty,
} from './document-data.ts';

/** The two forms that 茶陵县政务服务中心运行管理办法 第18条 names (D28). */
export const D28_TITLES = {
  acceptance: '业务受理通知单',
  supplement: '材料补齐一次性告知书',
} as const satisfies Partial<Record<DocumentKind, string>>;

interface DecisionWording {
  readonly approvalTitle: string;
  readonly refusalTitle: string;
  readonly approve: string;
  readonly refuse: string;
}

/** A decision calls itself by the kind of act it is; what is no licence may not be called one. */
const DECISIONS: Readonly<Record<string, DecisionWording>> = {
  行政许可: {
    approvalTitle: '准予行政许可决定书',
    refusalTitle: '不予行政许可决定书',
    approve: '准予行政许可',
    refuse: '不予行政许可',
  },
  行政确认: {
    approvalTitle: '行政确认决定书',
    refusalTitle: '不予行政确认决定书',
    approve: '予以行政确认',
    refuse: '不予行政确认',
  },
  行政给付: {
    approvalTitle: '行政给付决定书',
    refusalTitle: '不予行政给付决定书',
    approve: '准予行政给付',
    refuse: '不予行政给付',
  },
  行政奖励: {
    approvalTitle: '行政奖励决定书',
    refusalTitle: '不予行政奖励决定书',
    approve: '予以行政奖励',
    refuse: '不予行政奖励',
  },
};

const OTHER_DECISION: DecisionWording = {
  approvalTitle: '办理结果通知书',
  refusalTitle: '不予办理通知书',
  approve: '准予办理',
  refuse: '不予办理',
};

export const decisionWording = (matter: DocumentMatter): DecisionWording =>
  DECISIONS[matter.type] ?? OTHER_DECISION;

const TITLES: Readonly<Record<Exclude<DocumentKind, 'approval' | 'refusal'>, string>> = {
  receipt: '收件凭证',
  acceptance: '受理通知书',
  supplement: '一次性补正告知书',
  decline: '不予受理通知书',
  extension: '延期通知书',
  procedure: '特别程序告知书',
  deferral: '容缺受理通知书',
  commitment: '告知承诺书',
  entrustment: '授权委托书',
  delivery: '送达回证',
  completion: '办结通知',
  withdrawal: '撤回确认书',
  forwarding: '上报件转报单',
  archive: '案卷目录',
};

/** Title of the document: the hall's own name for the form, else the general one. */
export const titleOf = (data: DocumentData): string => {
  const own = data.hall.titles?.[data.kind];
  if (own !== undefined) return own;
  if (data.kind === 'approval') return decisionWording(data.matter).approvalTitle;
  if (data.kind === 'refusal') return decisionWording(data.matter).refusalTitle;
  return TITLES[data.kind];
};

/**
 * The law an act rests on: the licensing law for a licence, else the matter's own basis.
 * `article` is the place in 行政许可法, `第三十二条第一款第五项`.
 */
export const basisOf = (matter: DocumentMatter, article: string): string => {
  if (matter.type === '行政许可') return `《中华人民共和国行政许可法》${article}`;
  return matter.legalBasis.length > 0 ? matter.legalBasis.join('、') : '本事项公布的办事指南';
};

/** 2026年11月22日 (GB/T 9704-2012: arabic figures, no leading zeros). */
export const dayText = (day: Day): string => {
  const [year, month, date] = day.split('-').map(Number);
  return `${String(year)}年${String(month)}月${String(date)}日`;
};

const SHANGHAI_CLOCK = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** 2026年11月22日 09:30, time in Asia/Shanghai. */
export const momentText = (instant: Instant): string =>
  `${dayText(dayOf(instant))} ${SHANGHAI_CLOCK.format(Date.parse(instant))}`;

/** A person's number is masked even if it should come unmasked (9.2); an organisation's code is public. */
export const maskedIdNo = ({ kind, idNo }: DocumentParty): string =>
  kind === 'organisation' || idNo.includes('*') ? idNo : maskIdNumber(idNo);

export const maskedPhone = (phone: string): string => (phone.includes('*') ? phone : maskPhone(phone));

/** How a notice speaks to its applicant. */
export const youOf = ({ applicant }: DocumentBase): string => (applicant.kind === 'person' ? '你' : '你单位');

/** How an applicant speaks of itself in a letter. */
export const selfOf = ({ applicant }: DocumentBase): string =>
  applicant.kind === 'person' ? '本人' : '本单位';
