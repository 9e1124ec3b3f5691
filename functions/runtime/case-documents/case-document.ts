import type { OpenedCase } from '../../../shared/domain/case/state.ts';
import type { Actor } from '../../../shared/kernel/actor.ts';
import type { Deps } from '../deps.ts';
import type { DocumentData, DocumentKind } from '../documents/document-data.ts';
import { renderDocument } from '../documents/render-document.ts';
import type { Texts } from '../texts.ts';
import { archive, completion, delivery } from './closing.ts';
import {
  acceptance,
  commitment,
  decline,
  deferral,
  entrustment,
  receipt,
  supplement,
  withdrawal,
} from './intake.ts';
import { approval, extension, forwarding, procedure, refusal } from './office.ts';
import { sourceOf, type Source } from './source.ts';

type Made = DocumentData | undefined;

const MAKERS: Readonly<Record<DocumentKind, (source: Source) => Made | Promise<Made>>> = {
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
  completion,
  withdrawal,
  forwarding,
  archive,
};

/**
 * The document of the case as a printable page, or nothing when the case has none of that kind. `drafts`: what is written
 * in a state that has not come about yet, to look at the document before the act.
 */
export const caseDocument = async (
  deps: Deps,
  actor: Actor,
  state: OpenedCase,
  kind: DocumentKind,
  drafts?: Texts,
): Promise<string | undefined> => {
  const data = await MAKERS[kind](await sourceOf(deps, actor, state, `document:${kind}`, drafts));
  return data && renderDocument(data);
};
