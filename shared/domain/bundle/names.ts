import type { BundleCaseStatus } from '../../contracts/bundles.ts';

/** Where a case of a bundle stands, as people read it. */
export const BUNDLE_CASE_NAMES: Readonly<Record<BundleCaseStatus, string>> = {
  planned: '待办理',
  opening: '待办理',
  open: '办理中',
  approved: '已准予',
  refused: '未准予',
  declined: '不予受理',
  withdrawn: '已撤回',
  blocked: '因在先事项未获准予，不再办理',
  dropped: '不再办理',
};
