import { beforeAll, describe, expect, it } from 'vitest';
import type { Deps } from '../../functions/runtime/deps.ts';
import { inProcess } from '../support/in-process.ts';
import { HALL, somebody, walkerOf, type Walker } from '../support/walk.ts';

const DEPARTMENT = '县市场监督管理局';
const clerk = somebody('clerk.1', 'clerk');
const reviewer = somebody('shichang.reviewer', 'reviewer', DEPARTMENT);
const chief = somebody('shichang.chief', 'chief', DEPARTMENT);
const issuer = somebody('issuer.1', 'issuer');
const colleague = somebody('issuer.2', 'issuer');

/** A store that has every file of the hall as soon as somebody asks where to put it. */
const filesAtOnce = (): Deps['files'] => {
  const kept = new Map<string, { id: string; type: string; size: number; sha256: string }>();
  return {
    for: (tenant) => ({
      find: (id) => Promise.resolve(tenant === HALL ? kept.get(id) : undefined),
      erase: () => Promise.resolve(),
      presignUpload: (file) => {
        kept.set(file.id, file);
        return Promise.resolve({ url: `https://files.invalid/${file.id}`, method: 'PUT', headers: {} });
      },
      presignDownload: (id) =>
        Promise.resolve({ url: `https://files.invalid/${id}`, method: 'GET', headers: {} }),
    }),
  };
};

describe('the signature on delivery', () => {
  let walk: Walker;

  beforeAll(async () => {
    walk = walkerOf(await inProcess({ storage: { files: filesAtOnce() } }));
  });

  const uploaded = async (who: string): Promise<string> => {
    const picture = { name: '签名.png', type: 'image/png', size: 1, sha256: '0'.repeat(64) };
    return String((await walk.must(201, who, 'POST', '/files', picture)).body['id']);
  };

  /** A case that was refused, so that nothing has to be made before it is handed over. */
  const toDeliver = async (): Promise<string> => {
    const matter = await walk.matterWhere(
      ({ department, steps, caseType }) =>
        department === DEPARTMENT && steps === '一审一核' && caseType === '承诺件',
    );
    const { body } = await walk.must(201, clerk, 'POST', '/cases', walk.applicationFor(matter));
    const path = `/cases/${String(body['caseNo'])}`;
    await walk.must(200, reviewer, 'POST', `${path}/review`, { result: 'pass', opinion: '同意' });
    const refusal = { outcome: 'refused', opinion: '不予许可', reasons: '住所与登记不符' };
    await walk.must(200, chief, 'POST', `${path}/decide`, refusal);
    return path;
  };

  it('is the picture that the issuer who delivers has uploaded, and no other file of the hall', async () => {
    const path = await toDeliver();
    const deliver = { method: 'counter', signedBy: '测试甲乙' };
    for (const signature of [await uploaded(clerk), await uploaded(colleague), 'none']) {
      const { body } = await walk.must(422, issuer, 'POST', `${path}/deliver`, { ...deliver, signature });
      expect(body['errors']).toMatchObject([{ path: 'signature' }]);
    }
    const signature = await uploaded(issuer);
    await walk.must(200, issuer, 'POST', `${path}/deliver`, { ...deliver, signature });
    await walk.must(200, clerk, 'GET', `/files/${signature}?case=${path.split('/').at(-1) ?? ''}`);
  });
});
