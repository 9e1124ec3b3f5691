import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AuthorisationView } from '../../shared/contracts/authorisations.ts';
import { CaseView, InboxItem } from '../../shared/contracts/cases.ts';
import { pageOf } from '../../shared/contracts/common.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { inProcess, type InProcess } from '../support/in-process.ts';
import { somebody, walkerOf, type Walker } from '../support/walk.ts';

const DEPARTMENT = '县市场监督管理局';
const clerk = somebody('clerk.1', 'clerk');
const [reviewer, verifier] = ['reviewer', 'verifier'].map((post) =>
  somebody(`shichang.${post}`, 'reviewer', DEPARTMENT),
) as [string, string];
const chief = somebody('shichang.chief', 'chief', DEPARTMENT);
const admin = somebody('admin.1', 'admin');
const Letters = z.object({ items: z.array(AuthorisationView) });

describe('指派', () => {
  let hall: InProcess;
  let walk: Walker;
  let caseNo: string;

  beforeAll(async () => {
    hall = await inProcess();
    walk = walkerOf(hall);
    const matter = await walk.matterWhere(
      ({ department, steps, caseType }) =>
        department === DEPARTMENT && steps === '一审一核' && caseType === '承诺件',
    );
    const { body } = await walk.must(201, clerk, 'POST', '/cases', walk.applicationFor(matter));
    ({ caseNo } = CaseView.parse(body));
  });

  const assign = (who: string, to: string) => walk.call(who, 'POST', `/cases/${caseNo}/assign`, { to });
  const inbox = async (who: string, query = ''): Promise<z.infer<typeof InboxItem>[]> => {
    const { body } = await walk.must(200, who, 'GET', `/inbox${query}`);
    return pageOf(InboxItem).parse(body).items;
  };

  it('the chief gives a case that a colleague has in hand to another one, and sees the whole department', async () => {
    await walk.must(200, reviewer, 'POST', `/cases/${caseNo}/claim`, {});
    expect(await inbox(chief)).toEqual([]);
    expect(await inbox(chief, '?scope=department')).toMatchObject([
      { caseNo, claimedBy: 'shichang.reviewer' },
    ]);
    expect((await assign(chief, 'shichang.verifier')).status).toBe(200);
    expect(await inbox(reviewer)).toEqual([]);
    expect(await inbox(verifier)).toMatchObject([{ caseNo, claimedBy: 'shichang.verifier' }]);
    const { body } = await walk.must(200, chief, 'GET', `/cases/${caseNo}/log`);
    expect(JSON.stringify(body)).toContain('"to":{"sub":"shichang.verifier","name":"赵志强"}');
  });

  it('A17: a section head without the post of a chief gives cases out by letter, for the matters that it names', async () => {
    const letters = async (who: string) =>
      Letters.parse((await walk.must(200, who, 'GET', '/my-authorisations')).body).items;
    expect(await letters(verifier)).toEqual([]);
    const letter = { kind: 'section-head', department: DEPARTMENT, signedBy: '测试局长', from: '2026-11-01' };
    await walk.must(200, admin, 'PUT', '/authorisations/shichang.verifier', {
      ...letter,
      matters: ['OTHER'],
    });
    expect((await assign(verifier, 'shichang.reviewer')).body['type']).toBe('not-authorised');
    await walk.must(200, admin, 'PUT', '/authorisations/shichang.verifier', letter);
    hall.setNow('2026-11-23T01:00:06.000Z' as Instant);
    expect(await letters(verifier)).toMatchObject([{ kind: 'section-head', department: DEPARTMENT }]);
    expect((await assign(verifier, 'shichang.reviewer')).status).toBe(200);
  });

  it('A17: not to another department, to nobody of the directory, or by a reviewer without the letter', async () => {
    expect((await assign(chief, 'fagai.reviewer')).body['type']).toBe('not-competent');
    expect((await assign(chief, 'clerk.2')).body['type']).toBe('not-allowed');
    expect((await assign(chief, 'nobody')).body['errors']).toMatchObject([{ path: 'to' }]);
    expect((await assign(reviewer, 'shichang.reviewer')).body['type']).toBe('not-authorised');
  });
});
