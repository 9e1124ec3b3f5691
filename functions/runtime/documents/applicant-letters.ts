import { html } from 'hono/html';
import type { CommitmentDocument, DeferralDocument, EntrustmentDocument } from './document-data.ts';
import type { Content, Html } from './page.ts';
import { caseFacts, facts, listTable, partyText, points } from './parts.ts';
import { basisOf, dayText, maskedIdNo, maskedPhone, momentText, selfOf, youOf } from './wording.ts';

const handSignature = (label: string): Html =>
  html`<div class="hand">
    <p>${label}：</p>
    <p>＿＿＿＿＿＿＿＿＿＿</p>
    <p>＿＿＿＿年＿＿月＿＿日</p>
  </div>`;

const signLabel = (data: CommitmentDocument | DeferralDocument): string =>
  data.applicant.kind === 'person' ? '承诺人（签名）' : '承诺单位（盖章）';

const deferredTable = (deferred: DeferralDocument['deferred']): Html =>
  listTable(
    ['序号', '容缺材料', '形式', '补交期限'],
    deferred.map((item) => [item.name, item.form, dayText(item.by)]),
    '无',
  );

const deferralLetter = (data: DeferralDocument): Html =>
  html`<h2>容缺受理承诺书</h2>
    <p class="to">${data.agency.name}：</p>
    <p>
      ${selfOf(data)}${partyText(data.applicant)}申请办理“${data.matter.name}”（办件编号：${data.caseNo}），下列材料暂缺：
    </p>
    ${deferredTable(data.deferred)}
    <p>现自愿申请容缺受理，并承诺：</p>
    ${points([
      '已知悉容缺受理的规定和需要补交的全部材料、形式和期限。',
      '在上述期限内补齐材料，所补材料真实、合法、有效，与办件事实一致。',
      '逾期未补齐的，同意视为撤回本次申请，由此产生的后果自行承担。',
      '违背承诺的，同意依法依规记入信用记录。',
    ])}
    ${handSignature(signLabel(data))}`;

/** 容缺受理通知书, two copies, with the letter that the applicant signs. */
export const deferral = (data: DeferralDocument): Content => ({
  body: html`<p class="to">${data.applicant.name}：</p>
    <p>
      ${youOf(data)}提出的“${data.matter.name}”申请，主要材料齐全且符合法定形式，次要材料暂缺。根据${youOf(data)}的书面承诺，本机关于${momentText(data.acceptedAt)}先予受理。请按下列要求一次补齐，共${data.deferred.length}项：
    </p>
    ${deferredTable(data.deferred)}
    <p>
      本事项承诺办理期限为${data.promisedDays}个工作日，将于${dayText(data.promisedDue)}前作出决定。上述材料应当在作出决定前补齐；逾期未补齐的，视为撤回本次申请，但不影响再次提出申请。
    </p>
    ${caseFacts(data)}`,
  dense: true,
  close: 'agency',
  receiptLine: true,
  copies: '本文书一式两份：一份送达申请人，一份连同容缺受理承诺书存入案卷。',
  annex: deferralLetter(data),
});

/** 告知承诺书: what the agency tells, what the applicant promises; the applicant signs, the agency seals. */
export const commitment = (data: CommitmentDocument): Content => ({
  body: html`${caseFacts(data)}
    <h3>行政机关告知</h3>
    <p>办理本事项依据${data.matter.legalBasis.join('、') || '本事项公布的办事指南'}，应当符合下列条件：</p>
    ${points(data.conditions)}
    <p>
      申请人可以自主选择是否采用告知承诺方式，在作出决定前可以撤回承诺。核查方式：${data.checkPlan}。经核查承诺不实的，责令限期改正；拒不改正或者改正后仍不符合条件的，依法撤销决定，并将失信情况记入信用记录。
    </p>
    <h3>申请人承诺</h3>
    ${points([
      '所填写的信息和提交的材料真实、准确、完整。',
      '已知悉行政机关告知的全部内容，认为自身符合上述条件。',
      ...(data.promises ?? []),
      '愿意承担不实承诺、违反承诺的法律责任。',
      `上述承诺是${selfOf(data)}的真实意思表示。`,
    ])}`,
  beside: handSignature(signLabel(data)),
  dense: true,
  close: 'agency',
  receiptLine: false,
  copies: '本文书一式两份：申请人、行政机关各执一份。',
});

/** 授权委托书 (第29条 第二款; C53): who, for whom, what, how long. */
export const entrustment = (data: EntrustmentDocument): Content => ({
  body: html`${facts([
      [['委托人', data.applicant.name]],
      [['证件', `${data.applicant.idTypeName}　${maskedIdNo(data.applicant)}`]],
      [['受托人', data.agent.name]],
      [['证件', `${data.agent.idTypeName}　${maskedIdNo(data.agent)}`]],
      [['联系电话', data.agent.phone === undefined ? '' : maskedPhone(data.agent.phone)]],
      [['委托事项', `${data.matter.name}（${data.matter.code}）`]],
      [['办件编号', data.caseNo]],
    ])}
    <p>
      委托人现委托上述受托人作为代理人，向${data.agency.name}办理上述事项。依据：${basisOf(data.matter, '第二十九条第二款')}。委托权限如下：
    </p>
    ${points(data.scope)}
    <p>
      委托期限：自${dayText(data.from)}起至${dayText(data.until)}止。受托人在上述权限和期限内的行为，由委托人承担法律后果；受托人无权转委托。
    </p>`,
  beside: handSignature('受托人（签名）'),
  close: 'applicant',
  receiptLine: false,
  copies: '本文书一式两份：受托人持一份，一份存入案卷。',
});
