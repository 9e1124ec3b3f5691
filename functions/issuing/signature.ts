import type { KeptFile } from '../../shared/domain/case/events.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import { fileRef } from '../runtime/announced-file.ts';
import type { Deps } from '../runtime/deps.ts';
import { RefusedError } from '../runtime/problems.ts';

/**
 * What the receiver drew at the counter, as it lies in the store. Nobody but who delivers has uploaded it: a paper of
 * another case would be erased with this one.
 * @throws RefusedError
 */
export const signatureOf = async (deps: Deps, { tenant, sub }: Actor, id: string): Promise<KeptFile> => {
  const [file, about] = await Promise.all([
    deps.files.for(tenant).find(id),
    deps.vault.for(tenant).aboutOf(fileRef(id)),
  ]);
  if (file && about?.['owner'] === sub) return file;
  const errors = [{ path: 'signature', message: '签名不存在或尚未上传' }];
  throw new RefusedError({ code: 'bad-input', message: '填写有误', errors });
};
