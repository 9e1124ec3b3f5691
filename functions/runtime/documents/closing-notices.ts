import { html } from 'hono/html';
import type {
  CompletionDocument,
  DeliveryDocument,
  DeliveryWay,
  ForwardingDocument,
  WithdrawalDocument,
} from './document-data.ts';
import type { Content, Html } from './page.ts';
import { caseFacts, listTable, materialsTable, paragraphs } from './parts.ts';
import { basisOf, dayText, decisionWording, momentText, youOf } from './wording.ts';

const wayText = (way: DeliveryWay): string => {
  switch (way.method) {
    case 'counter':
      return '当场送达';
    case 'locker':
      return `自助取件柜${way.locker === undefined ? '' : `（${way.locker}）`}`;
    case 'post':
      return `邮寄送达（运单号：${way.tracking}）`;
    case 'electronic':
      return `电子送达（${way.channel}）`;
    case 'left':
      return '留置送达';
    default:
      return way satisfies never;
  }
};

const refusalText = (way: DeliveryWay): string =>
  way.method === 'left' ? `${way.refusal}（见证人：${way.witness}）` : '无';

/** Room to sign; `data-file` names the picture of a signature. The paper itself loads nothing. */
const signatureField = (file: string | undefined): Html =>
  file === undefined ? html`<div class="blank"></div>` : html`<div class="blank" data-file="${file}"></div>`;

/** 送达回证: what, to whom, how, where and when; 留置 by two with a witness. */
export const delivery = (data: DeliveryDocument): Content => ({
  body: html`${listTable(
      ['序号', '送达文书、证照名称', '文号、编号', '份数'],
      data.documents.map((item) => [item.name, item.number, String(item.copies ?? 1)]),
      '无',
    )}
    ${caseFacts(data, [
      [['送达方式', wayText(data.way)]],
      [['送达地点', data.place]],
      [['送达人', data.way.servers.join('、')]],
      [['拒收情况', refusalText(data.way)]],
      [
        ['收件人', data.receiver?.name ?? ''],
        ['与受送达人关系', data.receiver?.relation ?? ''],
      ],
      [
        [
          '送达时间',
          data.deliveredAt === undefined
            ? '＿＿＿＿年＿＿月＿＿日＿＿时＿＿分'
            : momentText(data.deliveredAt),
        ],
      ],
      [['收件人签名', signatureField(data.signature)]],
      [['送达人签名', html`<div class="blank"></div>`]],
    ])}
    <p>受送达人不在时由他人代收的，代收人应当注明与受送达人的关系并及时转交。</p>`,
  dense: true,
  close: 'agency',
  receiptLine: false,
  copies: '本文书一式一份，签收后存入案卷。',
});

const pickUpText = (pickUp: CompletionDocument['pickUp']): string => {
  switch (pickUp.way) {
    case 'counter':
    case 'locker': {
      const until = pickUp.until === undefined ? '' : `，请于${dayText(pickUp.until)}前领取`;
      return `${pickUp.place}，取件码：${pickUp.code}${until}`;
    }
    case 'post':
      return `邮寄送达，运单号：${pickUp.tracking}`;
    case 'electronic':
      return `电子送达：${pickUp.channel}`;
    default:
      return pickUp satisfies never;
  }
};

const resultRows = ({ result }: CompletionDocument): readonly (readonly (readonly [string, string])[])[] => {
  if (result === undefined) return [];
  const valid = result.validUntil === undefined ? '' : `，有效期至${dayText(result.validUntil)}`;
  return [[['结果文书', `${result.name}（${result.number}）${valid}`]]];
};

/** 办结通知: the result, where and how to fetch it, where to say how it was. `evaluationQr` leads to the evaluation. */
export const completion = (data: CompletionDocument, evaluationQr: Html): Content => {
  const { approve, refuse } = decisionWording(data.matter);
  return {
    body: html`<p class="to">${data.applicant.name}：</p>
      <p>
        ${youOf(data)}申请办理的“${data.matter.name}”已于${momentText(data.closedAt)}办结，办理结果：${data.outcome === 'approved' ? approve : refuse}。
      </p>
      ${caseFacts(data, [...resultRows(data), [['领取方式', pickUpText(data.pickUp)]]])}
      <p>凭本通知和有效身份证件领取；委托他人领取的，代领人还应当持本人身份证件和授权委托书。</p>
      <p>欢迎扫描下方评价二维码对本次服务作出“好差评”评价。</p>`,
    beside: html`<div class="qr" role="img" aria-label="服务评价二维码">
      ${evaluationQr}扫码评价本次服务
    </div>`,
    close: 'agency',
    receiptLine: true,
    copies: '本文书一式两份：一份送达申请人，一份存入案卷。',
  };
};

/** 撤回确认: asked for by the applicant, or by lapse of the day for the missing materials. */
export const withdrawal = (data: WithdrawalDocument): Content => ({
  body: html`<p class="to">${data.applicant.name}：</p>
    ${
      data.lapsed
        ? html`<p>
            ${youOf(data)}于${momentText(data.receivedAt)}提出的“${data.matter.name}”申请，因逾期未补齐需要补正的材料，自${momentText(data.withdrawnAt)}起视为撤回。
          </p>`
        : html`<p>
            ${youOf(data)}于${momentText(data.receivedAt)}提出的“${data.matter.name}”申请，根据${youOf(data)}的撤回要求，于${momentText(data.withdrawnAt)}撤回，办理程序终止。
          </p>`
    }
    ${
      data.reason === undefined
        ? ''
        : html`<p>撤回原因：</p>
            ${paragraphs(data.reason)}`
    }
    <p>撤回不影响再次提出申请。退还下列材料：</p>
    ${materialsTable(data.returned, '无需退还的材料')} ${caseFacts(data)}`,
  dense: true,
  close: 'agency',
  receiptLine: true,
  copies: '本文书一式两份：一份送达申请人，一份存入案卷。',
});

/** 上报件转报单: opinion and all materials to the agency that decides (第35条, 第43条). */
export const forwarding = (data: ForwardingDocument): Content => ({
  body: html`<p class="to">${data.upperAgency}：</p>
    <p>
      下列申请由本机关于${momentText(data.acceptedAt)}受理，已审查完毕。依据${basisOf(data.matter, '第三十五条、第四十三条')}，现将初步审查意见和全部申请材料直接报送，请予审查决定。申请人无需重复提供申请材料。
    </p>
    ${caseFacts(data, [[['本级审查期限', `至${dayText(data.statutoryDue)}`]]])}
    <h3>初步审查意见</h3>
    ${paragraphs(data.opinion)}
    <h3>报送材料</h3>
    ${materialsTable(data.materials, '无')}`,
  beside: html`<div class="hand">
    <p>接收人（签名）：</p>
    <p>＿＿＿＿＿＿＿＿＿＿</p>
    <p>＿＿＿＿年＿＿月＿＿日</p>
  </div>`,
  dense: true,
  close: 'agency',
  receiptLine: false,
  copies: '本文书一式三份：一份报上级机关，一份送达申请人，一份存入案卷。',
});
