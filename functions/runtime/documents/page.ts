import { html, raw } from 'hono/html';
import { renderSVG } from 'uqr';
import type { DocumentBase } from './document-data.ts';
import { STYLE } from './style.ts';
import { dayText } from './wording.ts';

/** Escaped markup: every value in an `html` template is escaped unless it is markup itself. */
export type Html = ReturnType<typeof html>;

/** What a document adds to the common page. */
export interface Content {
  readonly body: Html;
  /** Who closes the document: the agency with its seal, or the applicant by hand. */
  readonly close: 'agency' | 'applicant';
  /** The line on which the receiver signs, with the time (5.1); none where the body has its own. */
  readonly receiptLine: boolean;
  /** A signature beside the close, such as the applicant's beside the seal. */
  readonly beside?: Html;
  /** 制作份数、去向 (5.1). */
  readonly copies: string;
  /** 四号 instead of 三号, for forms with tables. */
  readonly dense?: boolean;
  /** A second document on a page of its own, such as a letter of the applicant. */
  readonly annex?: Html;
}

/** QR code as inline SVG: needs no image source in the content security policy. */
export const qrOf = (url: string): Html => raw(renderSVG(url, { ecc: 'M', border: 0 }));

const qrBlock = (base: DocumentBase, qr: Html): Html =>
  html`<div class="qr" role="img" aria-label="办理进度查询二维码">
    ${qr}扫码查询办理进度<br />${base.caseNo}
  </div>`;

/** Place for the seal over name and date; the wording is printed so that no other seal is used (5.3, D35). */
const agencyClose = (base: DocumentBase): Html =>
  html`<div class="sign">
    <div class="seal"><b>（印章）</b><span>${base.agency.seal}</span></div>
    <p>${base.agency.name}</p>
    <p>${dayText(base.issuedOn)}</p>
  </div>`;

const applicantClose = (base: DocumentBase): Html =>
  html`<div class="sign">
    <p>${base.applicant.kind === 'person' ? '申请人（签名）' : '申请单位（盖章）'}：＿＿＿＿＿＿＿＿</p>
    <p>＿＿＿＿年＿＿月＿＿日</p>
  </div>`;

const receiptLine = html`<div class="receipt">
  <span>签收人：＿＿＿＿＿＿</span><span>与申请人关系：＿＿＿＿＿</span
  ><span>签收时间：＿＿＿年＿＿月＿＿日＿＿时</span>
</div>`;

const colophon = (base: DocumentBase, copies: string): Html =>
  html`<div class="colophon">
    <p>${copies}</p>
    <p>
      经办人：${base.handler.name}　联系电话：${base.handler.phone}　监督投诉电话：${base.hall.complaintPhone}
    </p>
    <p>${base.hall.name}（${base.hall.address}）　咨询电话：${base.hall.phone}</p>
  </div>`;

/** A whole document: head, body, close, tail. Printable as it is, without scripts or outside files. */
export const page = (data: DocumentBase, content: Content, qr: Html, title: string): Html => {
  const close = content.close === 'agency' ? agencyClose(data) : applicantClose(data);
  const annex =
    content.annex === undefined ? '' : html`<section class="sheet next">${content.annex}</section>`;
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} ${data.number}</title>
        <style>
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        <main class="sheet">
          <header class="head">
            ${content.close === 'agency' ? html`<div class="office">${data.agency.name}</div>` : ''}
            <h1>${title}</h1>
          </header>
          <div class="no">${data.number}</div>
          <div class="${content.dense === true ? 'dense' : ''}">${content.body}</div>
          <div class="close">${qrBlock(data, qr)}${content.beside}${close}</div>
          <footer class="tail">
            ${content.receiptLine ? receiptLine : ''}${colophon(data, content.copies)}
          </footer>
        </main>
        ${annex}
      </body>
    </html>`;
};
