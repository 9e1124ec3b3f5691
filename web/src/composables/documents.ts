import { api } from '../api/client.ts';
import type { paths } from '../api/schema.d.ts';
import { commonTexts } from '../texts/zh-CN/common.ts';
import { fetchFile } from './files.ts';

type DocumentPath = '/v1/{tenant}/cases/{caseNo}/documents/{kind}';
export type DocumentKind = paths[DocumentPath]['get']['parameters']['path']['kind'];

const dataUrlOf = (content: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(reader.result as string));
    reader.addEventListener('error', () =>
      reject(new TypeError('unreadable picture', { cause: reader.error })),
    );
    reader.readAsDataURL(content);
  });

/** Papers load nothing: where one names the picture of a signature, the picture itself is put in. */
const withPictures = async (tenant: string, caseNo: string, html: string): Promise<string> => {
  if (!html.includes('data-file="')) return html;
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const place of page.querySelectorAll<HTMLElement>('[data-file]')) {
    const stored = await fetchFile(tenant, place.dataset['file'] ?? '', caseNo);
    if (!stored) continue;
    const picture = page.createElement('img');
    picture.src = await dataUrlOf(await stored.blob());
    picture.alt = commonTexts.signature;
    picture.style.height = '100%';
    place.replaceChildren(picture);
  }
  return `<!doctype html>${page.documentElement.outerHTML}`;
};

/** A printed paper of a case (文书) as a page of its own; nothing when there is no such paper. */
export const fetchDocument = async (
  tenant: string,
  caseNo: string,
  kind: DocumentKind,
): Promise<string | undefined> => {
  const { data } = await api.GET('/v1/{tenant}/cases/{caseNo}/documents/{kind}', {
    params: { path: { tenant, caseNo, kind } },
    parseAs: 'text',
  });
  return data === undefined ? undefined : withPictures(tenant, caseNo, data);
};

/** The kind in the address of a notice, `…/documents/acceptance`. */
export const documentKindOf = (href: string): DocumentKind =>
  href.slice(href.lastIndexOf('/') + 1) as DocumentKind;

/**
 * Several papers as one page to print, each beginning on a sheet of its own. Papers of one kind of house share their
 * style; what is not there is left out.
 */
export const joinPages = (pages: readonly (string | undefined)[]): string => {
  const papers = pages
    .filter((page) => page !== undefined)
    .map((page) => new DOMParser().parseFromString(page, 'text/html'));
  const [first, ...others] = papers;
  if (!first) return '';
  for (const other of others) {
    const sheet = first.createElement('div');
    sheet.style.breakBefore = 'page';
    sheet.append(...other.body.childNodes);
    first.body.append(sheet);
  }
  return `<!doctype html>${first.documentElement.outerHTML}`;
};

const FRAME_CLASS = 'print-frame';

/**
 * Opens the print dialogue for a page of its own. Printing starts at
 * once: the frame has no scripts and loads nothing.
 */
export const printPage = (html: string): void => {
  document.querySelectorAll(`.${FRAME_CLASS}`).forEach((old) => old.remove());
  const frame = document.createElement('iframe');
  frame.className = FRAME_CLASS;
  frame.title = commonTexts.print;
  frame.setAttribute('sandbox', 'allow-same-origin allow-modals');
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  frame.srcdoc = html;
  frame.addEventListener('load', () => frame.contentWindow?.print(), { once: true });
  document.body.append(frame);
};
