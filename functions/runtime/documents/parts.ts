import { html } from 'hono/html';
import type { DocumentBase, DocumentMaterial, DocumentParty, Remedies } from './document-data.ts';
import type { Html } from './page.ts';
import { maskedIdNo, maskedPhone } from './wording.ts';

type Cell = string | Html;

const agentRow = (agent: DocumentParty): readonly (readonly [string, Cell])[] => [
  ['代理人', agent.name],
  [agent.idTypeName, maskedIdNo(agent)],
];

/** A table of named facts; each row holds one wide fact or two short ones. */
export const facts = (rows: readonly (readonly (readonly [string, Cell])[])[]): Html =>
  html`<table class="facts">
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            ${row.map(
              ([name, value]) =>
                html`<th scope="row">${name}</th>
                  <td colspan="${row.length === 1 ? 3 : 1}">${value}</td>`,
            )}
          </tr>`,
      )}
    </tbody>
  </table>`;

/** Applicant, agent, matter and case (5.1), then what the document adds. */
export const caseFacts = (
  base: DocumentBase,
  more: readonly (readonly (readonly [string, Cell])[])[] = [],
): Html => {
  const { applicant, agent, matter } = base;
  return facts([
    [
      ['申请人', applicant.name],
      [applicant.idTypeName, maskedIdNo(applicant)],
    ],
    ...(agent === undefined ? [] : [agentRow(agent)]),
    [['事项名称', matter.name]],
    [['实施编码', matter.code]],
    applicant.phone === undefined
      ? [['办件编号', base.caseNo]]
      : [
          ['办件编号', base.caseNo],
          ['联系电话', maskedPhone(applicant.phone)],
        ],
    ...more,
  ]);
};

export const partyText = (party: DocumentParty): string =>
  `${party.name}（${party.idTypeName}：${maskedIdNo(party)}）`;

/** Materials by name, form and number of copies. `empty` is what is printed when there are none. */
export const materialsTable = (materials: readonly DocumentMaterial[], empty: string): Html =>
  listTable(
    ['序号', '材料名称', '形式', '份数', '备注'],
    materials.map((material) => [
      material.name,
      material.form,
      String(material.copies ?? 1),
      material.note ?? '',
    ]),
    empty,
  );

/** A numbered list with a head that is repeated on each page. The first column counts. */
export const listTable = (
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
  empty: string,
): Html =>
  html`<table>
    <thead>
      <tr>
        ${columns.map((column, index) => html`<th scope="col" class="${widthOf(column, index)}">${column}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${
        rows.length === 0
          ? html`<tr>
              <td class="c" colspan="${columns.length}">${empty}</td>
            </tr>`
          : ''
      }
      ${rows.map(
        (cells, row) =>
          html`<tr>
            <td class="n">${row + 1}</td>
            ${cells.map((cell, index) => html`<td class="${widthOf(columns[index + 1] ?? '', index + 1)}">${cell}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;

const NARROW = new Set(['份数', '页数', '页次', '必要']);
const MIDDLE = new Set(['形式', '备注', '核对']);
const DATES = new Set(['日期', '补交期限']);

const widthOf = (column: string, index: number): string => {
  if (index === 0 || NARROW.has(column)) return 'n';
  if (DATES.has(column)) return 'd';
  return MIDDLE.has(column) ? 'w' : '';
};

/** What somebody wrote, a paragraph for each of its lines. */
export const paragraphs = (text: string): Html =>
  html`${text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => html`<p>${line}</p>`)}`;

const FIGURES = '一二三四五六七八九十';

/** 一、二、… as official documents number their points; beyond ten by figures. */
export const points = (texts: readonly string[]): Html =>
  html`<ol class="points">
    ${texts.map((text, index) => {
      const mark = FIGURES.charAt(index) || String(index + 1);
      return html`<li>${mark}、${text}</li>`;
    })}
  </ol>`;

/** 行政许可法 第38条; time limits of 行政复议法 第20条 and 行政诉讼法 第46条. */
export const remediesText = ({ reconsideration, court }: Remedies, act: string): Html =>
  html`<p>
    如不服${act}，可以自收到本文书之日起60日内向${reconsideration}申请行政复议，也可以自收到本文书之日起6个月内依法向${court}提起行政诉讼。
  </p>`;
