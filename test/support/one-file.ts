import type { Deps } from '../../functions/runtime/deps.ts';
import type { TenantVault } from '../../shared/ports/vault.ts';
import type { PresignedRequest } from '../../shared/ports/files.ts';
import type { TenantCode, VaultRef } from '../../shared/kernel/ids.ts';

/** A scan that somebody uploaded. */
export const SCAN = { id: 'scan-1', sha256: '0'.repeat(64), size: 1, type: 'application/pdf' };

/** A store that has `SCAN`, in one hall alone; its addresses say which hall was asked. */
export const scanIn = (hall: string): Deps['files'] => {
  const signed = (
    tenant: TenantCode,
    id: string,
    method: PresignedRequest['method'],
  ): Promise<PresignedRequest> =>
    Promise.resolve({ url: `https://files.invalid/${tenant}/${id}`, method, headers: {} });
  return {
    for: (tenant) => ({
      find: (id) => Promise.resolve(tenant === hall && id === SCAN.id ? SCAN : undefined),
      erase: () => Promise.resolve(),
      presignUpload: ({ id }) => signed(tenant, id, 'PUT'),
      presignDownload: (id) => signed(tenant, id, 'GET'),
    }),
  };
};

/** The uploader's announcement of it, kept in the vault of its hall. */
export const announceScan = (vault: TenantVault, owner: string): Promise<unknown> =>
  vault.putOnce(`file:${SCAN.id}` as VaultRef, { name: '身份证.pdf', owner }, {});
