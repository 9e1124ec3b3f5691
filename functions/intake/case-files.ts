import type { OpenedCase } from '../../shared/domain/case/state.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';

export interface CaseFile {
  readonly id: string;
  /** The hall that took it in and keeps it. */
  readonly hall: TenantCode;
  /** Belongs to an earlier case of the same applicant. */
  readonly isReused: boolean;
}

/** The scanned papers of a case that `tenant` handles, and what was signed on delivery. What another hall received for it (通办、联办) stays there. */
export const filesOfCase = (
  { materials, delivered, received: { agent, receivedBy } }: OpenedCase,
  tenant: TenantCode,
): readonly CaseFile[] => [
  ...materials.flatMap(({ file, reusedFrom }) =>
    file ? [{ id: file.id, hall: file.hall ?? tenant, isReused: reusedFrom !== undefined }] : [],
  ),
  ...(delivered?.signature ? [{ id: delivered.signature.id, hall: tenant, isReused: false }] : []),
  ...(agent ? [{ id: agent.entrustment, hall: receivedBy?.tenant ?? tenant, isReused: false }] : []),
];
