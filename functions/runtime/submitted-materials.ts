import type { Material } from '../../shared/contracts/cases.ts';
import { caseAggregate } from '../../shared/domain/case/case.ts';
import type { SubmittedMaterial } from '../../shared/domain/case/events.ts';
import type { CaseNo, TenantCode } from '../../shared/kernel/ids.ts';
import { dayOf } from '../../shared/kernel/instant.ts';
import { fileRef, type AnnouncedFile } from './announced-file.ts';
import type { Deps } from './deps.ts';
import { RefusedError } from './problems.ts';

const bad = (index: number, field: string, message: string) =>
  new RefusedError({
    code: 'bad-input',
    message: '材料有误',
    errors: [{ path: `materials.${index}.${field}`, message }],
  });

/** The uploaded file behind a material: what is really there must be what was announced. */
const uploaded = async (deps: Deps, tenant: TenantCode, id: string, index: number) => {
  const [file, announced] = await Promise.all([
    deps.files.for(tenant).find(id),
    deps.vault.for(tenant).get(fileRef(id)) as Promise<AnnouncedFile | undefined>,
  ]);
  if (!file) throw bad(index, 'file', '文件不存在或尚未上传');
  if (announced?.sha256 !== undefined && announced.sha256 !== file.sha256) {
    throw bad(index, 'file', '文件内容与上传前声明的不一致，请重新上传');
  }
  return file;
};

/**
 * C29, D33: a paper that the hall already holds is not asked for again. It comes from an earlier case of the same
 * applicant, in which it was handed in; a result that was produced there counts until its validity ends.
 */
const reused = async (
  deps: Deps,
  tenant: TenantCode,
  { name, reuse }: { name: string; reuse: string },
  personKey: string,
  index: number,
): Promise<SubmittedMaterial> => {
  const { state } = await deps.streams.load(tenant, caseAggregate, reuse);
  if (state.status === 'none' || state.received.applicant.personKey !== personKey) {
    throw bad(index, 'reuse', '没有该申请人的这一办件');
  }
  const reusedFrom = reuse as CaseNo;
  const earlier = state.materials.find((material) => material.name === name && material.provided);
  if (earlier) return { name, provided: true, reusedFrom, ...(earlier.file ? { file: earlier.file } : {}) };
  const { produced } = state;
  if (produced?.name !== name) throw bad(index, 'reuse', '该办件中没有这一材料');
  if (produced.validUntil !== undefined && produced.validUntil < dayOf(deps.clock.now())) {
    throw bad(index, 'reuse', '该证照已过有效期');
  }
  return { name, provided: true, reusedFrom };
};

/** Whose papers, and where they were handed in when another hall handles the case: files stay there. */
interface HandedIn {
  readonly personKey: string;
  readonly receivedAt?: TenantCode;
}

/** Materials as the log keeps them: files checked against what was uploaded, reuse against the earlier case. */
export const submittedMaterials = (
  deps: Deps,
  tenant: TenantCode,
  materials: readonly Material[],
  { personKey, receivedAt = tenant }: HandedIn,
): Promise<readonly SubmittedMaterial[]> =>
  Promise.all(
    materials.map(async ({ name, provided, file, promise, reuse }, index) => {
      if (reuse !== undefined) return reused(deps, tenant, { name, reuse }, personKey, index);
      const hall = receivedAt === tenant ? {} : { hall: receivedAt };
      return {
        name,
        provided,
        ...(file ? { file: { ...hall, ...(await uploaded(deps, receivedAt, file, index)) } } : {}),
        ...(promise ? { promise } : {}),
      };
    }),
  );
