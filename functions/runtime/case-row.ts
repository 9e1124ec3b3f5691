import type { OpenedCase } from '../../shared/domain/case/state.ts';

/**
 * A case in the lists of a hall: its state as the decider folds it, so that a list can never say something else than
 * the case. What only the case file needs of its matter is left out.
 */
export interface CaseRow {
  readonly version: number;
  readonly state: OpenedCase;
}

/** What waits at the window that hands results over, and what it has handed over. */
export const ISSUING_STAGES = ['produce', 'deliver', 'delivered'] as const;
export type IssuingStage = (typeof ISSUING_STAGES)[number];

/** Cases of one stage of issuing, `list1`. */
export const issuingPartition = (stage: IssuingStage): string => `issuing#${stage}`;

/** Where the case stands at the issuing window: an approval is produced first, a refusal goes straight out. */
export const issuingStageOf = ({ status, decided, delivered }: OpenedCase): IssuingStage | undefined => {
  if (status === 'decided') return decided?.outcome === 'approved' ? 'produce' : 'deliver';
  if (status === 'produced') return 'deliver';
  return delivered ? 'delivered' : undefined;
};
