import type { CaseEvent } from '../../shared/domain/case/events.ts';
import { DAY_NAMES, MOVED_DAYS } from '../../shared/domain/case/names.ts';
import type { OpenedCase } from '../../shared/domain/case/state.ts';
import type { CardRaised } from '../../shared/domain/case/cards.ts';
import { CARD_NAMES } from '../../shared/domain/supervision/card-rules.ts';
import type { DutyTerms } from '../../shared/domain/supervision/duty.ts';
import type { WrittenText } from '../../shared/domain/text.ts';
import { basisOf, dayText, momentText } from '../runtime/documents/wording.ts';

/** Everything a notice may speak of. */
export interface NoticeSource {
  readonly event: CaseEvent;
  /** The case right after the event. */
  readonly state: OpenedCase;
  /** The text that somebody wrote, from the vault. */
  readonly read: (text: WrittenText) => Promise<string>;
  /** Code of the pick-up locker, asked for only where the result lies there. */
  readonly pickUpCode: () => string;
  /** Where citizens reach the hall: `https://hall.example`. */
  readonly publicUrl: string;
}

type DataOf<Type extends CaseEvent['type']> = Extract<CaseEvent, { type: Type }>['data'];
type Wording<Type extends CaseEvent['type']> = (
  data: DataOf<Type>,
  source: NoticeSource,
) => string | Promise<string>;

const CLOCKS: Readonly<Record<string, string>> = {
  notice: '受理告知期限',
  handling: '办理期限',
  procedure: '特别程序期限',
  delivery: '送达期限',
};

const clockName = (clock: string): string => CLOCKS[clock] ?? `“${clock.replace(/^step:/, '')}”环节期限`;

const yourCase = ({ received: { matter, caseNo } }: OpenedCase): string =>
  `您申请的“${matter.name}”（办件编号${caseNo}）`;

const theCase = ({ received: { matter, caseNo } }: OpenedCase): string => `办件${caseNo}“${matter.name}”`;

const acceptance: Wording<'CaseAccepted'> = (data, { state }) => {
  const { acceptedAt, deemed, promisedDue, statutoryDue, deferred } = data;
  const how = deemed
    ? `因未在五个工作日内告知补正，自${momentText(acceptedAt)}收到材料之日起即为受理（${basisOf(state.received.matter, '第三十二条第一款第四项')}）`
    : `已于${momentText(acceptedAt)}受理`;
  const open = deferred.map(({ name, by }) => `${name}（${dayText(by)}前）`).join('、');
  return `${yourCase(state)}${how}。承诺于${dayText(promisedDue)}前办结，法定期限至${dayText(statutoryDue)}。${open === '' ? '' : `请补交容缺材料：${open}。`}`;
};

const supplement: Wording<'SupplementRequested'> = async ({ items, due }, { state, read }) => {
  const listed = await Promise.all(
    items.map(async ({ name, note }) => (note ? `${name}（${await read(note)}）` : name)),
  );
  return `${yourCase(state)}需要一次性补正下列${items.length}项：${listed.join('；')}。请于${dayText(due)}前补齐，逾期未补正的视为撤回申请，不影响再次申请。`;
};

const decline: Wording<'CaseDeclined'> = async ({ reason, competentAgency }, { state, read }) => {
  const other = competentAgency === undefined ? '' : `请向${competentAgency}申请。`;
  return `${yourCase(state)}不予受理，理由：${await read(reason)}。${other}《不予受理通知书》可向受理窗口领取，对本决定可以依法申请行政复议或者提起行政诉讼。`;
};

/** 行政许可法 第45条: the applicant is told in writing how long it takes; 第42条, 第45条: whether that time counts. */
const procedure: Wording<'ProcedureStarted'> = ({ kind, days, stopsClock, due, promisedDue }, { state }) => {
  const counted = stopsClock ? '所需时间不计入办理期限' : '所需时间计入办理期限';
  return `${yourCase(state)}依法需要${kind}，所需时间${days}个工作日，预计${dayText(due)}前完成，${counted}，承诺办结日为${dayText(promisedDue)}。依据：${basisOf(state.received.matter, '第四十五条')}。`;
};

const procedureEnd: Wording<'ProcedureFinished'> = ({ kind, promisedDue }, { state }) =>
  `${yourCase(state)}的${kind}已经结束，继续办理，承诺于${dayText(promisedDue)}前办结。`;

/** 行政许可法 第42条: the reason of an extension is told to the applicant. */
const extension: Wording<'LimitExtended'> = async ({ days, reason, statutoryDue }, { state, read }) =>
  `${yourCase(state)}不能在原定期限内办结，经本行政机关负责人批准延长${days}个工作日，延长后期限至${dayText(statutoryDue)}，只延长一次。理由：${await read(reason)}。依据：${basisOf(state.received.matter, '第四十二条')}。`;

