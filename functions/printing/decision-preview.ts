import { createRoute } from '@hono/zod-openapi';
import { ActBodies } from '../../shared/contracts/cases.ts';
import { caseDecider } from '../../shared/domain/case/case.ts';
import type { CaseState } from '../../shared/domain/case/state.ts';
import type { VaultRef } from '../../shared/kernel/ids.ts';
import { allow, bodyOf, PROBLEMS, REFUSALS, type App } from '../runtime/app.ts';
import { CaseParams, getCase } from '../runtime/case-acts.ts';
import { caseDocument } from '../runtime/case-documents/case-document.ts';
import { recordOf } from '../runtime/claims.ts';
import { decisionOf } from '../runtime/decision.ts';
import type { Deps } from '../runtime/deps.ts';
import { loadHall } from '../runtime/hall.ts';
import { notFound, RefusedError } from '../runtime/problems.ts';
import { Texts } from '../runtime/texts.ts';
import { PAPER, PAPER_POLICY } from './paper.ts';

const PAPERS = { approved: 'approval', refused: 'refusal' } as const;

/**
 * The decision as it would be printed, before it is made: decided and folded as in earnest, refused for the same reasons,
 * and kept nowhere. Reading the person for it is recorded as with every document.
 */
export const decisionPreviewRoute = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'post',
    path: '/v1/{tenant}/cases/{caseNo}/preview-decision',
    operationId: 'previewDecision',
    summary: '决定文书预览（不作出决定）',
    ...allow(deps, 'reviewer', 'chief'),
    request: { params: CaseParams, body: bodyOf(ActBodies.decide) },
    responses: {
      200: PAPER,
      ...PROBLEMS,
      409: REFUSALS[409],
    },
  });
  app.openapi(route, async (c) => {
    const actor = c.get('actor');
    const { tenant } = actor;
    const body = c.req.valid('json');
    const { state, position } = await getCase(deps, actor, c.req.valid('param').caseNo);
    const { calendar } = await loadHall(deps, tenant);
    const now = deps.clock.now();
    const texts = new Texts('preview' as VaultRef);
    const data = await decisionOf(deps, { body, texts, actor, state });
    const decided = caseDecider.decide({ ...data, type: 'decide', now, actor, calendar }, state);
    if (!decided.ok) throw new RefusedError(decided.refusal);
    const meta = { at: now, actor: recordOf(actor), version: position.version + 1 };
    const after = decided.value.reduce<CaseState>((s, event) => caseDecider.evolve(s, event, meta), state);
    if (after.status === 'none') throw notFound();
    const html = await caseDocument(deps, actor, after, PAPERS[body.outcome], texts);
    if (html === undefined) throw notFound();
    c.header('cache-control', 'no-store');
    c.header('content-security-policy', PAPER_POLICY);
    return c.html(html, 200);
  });
};
