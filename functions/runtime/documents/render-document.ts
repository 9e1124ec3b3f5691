import { commitment, deferral, entrustment } from './applicant-letters.ts';
import { archive } from './archive-list.ts';
import { completion, delivery, forwarding, withdrawal } from './closing-notices.ts';
import { approval, extension, procedure, refusal } from './decision-notices.ts';
import type { DocumentData, DocumentKind } from './document-data.ts';
import { acceptance, decline, receipt, supplement } from './intake-notices.ts';
import { page, qrOf } from './page.ts';
import type { Content } from './page.ts';
import { titleOf } from './wording.ts';

type ByKind = { [Data in DocumentData as Data['kind']]: Data };
type DataOf<Kind extends DocumentKind> = { [K in Kind]: ByKind[K] }[Kind];

const CONTENTS: { readonly [Kind in DocumentKind]: (data: DataOf<Kind>) => Content } = {
  receipt,
  acceptance,
  supplement,
  decline,
  approval,
  refusal,
  extension,
  procedure,
  deferral,
  commitment,
  entrustment,
  delivery,
  completion: (data) => completion(data, qrOf(data.evaluationUrl)),
  withdrawal,
  forwarding,
  archive,
};

const contentOf = <Kind extends DocumentKind>(kind: Kind, data: DataOf<Kind>): Content =>
  CONTENTS[kind](data);

/**
 * A printable page of its own (A4, GB/T 9704 look): UTF-8 HTML with inline styles and inline SVG, no scripts, nothing loaded.
 * Everything that people wrote is escaped; identity numbers of persons are masked.
 */
export const renderDocument = async (data: DocumentData): Promise<string> => {
  const content = contentOf(data.kind, data);
  const whole = await page(data, content, qrOf(data.trackingUrl), titleOf(data));
  return whole.toString();
};
