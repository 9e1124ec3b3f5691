import { createRoute, z } from '@hono/zod-openapi';
import { ulid } from 'ulid';
import { TenantParam } from '../../shared/contracts/common.ts';
import { FileTicket, FileUpload, NewFile } from '../../shared/contracts/files.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { epochMsOf } from '../../shared/kernel/instant.ts';
import { allow, bodyOf, jsonOf, PROBLEMS, REFUSALS, STAFF, type App } from '../runtime/app.ts';
import { getCase } from '../runtime/case-acts.ts';
import { fileRef, type AnnouncedFile, type FileAbout } from '../runtime/announced-file.ts';
import type { Deps } from '../runtime/deps.ts';
import { notFound } from '../runtime/problems.ts';
import { filesOfCase } from './case-files.ts';
import type { Actor } from '../../shared/kernel/actor.ts';

/** `POST /v1/{tenant}/files`: where to upload; the name of a file may name a person, so it stays in the vault. */
const upload = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'post',
    path: '/v1/{tenant}/files',
    operationId: 'newFile',
    summary: '上传材料文件、领取人的签名',
    ...allow(deps, 'clerk', 'citizen', 'issuer'),
    request: { params: z.object({ tenant: TenantParam }), body: bodyOf(NewFile) },
    responses: { 201: jsonOf(FileUpload, '上传地址'), ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const { tenant, sub } = c.get('actor');
    const { name, type, size, sha256 } = c.req.valid('json');
    const id = ulid(epochMsOf(deps.clock.now()));
    await deps.vault
      .for(tenant)
      .putOnce(fileRef(id), { name, owner: sub, sha256 }, { owner: sub } satisfies FileAbout);
    return c.json(
      { id, upload: await deps.files.for(tenant).presignUpload({ id, type, size, sha256 }) },
      201,
    );
  });
};

interface Kept {
  readonly hall: TenantCode;
  readonly name: string;
}

/** The uploader's own file, or one in a case that the caller may see. */
const readableFile = async (
  deps: Deps,
  actor: Actor,
  id: string,
  caseNo: string | undefined,
): Promise<Kept | undefined> => {
  const hall =
    caseNo === undefined
      ? actor.tenant
      : filesOfCase((await getCase(deps, actor, caseNo)).state, actor.tenant).find((file) => file.id === id)
          ?.hall;
  if (hall === undefined) return undefined;
  const about = (await deps.vault.for(hall).get(fileRef(id))) as AnnouncedFile | undefined;
  if (!about || (caseNo === undefined && about.owner !== actor.sub)) return undefined;
  return { hall, name: about.name };
};

const download = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/files/{id}',
    operationId: 'getFile',
    summary: '下载材料文件；他人上传的须指明办件',
    ...allow(deps, ...STAFF, 'citizen'),
    request: {
      params: z.object({ tenant: TenantParam, id: z.string().min(1).max(64) }),
      query: z.object({ case: z.string().min(1).max(50).optional() }),
    },
    responses: { 200: jsonOf(FileTicket, '下载地址'), ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const actor = c.get('actor');
    const { id } = c.req.valid('param');
    const file = await readableFile(deps, actor, id, c.req.valid('query').case);
    if (!file) throw notFound();
    return c.json({ id, download: await deps.files.for(file.hall).presignDownload(id, file.name) }, 200);
  });
};

/** Files of materials: the bytes go straight between the browser and the store. */
export const fileRoutes = (app: App, deps: Deps): void => {
  upload(app, deps);
  download(app, deps);
};
