import type { KeptFile } from '../../shared/domain/case/events.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import type { Deps } from '../runtime/deps.ts';
import { RefusedError } from '../runtime/problems.ts';

/**
 * What the receiver drew at the counter, as it lies in the store. Who announced it stands in the vault, which the issuing
 * window cannot open. @throws RefusedError
 */
export const signatureOf = async (deps: Deps, tenant: TenantCode, id: string): Promise<KeptFile> => {
  const file = await deps.files.for(tenant).find(id);
  if (file) return file;
  const errors = [{ path: 'signature', message: '签名不存在或尚未上传' }];
  throw new RefusedError({ code: 'bad-input', message: '填写有误', errors });
};
