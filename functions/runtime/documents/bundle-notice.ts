import { html } from 'hono/html';
import type { Day, Instant } from '../../../shared/kernel/instant.ts';
import type { DocumentBase } from './document-data.ts';
import { page, qrOf, type Content } from './page.ts';
import { facts, listTable } from './parts.ts';
import { dayText, maskedIdNo, momentText } from './wording.ts';

/** 一件事 in one paper (D26 一次告知): all matters, the one set of papers, the joint limit; at the end the one reply. */
export interface BundleNotice extends DocumentBase {
  readonly receivedAt: Instant;
  /** Set once everything is decided. */
  readonly concludedAt?: Instant;
  readonly matters: readonly {
    readonly stage: number;
    readonly name: string;
    readonly department: string;
    readonly progress: string;
  }[];
  readonly materials: readonly {
    readonly name: string;
    readonly neededBy: readonly string[];
    readonly required: boolean;
    readonly provided: boolean;
  }[];
  /** Issued by an earlier matter and passed on: nobody brings it. */
  readonly shared: readonly string[];
  readonly missing: readonly string[];
  /** 容缺: promised for later. */
  readonly deferred: readonly { readonly name: string; readonly by: Day }[];
  /** Matters that the applicant settles elsewhere. */
  readonly outside: readonly string[];
  readonly limit?: { readonly promisedDue: Day; readonly statutoryDue: Day };
}

const limitText = ({ limit }: BundleNotice): string =>
  limit
    ? `承诺于${dayText(limit.promisedDue)}前全部办结；联合办理的法定期限至${dayText(limit.statutoryDue)}届满（行政许可法第二十六条、第四十二条）。`
    : '补齐下列材料后即为受理，联合办理时限自受理之日起计算。';

type Paper = Pick<BundleNotice['materials'][number], 'name' | 'required' | 'provided'>;

const noteOn = ({ deferred }: BundleNotice, { name, required, provided }: Paper): string => {
  if (provided) return '已收';
  if (deferred.some((each) => each.name === name)) return '容缺补交';
  return required ? '未收' : '非必要';
};

/** What a person wants to know who sees stages, and papers that nobody asked for. */
const waysText = ({ matters, shared, concludedAt }: BundleNotice): string => {
  if (concludedAt !== undefined) return '';
  const hasStages = matters.some(({ stage }) => stage > 1);
  const stages = hasStages ? '后一阶段的事项在其在先事项准予后自动开办，您不必再来申请。' : '';
  return shared.length === 0
    ? stages
    : `${stages}在先事项产生的${shared.join('、')}由部门之间共享，您不必提交。`;
};

const deferredText = ({ deferred }: BundleNotice): string => {
  const promised = deferred.map(({ name, by }) => `${name}（${dayText(by)}前）`).join('、');
  return `容缺受理，您承诺补交：${promised}。逾期未补交的，需要该材料的事项视为撤回申请。`;
};

const contentOf = (data: BundleNotice): Content => {
  const { applicant, matter, matters, materials, missing, deferred, outside, concludedAt } = data;
  return {
    body: html`${facts([
        [
          ['申请人', applicant.name],
          [applicant.idTypeName, maskedIdNo(applicant)],
        ],
        [['一件事', matter.name]],
        [
          ['联办件编号', data.caseNo],
          ['收件时间', momentText(data.receivedAt)],
        ],
        [
          ['牵头部门', data.agency.name],
          ['首问责任人', data.handler.name],
        ],
      ])}
      <p>
        ${concludedAt === undefined ? `以下${matters.length}个事项一并办理，您只需填写一张表、提交一套材料。${limitText(data)}` : `以下事项已于${momentText(concludedAt)}全部办结，结果一并送达。`}
      </p>
      ${listTable(
        ['序号', '事项', '办理部门', '阶段', '进度'],
        matters.map(({ name, department, stage, progress }) => [name, department, String(stage), progress]),
        '无',
      )}
      ${
        concludedAt === undefined
          ? listTable(
              ['序号', '材料名称', '用于事项', '备注'],
              materials.map(({ name, neededBy, required, provided }) => [
                name,
                neededBy.join('、'),
                noteOn(data, { name, required, provided }),
              ]),
              '无须提交材料',
            )
          : ''
      }
      ${waysText(data) === '' ? '' : html`<p>${waysText(data)}</p>`}
      ${deferred.length > 0 ? html`<p>${deferredText(data)}</p>` : ''}
      ${missing.length > 0 ? html`<p>尚缺必要材料，请一次补齐：${missing.join('、')}。</p>` : ''}
      ${outside.length > 0 ? html`<p>以下事项不在本大厅办理，请另行办理：${outside.join('、')}。</p>` : ''}`,
    dense: true,
    close: 'agency',
    receiptLine: true,
    copies: '本文书一式两份：一份送达申请人，一份存入案卷。',
  };
};

/** The consolidated notice as a printable page; while anything is open a 告知书, then the 办结告知书. */
export const renderBundleNotice = async (data: BundleNotice): Promise<string> => {
  const title = data.concludedAt === undefined ? '一件事办理告知书' : '一件事办结告知书';
  const whole = await page(data, contentOf(data), qrOf(data.trackingUrl), title);
  return whole.toString();
};
