import { DOCUMENT_KINDS } from '../../functions/runtime/documents/document-data.ts';
import { renderDocument } from '../../functions/runtime/documents/render-document.ts';
import { SAMPLES } from '../../functions/runtime/documents/sample-documents.ts';
import { newPage } from '../../test/browser/support.ts';
import type { Studio } from './shoot-pages.ts';

/** A4 at 96 points to the inch. */
const A4 = { width: 794, height: 1123 };

/** The printed notices and decisions, one of each kind. */
export const shootPapers = async ({ browser, album }: Studio): Promise<void> => {
  const page = await newPage(browser, A4);
  for (const kind of DOCUMENT_KINDS) {
    await page.setContent(await renderDocument(SAMPLES[kind]));
    await album.take(page, 'paper', kind);
  }
  await page.context().close();
};
