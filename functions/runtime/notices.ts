import type { CaseView } from '../../shared/contracts/cases.ts';
import { missingMaterials } from '../../shared/domain/case/materials.ts';
import type { OpenedCase } from '../../shared/domain/case/state.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import type { DocumentKind } from './documents/document-data.ts';

const TITLES = {
  receipt: '收件凭证',
  acceptance: '受理通知书',
  deferral: '容缺受理通知书',
  supplement: '一次性补正告知书',
  decline: '不予受理通知书',
  procedure: '特别程序告知书',
  approval: '准予决定书',
  refusal: '不予决定书',
  completion: '办结通知',
  withdrawal: '撤回确认书',
} as const satisfies Partial<Record<DocumentKind, string>>;

const kindOf = ({ status, accepted, decided }: OpenedCase): keyof typeof TITLES => {
  switch (status) {
    case 'received':
      return 'receipt';
    case 'supplement-requested':
      return 'supplement';
    case 'declined':
      return 'decline';
    case 'accepted':
    case 'in-review':
      return accepted && accepted.deferred.length > 0 ? 'deferral' : 'acceptance';
    case 'in-procedure':
      return 'procedure';
    case 'decided':
    case 'produced':
      return decided?.outcome === 'refused' ? 'refusal' : 'approval';
    case 'closed':
      return 'completion';
    case 'withdrawn':
      return 'withdrawal';
    default:
      return status satisfies never;
  }
};

/** The paper that this step prints; while received, with everything that is still missing (C15: told at once). */
export const noticeOf = (state: OpenedCase, tenant: TenantCode): NonNullable<CaseView['notice']> => {
  const kind = kindOf(state);
  const missing = state.status === 'received' ? missingMaterials(state.received.matter, state.materials) : [];
  return {
    kind,
    title: TITLES[kind],
    href: `/v1/${tenant}/cases/${state.received.caseNo}/documents/${kind}`,
    ...(missing.length > 0 ? { missing: [...missing] } : {}),
  };
};
