import { expect, it } from 'vitest';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { inProcess } from '../../test/support/in-process.ts';
import { fileRef } from './announced-file.ts';
import { submittedMaterials } from './submitted-materials.ts';

const tenant = '411323' as TenantCode;
const real = { id: 'f1', type: 'application/pdf', size: 10, sha256: 'a'.repeat(64) };

it('a file whose content is not what was announced is refused where it is used', async () => {
  const { deps } = await inProcess();
  const files = { for: () => ({ ...deps.files.for(tenant), find: () => Promise.resolve(real) }) };
  const use = async (id: string, sha256: string | undefined) => {
    const about = { name: '申请书.pdf', owner: 'clerk', ...(sha256 !== undefined && { sha256 }) };
    await deps.vault.for(tenant).putOnce(fileRef(id), about, {});
    const materials = [{ name: '申请书', provided: true, file: id }];
    return submittedMaterials({ ...deps, files }, tenant, materials, { personKey: 'key' });
  };
  expect(await use('f1', real.sha256)).toEqual([{ name: '申请书', provided: true, file: real }]);
  expect(await use('f2', undefined)).toHaveLength(1);
  await expect(use('f3', 'b'.repeat(64))).rejects.toMatchObject({
    refusal: { code: 'bad-input', errors: [{ path: 'materials.0.file' }] },
  });
});
