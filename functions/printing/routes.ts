import { createRoute, z } from '@hono/zod-openapi';
import { allow, PROBLEMS, STAFF, type App } from '../runtime/app.ts';
import { CaseParams, getCase } from '../runtime/case-acts.ts';
import { caseDocument } from '../runtime/case-documents/case-document.ts';
import type { Deps } from '../runtime/deps.ts';
import { DOCUMENT_KINDS } from '../runtime/documents/document-data.ts';
import { etagOf } from '../runtime/envelope.ts';
import { BundleParams, getBundle } from '../runtime/get-bundle.ts';
import { RefusedError } from '../runtime/problems.ts';
import { bundleNotice } from './bundle-notice.ts';
import { decisionPreviewRoute } from './decision-preview.ts';
import { PAPER, PAPER_POLICY } from './paper.ts';

const READERS = [...STAFF, 'citizen'] as const;

const printDocument = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/cases/{caseNo}/documents/{kind}',
    operationId: 'getDocument',
    summary: '文书（可打印的 A4 网页）',
    ...allow(deps, ...READERS),
    request: { params: CaseParams.extend({ kind: z.enum(DOCUMENT_KINDS) }) },
    responses: { 200: PAPER, ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const actor = c.get('actor');
    const { caseNo, kind } = c.req.valid('param');
    const { state, position } = await getCase(deps, actor, caseNo);
    const html = await caseDocument(deps, actor, state, kind);
    if (html === undefined) throw new RefusedError({ code: 'not-found', message: '本办件没有这一文书' });
    c.header('etag', etagOf(position.version));
    c.header('content-security-policy', PAPER_POLICY);
    return c.html(html, 200);
  });
};

/** 一次告知、一次办结: one paper for all of it. */
const printBundleNotice = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/bundles/{no}/notice',
    operationId: 'getBundleNotice',
    summary: '一件事办理（办结）告知书，可打印的 A4 网页',
    ...allow(deps, ...READERS),
    request: { params: BundleParams },
    responses: { 200: PAPER, ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const actor = c.get('actor');
    const { state, position } = await getBundle(deps, actor, c.req.valid('param').no);
    c.header('etag', etagOf(position.version));
    c.header('content-security-policy', PAPER_POLICY);
    return c.html(await bundleNotice(deps, actor, state), 200);
  });
};

/** 文书: what is printed of cases and linked cases. Beside the acts themselves, which need none of it. */
export const printingRoutes = (app: App, deps: Deps): void => {
  printDocument(app, deps);
  printBundleNotice(app, deps);
  decisionPreviewRoute(app, deps);
};
