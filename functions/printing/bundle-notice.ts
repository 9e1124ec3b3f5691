import { documentNo } from '../../shared/codes/document-no.ts';
import { idTypeName } from '../../shared/codes/id-types.ts';
import { BUNDLE_CASE_NAMES } from '../../shared/domain/bundle/names.ts';
import { deferredPapers, missingPapers, papersOf, sharedPapers } from '../../shared/domain/bundle/papers.ts';
import type { OpenedBundle } from '../../shared/domain/bundle/state.ts';
import { stagesOf } from '../../shared/domain/theme/graph.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import type { CaseNo } from '../../shared/kernel/ids.ts';
import { dayOf } from '../../shared/kernel/instant.ts';
import { disclose } from '../../shared/ports/disclose.ts';
import { recordOf } from '../runtime/claims.ts';
import type { Deps } from '../runtime/deps.ts';
import { renderBundleNotice } from '../runtime/documents/bundle-notice.ts';
import { loadHall } from '../runtime/hall.ts';

const nameIn = (content: unknown): string =>
  (content as { applicant?: { name?: string } } | undefined)?.applicant?.name ?? '（已依申请删除）';

/** Prints the notice of the bundle as of now; reading the applicant's name is recorded. */
export const bundleNotice = async (deps: Deps, actor: Actor, state: OpenedBundle): Promise<string> => {
  const { tenant } = actor;
  const { opened, cases, clock, openedAt, concludedAt, firstContact } = state;
  const { bundleNo, theme, applicant, person, outside } = opened;
  const now = deps.clock.now();
  const reading = { reader: recordOf(actor), purpose: 'document:bundle', at: now };
  const [hall, content] = await Promise.all([
    loadHall(deps, tenant),
    disclose(deps, tenant, person, reading),
  ]);
  const { kind, idType, idNo, phone } = applicant;
  return renderBundleNotice({
    hall: hall.forDocuments,
    agency: hall.agencyOf(theme.lead),
    number: documentNo('bundle', bundleNo.slice(1) as CaseNo) ?? bundleNo,
    issuedOn: dayOf(concludedAt ?? now),
    caseNo: bundleNo,
    matter: { name: theme.name, code: theme.code, type: '一件事', legalBasis: [] },
    applicant: { kind, name: nameIn(content), idTypeName: idTypeName(idType) ?? '证件号码', idNo, phone },
    handler: { name: firstContact?.name ?? '', phone: hall.forDocuments.phone },
    trackingUrl: `${deps.publicUrl}/track/${bundleNo}`,
    receivedAt: openedAt,
    ...(concludedAt === undefined ? {} : { concludedAt }),
    matters: stagesOf(cases).flatMap((stage, index) =>
      stage.map(({ name, matter, status }) => ({
        stage: index + 1,
        name,
        department: matter.department,
        progress: BUNDLE_CASE_NAMES[status],
      })),
    ),
    materials: papersOf(state),
    shared: sharedPapers(state),
    missing: missingPapers(state, dayOf(now)),
    deferred: deferredPapers(state),
    outside,
    ...(clock ? { limit: { promisedDue: clock.promisedDue, statutoryDue: clock.statutoryDue } } : {}),
  });
};
