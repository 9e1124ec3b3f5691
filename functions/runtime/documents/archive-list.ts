import { html } from 'hono/html';
import type { ArchiveDocument, ArchiveVolume } from './document-data.ts';
import type { Content, Html } from './page.ts';
import { caseFacts, facts, listTable } from './parts.ts';
import { dayText } from './wording.ts';

const PART = { main: '正卷', side: '副卷（不对外提供查阅）' } as const;

/** Page spans `1-3` from the number of pages of each entry. */
const spans = (entries: ArchiveVolume['entries']): string[] => {
  let last = 0;
  return entries.map(({ pages }) => {
    const first = last + 1;
    last += pages;
    return pages > 1 ? `${String(first)}-${String(last)}` : String(first);
  });
};

const volume = ({ part, entries }: ArchiveVolume, index: number): Html => {
  const pages = entries.reduce((sum, entry) => sum + entry.pages, 0);
  const pageSpans = spans(entries);
  return html`<h3>第${index + 1}卷　${PART[part]}　共${entries.length}件${pages}页</h3>
    ${listTable(
      ['序号', '文件名称', '文号', '日期', '页次', '备注'],
      entries.map((entry, row) => [
        entry.title,
        entry.number ?? '',
        dayText(entry.date),
        pageSpans[row] ?? '',
        entry.note ?? '',
      ]),
      '本卷无文件',
    )}`;
};

interface MaterialCheck {
  readonly name: string;
  readonly required: boolean;
  readonly state: '一致' | '未交' | '缺' | '清单外';
  readonly note: string;
}

/** Compares the file with the list of the guide's version (C51): nothing missing, nothing beside it unseen. */
export const checkMaterials = ({ guide, filed }: ArchiveDocument): readonly MaterialCheck[] => {
  const noteOf = new Map(filed.map((item) => [item.name, item.note ?? '']));
  const listed = new Set(guide.materials.map(({ name }) => name));
  const asListed = guide.materials.map(({ name, required }): MaterialCheck => {
    const note = noteOf.get(name);
    if (note !== undefined) return { name, required, state: '一致', note };
    return { name, required, state: required ? '缺' : '未交', note: '' };
  });
  const beyond = filed
    .filter(({ name }) => !listed.has(name))
    .map(({ name, note }): MaterialCheck => ({ name, required: false, state: '清单外', note: note ?? '' }));
  return [...asListed, ...beyond];
};

const checkText = (checks: readonly MaterialCheck[], version: number): string => {
  const missing = checks.filter(({ state }) => state === '缺').length;
  const beyond = checks.filter(({ state }) => state === '清单外').length;
  if (missing + beyond === 0) return `案卷材料与办事指南第${String(version)}版材料清单一致。`;
  return `案卷材料与办事指南第${String(version)}版材料清单不一致：缺${String(missing)}项，清单外${String(beyond)}项。`;
};

const materialList = (data: ArchiveDocument): Html => {
  const checks = checkMaterials(data);
  return html`<h3>材料清单核对</h3>
    <p>${checkText(checks, data.guide.version)}</p>
    ${listTable(
      ['序号', '材料名称', '必要', '核对', '备注'],
      checks.map(({ name, required, state, note }) => [name, required ? '是' : '否', state, note]),
      '本事项无材料',
    )}`;
};

const entrustmentText = ({ agent, entrustment }: ArchiveDocument): string => {
  if (agent === undefined) return '申请人本人办理，无委托';
  return entrustment === undefined ? '缺：有代理人而无委托书或证明' : entrustment;
};

/** 案卷目录: index by volume, material list, qualifications, entrustment (C50–C54). */
export const archive = (data: ArchiveDocument): Content => ({
  body: html`${caseFacts(data, [
      [
        ['收件日期', dayText(data.receivedOn)],
        ['办结日期', dayText(data.closedOn)],
      ],
      [
        ['办理结果', data.outcome],
        ['保管期限', data.retention],
      ],
      [['委托', entrustmentText(data)]],
    ])}
    ${data.volumes.map(volume)} ${materialList(data)}
    <h3>办理人员及资格</h3>
    ${listTable(
      ['序号', '环节', '姓名', '岗位', '资格证件号'],
      data.actors.map(({ step, name, post, certificate }) => [step, name, post, certificate]),
      '无记录',
    )}
    ${facts([
      [
        ['立卷人', data.archivist],
        ['立卷日期', dayText(data.issuedOn)],
      ],
      [
        ['移交人', ''],
        ['接收人', ''],
      ],
    ])}`,
  dense: true,
  close: 'agency',
  receiptLine: false,
  copies: '本目录置于卷首，一式两份：一份随卷移交，一份由立卷单位留存。',
});