/** 行政许可法 第82条: limits count working days, so a day that rests moves them; each is told with what it was before. */
const dues: Wording<'DuesMoved'> = ({ reason, ...to }, { state }) => {
  const { from = {} } = state.moves.at(-1) ?? {};
  const moved = MOVED_DAYS.flatMap((name) => {
    const [before, day] = [from[name], to[name]];
    if (day === undefined) return [];
    return [`${DAY_NAMES[name]}${before === undefined ? '' : `由${dayText(before)}`}调整为${dayText(day)}`];
  });
  return `因工作日调整（${reason}），${yourCase(state)}的${moved.join('，')}。依据：${basisOf(state.received.matter, '第八十二条')}。`;
};

const decision: Wording<'CaseDecided'> = ({ outcome, deliveryDue }, { state }) =>
  outcome === 'approved'
    ? `${yourCase(state)}已准予办理，结果将于${dayText(deliveryDue)}前送达。`
    : `${yourCase(state)}不予办理，理由和救济途径见决定书，将于${dayText(deliveryDue)}前送达。对决定不服的，可以依法申请行政复议或者提起行政诉讼。`;

const pickUp: Wording<'ResultProduced'> = ({ name }, { state }) =>
  `${yourCase(state)}的${name}已制作完成，请持有效身份证件到统一出件窗口领取，或按申请时选择的方式等候送达。`;

const invitation: Wording<'ResultDelivered'> = ({ method, tracking }, { state, pickUpCode, publicUrl }) => {
  const where = {
    counter: '已送达并办结。',
    locker: `已放入自助取件柜，取件码${pickUpCode()}，请勿告知他人。`,
    post: `已交邮寄送${tracking === undefined ? '' : `，快递单号${tracking}`}。`,
  }[method];
  return `${yourCase(state)}的办理结果${where}请对本次服务作出评价（自愿）：${publicUrl}`;
};

const lapse: Wording<'CaseWithdrawn'> = (_data, { state }) =>
  `${yourCase(state)}因逾期未补正或未补齐容缺材料，视为撤回申请。不影响您再次提出申请。`;

/** 事进人不进 (E17). */
const summons: Wording<'HandlerSummoned'> = ({ department, due }, { state }) =>
  `${theCase(state)}已经受理，请${department}经办人于${momentText(due)}前到政务服务大厅签到办理。`;

const card: Wording<'CardRaised'> = ({ level, clock, since, unit }, { state }) =>
  `“${CARD_NAMES[level]}”：${theCase(state)}的${clockName(clock)}自${momentText(since)}起达到该级条件，责任单位${unit}。请签收、整改并回复。`;

const urge: Wording<'CaseUrged'> = async ({ note }, { state, read }) =>
  `督办：请抓紧办理${theCase(state)}。${note ? await read(note) : ''}`;

const WORDINGS: { readonly [Type in CaseEvent['type']]?: Wording<Type> } = {
  CaseAccepted: acceptance,
  SupplementRequested: supplement,
  CaseDeclined: decline,
  ProcedureStarted: procedure,
  ProcedureFinished: procedureEnd,
  LimitExtended: extension,
  DuesMoved: dues,
  CaseDecided: decision,
  ResultProduced: pickUp,
  ResultDelivered: invitation,
  CaseWithdrawn: lapse,
  HandlerSummoned: summons,
  CardRaised: card,
  CaseUrged: urge,
};

const ASKED: Readonly<Record<DutyTerms['clock'], string>> = {
  consultation: '答复期限自',
  change: '落实期限自',
};

/** What the unit of a question or of a change is told of a card; `subject`: what it is known by. */
export const dutyCardBody = (
  clock: DutyTerms['clock'],
  subject: string,
  { level, since, unit }: CardRaised,
): string =>
  `“${CARD_NAMES[level]}”：${subject}的${ASKED[clock]}${momentText(since)}起达到该级条件，责任单位${unit}。请抓紧办理，签收并回复。`;

/** An event that calls for a notice has no words for it. */
export class NoWordingError extends Error {
  override readonly name = 'NoWordingError';
}

/**
 * What a notice says, without address and signature. Every text a citizen gets is in this file.
 * @throws NoWordingError for an event that no notice is about.
 */
export const noticeBody = async (source: NoticeSource): Promise<string> => {
  const { type, data } = source.event;
  const wording = WORDINGS[type] as
    ((about: unknown, from: NoticeSource) => string | Promise<string>) | undefined;
  if (!wording) throw new NoWordingError(`no words for ${type}`);
  return wording(data, source);
};
