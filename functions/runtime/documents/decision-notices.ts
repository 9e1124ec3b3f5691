import { html } from 'hono/html';
import type {
  ApprovalDocument,
  ExtensionDocument,
  ProcedureDocument,
  RefusalDocument,
} from './document-data.ts';
import type { Content } from './page.ts';
import { caseFacts, facts, paragraphs, points, remediesText } from './parts.ts';
import { basisOf, dayText, decisionWording, momentText, youOf } from './wording.ts';

const COPIES = '本文书一式两份：一份送达申请人，一份存入案卷。';

const ownBasis = (legalBasis: readonly string[], general: string): string =>
  [...new Set([...legalBasis, general])].join('、');

const resultText = ({ name, number, validity }: ApprovalDocument['result']): string =>
  `${name}${number === undefined ? '' : `（编号：${number}）`}，有效期：${validity}`;

/** 准予决定书: matter, content, conditions, validity, basis (第38条 第一款). */
export const approval = (data: ApprovalDocument): Content => {
  const { applicant, matter, conditions = [] } = data;
  const wording = decisionWording(matter);
  const basis = ownBasis(matter.legalBasis, basisOf(matter, '第三十八条第一款'));
  return {
    body: html`<p class="to">${applicant.name}：</p>
      <p>
        ${youOf(data)}提出的“${matter.name}”申请，本机关于${dayText(data.issuedOn)}审查完毕（受理时间：${momentText(data.acceptedAt)}），申请符合规定的条件、标准。依据${basis}，决定${wording.approve}。内容如下：
      </p>
      ${paragraphs(data.content)}
      ${
        conditions.length === 0
          ? ''
          : html`<p>应当遵守下列条件：</p>
              ${points(conditions)}`
      }
      <p>本机关将于${dayText(data.deliveryDue)}前向${youOf(data)}送达${data.result.name}。</p>
      ${remediesText(data.remedies, '本决定')} ${caseFacts(data, [[['办理结果', resultText(data.result)]]])}`,
    dense: true,
    close: 'agency',
    receiptLine: true,
    copies: COPIES,
  };
};

/** 不予决定书: the reasons and the rights to reconsideration and lawsuit (第38条 第二款). */
export const refusal = (data: RefusalDocument): Content => {
  const { applicant, matter } = data;
  const wording = decisionWording(matter);
  const basis = ownBasis(matter.legalBasis, basisOf(matter, '第三十八条第二款'));
  return {
    body: html`<p class="to">${applicant.name}：</p>
      <p>
        ${youOf(data)}提出的“${matter.name}”申请，本机关于${momentText(data.acceptedAt)}受理。经审查，申请不符合规定的条件、标准，理由如下：
      </p>
      ${paragraphs(data.reasons)}
      <p>依据${basis}，决定${wording.refuse}。</p>
      ${remediesText(data.remedies, '本决定')} ${caseFacts(data)}`,
    dense: true,
    close: 'agency',
    receiptLine: true,
    copies: COPIES,
  };
};

/** 延期通知书: once, approved by the head of the agency, with the reason (第42条). */
export const extension = (data: ExtensionDocument): Content => ({
  body: html`<p class="to">${data.applicant.name}：</p>
    <p>
      ${youOf(data)}提出的“${data.matter.name}”申请，本机关于${momentText(data.acceptedAt)}受理，原定于${dayText(data.previousDue)}前作出决定，现因下列原因不能在期限内作出决定：
    </p>
    ${paragraphs(data.reason)}
    <p>
      依据${basisOf(data.matter, '第四十二条')}，经${data.approver}批准，决定延长办理期限${data.days}个工作日，延长后将于${dayText(data.newDue)}前作出决定。本办件的办理期限只延长一次。
    </p>
    <p>特此通知。</p>
    ${caseFacts(data, [
      [
        ['原到期日', dayText(data.previousDue)],
        ['新到期日', dayText(data.newDue)],
      ],
    ])}`,
  close: 'agency',
  receiptLine: true,
  copies: '本文书一式两份：一份送达申请人，一份连同延期决定审批表存入案卷。',
});

/** 特别程序告知书: which procedure, how long, and whether the time counts (第45条). */
export const procedure = (data: ProcedureDocument): Content => {
  const counted = data.stopsClock
    ? '所需时间依法不计算在办理期限内'
    : '所需时间计算在办理期限内，办理期限不因此延长';
  return {
    body: html`<p class="to">${data.applicant.name}：</p>
      <p>
        ${youOf(data)}提出的“${data.matter.name}”申请，本机关于${momentText(data.acceptedAt)}受理。根据审查需要，依法进行下列特别程序，现将所需时间书面告知如下：
      </p>
      ${facts([
        [
          ['特别程序', data.procedure],
          ['所需时间', `${String(data.days)}个工作日`],
        ],
        [
          ['开始日期', dayText(data.startedOn)],
          ['完成期限', dayText(data.due)],
        ],
        [['期限计算', counted]],
      ])}
      ${data.note === undefined ? '' : paragraphs(data.note)}
      <p>
        依据：${basisOf(data.matter, '第四十五条')}。本办件将于${dayText(data.decisionDue)}前作出决定。请予配合。
      </p>
      ${caseFacts(data)}`,
    close: 'agency',
    receiptLine: true,
    copies: COPIES,
  };
};
