import { html } from 'hono/html';
import type {
  AcceptanceDocument,
  DeclineDocument,
  ReceiptDocument,
  SupplementDocument,
} from './document-data.ts';
import type { Content } from './page.ts';
import { caseFacts, listTable, materialsTable, paragraphs, remediesText } from './parts.ts';
import { basisOf, dayText, momentText, youOf } from './wording.ts';

const TWO_COPIES = '本文书一式两份：一份送达申请人，一份存入案卷。';

/** 收件凭证: materials are in the hall's hands, nothing is accepted yet. */
export const receipt = (data: ReceiptDocument): Content => ({
  body: html`${caseFacts(data, [
      [
        ['收件时间', momentText(data.receivedAt)],
        ['收件人', data.handler.name],
      ],
    ])}
    <p>现收到下列申请材料，共${data.materials.length}项：</p>
    ${materialsTable(data.materials, '未提交材料')}
    <p>
      本窗口将于${dayText(data.noticeDue)}前作出受理、不予受理或者一次性补正告知；逾期不告知的，自收件之日起即为受理。本凭证仅证明收到上述材料，不代表已经受理。
    </p>`,
  dense: true,
  close: 'agency',
  receiptLine: true,
  copies: TWO_COPIES,
});

const limitText = ({
  promisedDays,
  promisedDue,
  statutoryDays,
  statutoryDue,
}: AcceptanceDocument): string => {
  const promise =
    promisedDays === 0
      ? `承诺当日办结，即于${dayText(promisedDue)}前作出决定`
      : `承诺自受理之日起${String(promisedDays)}个工作日内、即于${dayText(promisedDue)}前作出决定`;
  const law =
    statutoryDays === null
      ? `最迟于${dayText(statutoryDue)}前作出`
      : `法定期限为${String(statutoryDays)}个工作日，至${dayText(statutoryDue)}届满`;
  return `${promise}；${law}。`;
};

/** 受理通知书 (行政许可法 第32条 第五项; 茶陵: 业务受理通知单, D28). */
export const acceptance = (data: AcceptanceDocument): Content => {
  const { applicant, matter, deemed } = data;
  const basis = basisOf(matter, deemed ? '第三十二条第一款第四项' : '第三十二条第一款第五项');
  const ground = deemed
    ? '因未在收到申请材料后五个工作日内告知需要补正的内容，自收到申请材料之日起即为受理'
    : '经审查，申请材料齐全、符合法定形式，决定予以受理';
  return {
    body: html`<p class="to">${applicant.name}：</p>
      <p>
        ${youOf(data)}于${momentText(data.receivedAt)}提出的“${matter.name}”申请，${ground}，受理时间为${momentText(data.acceptedAt)}。依据：${basis}。
      </p>
      <p>
        ${limitText(data)}依法需要听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审的，所需时间不计算在期限内，并将另行书面告知。
      </p>
      ${caseFacts(data)} ${materialsTable(data.materials, '本事项无需提交材料')}`,
    dense: true,
    close: 'agency',
    receiptLine: true,
    copies: TWO_COPIES,
  };
};

/** 一次性补正告知书: all of it at once, with the form, the day and what follows (C15, 第32条 第四项). */
export const supplement = (data: SupplementDocument): Content => ({
  body: html`<p class="to">${data.applicant.name}：</p>
    <p>
      ${youOf(data)}于${momentText(data.receivedAt)}提交的“${data.matter.name}”申请材料不齐全或者不符合法定形式。依据${basisOf(data.matter, '第三十二条第一款第四项')}，现将需要补正的全部内容一次告知如下，共${data.items.length}项：
    </p>
    ${listTable(
      ['序号', '需补正的材料', '应当具备的形式、要求', '说明'],
      data.items.map((item) => [item.name, item.requirement, item.note ?? '']),
      '无',
    )}
    <p>
      请于${dayText(data.due)}前将上述材料一次补齐交至本窗口或者网上提交。补齐全部材料后即予受理；逾期未补正的，视为撤回本次申请，但不影响再次提出申请。除上述内容外，不再要求补正其他材料。
    </p>
    ${caseFacts(data)}`,
  dense: true,
  close: 'agency',
  receiptLine: true,
  copies: TWO_COPIES,
});

/** 不予受理通知书: reason, competent agency, remedies (第32条 第一、二项). */
export const decline = (data: DeclineDocument): Content => {
  const { applicant, matter, competentAgency, remedies } = data;
  const basis = basisOf(
    matter,
    competentAgency === undefined ? '第三十二条第一款第一项' : '第三十二条第一款第二项',
  );
  return {
    body: html`<p class="to">${applicant.name}：</p>
      <p>
        ${youOf(data)}于${momentText(data.receivedAt)}提出的“${matter.name}”申请，经审查，决定不予受理。理由如下：
      </p>
      ${paragraphs(data.reason)}
      ${
        competentAgency === undefined
          ? ''
          : html`<p>该事项依法属于${competentAgency}的职权范围，请向${competentAgency}提出申请。</p>`
      }
      <p>依据：${basis}。</p>
      ${remediesText(remedies, '本不予受理决定')} ${caseFacts(data)}`,
    close: 'agency',
    receiptLine: true,
    copies: TWO_COPIES,
  };
};
