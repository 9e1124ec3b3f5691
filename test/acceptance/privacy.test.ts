import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inProcess } from '../support/in-process.ts';
import { somebody, SYNTHETIC_PERSON, walkerOf } from '../support/walk.ts';

/** Syllables that no catalogue text contains, so that a find is a leak. */
const secretWord = fc
  .array(fc.constantFrom('璎', '珞', '旎', '翀', '瀚', '骐', '飏', '琨'), { minLength: 4, maxLength: 8 })
  .map((w) => w.join(''));

describe('personal data stays in the vault', () => {
  it('nothing that a person wrote or is called is in the log or in a list', async () => {
    const hall = await inProcess();
    const { must, matterWhere, applicationFor } = walkerOf(hall);
    const matter = await matterWhere(({ steps }) => steps === '一审一核');
    const clerk = somebody('p.clerk', 'clerk');
    const reviewer = somebody('p.reviewer', 'reviewer', matter.department);
    await fc.assert(
      fc.asyncProperty(secretWord, secretWord, secretWord, async (name, address, text) => {
        const applicant = { ...SYNTHETIC_PERSON, name: `张${name}`, address };
        const application = { ...applicationFor(matter, applicant), form: { 说明: text } };
        const { body } = await must(201, clerk, 'POST', '/cases', application);
        const caseNo = String(body['caseNo']);
        await must(200, reviewer, 'POST', `/cases/${caseNo}/review`, {
          result: 'pass',
          opinion: `经电话核实：${text}`,
        });
        await must(200, clerk, 'POST', `/cases/${caseNo}/withdraw`, { reason: text });
        const log = await must(200, clerk, 'GET', `/cases/${caseNo}/log`);
        const everything = JSON.stringify(hall.commits()) + log.text + JSON.stringify(body);
        for (const secret of [name, address, text, SYNTHETIC_PERSON.idNo, SYNTHETIC_PERSON.phone]) {
          expect(everything).not.toContain(secret);
        }
        expect(log.text).toContain('411323********0016');
        expect(log.text).toContain('138****0001');
      }),
      { numRuns: 15 },
    );
  });

  it('个人信息保护法 第47条: the case stays, the person is gone', async () => {
    const hall = await inProcess();
    const { must, matterWhere, applicationFor } = walkerOf(hall);
    const matter = await matterWhere(({ steps }) => steps === '一审一核');
    const clerk = somebody('p.clerk', 'clerk');
    const admin = somebody('p.admin', 'admin');
    const { body } = await must(201, clerk, 'POST', '/cases', applicationFor(matter));
    const path = `/cases/${String(body['caseNo'])}`;
    await must(409, admin, 'POST', `${path}/erase-person`, { reason: '本人申请' });
    await must(200, clerk, 'POST', `${path}/withdraw`, { reason: '测试甲乙改变主意' });
    expect((await must(200, clerk, 'GET', `${path}/person`)).text).toContain(SYNTHETIC_PERSON.name);
    expect((await must(200, clerk, 'GET', `${path}/documents/withdrawal`)).text).toContain(
      '测试甲乙改变主意',
    );
    await must(200, admin, 'POST', `${path}/erase-person`, { reason: '本人申请' });
    await must(404, clerk, 'GET', `${path}/person`);
    const notice = await must(200, clerk, 'GET', `${path}/documents/withdrawal`);
    expect(notice.text).not.toContain('测试甲乙');
    expect((await must(200, clerk, 'GET', path)).body['status']).toBe('withdrawn');
  });

  it('every reading of a person is recorded with reader and purpose before it is shown', async () => {
    const hall = await inProcess();
    const { must, matterWhere, applicationFor } = walkerOf(hall);
    const matter = await matterWhere(({ steps }) => steps === '一审一核');
    const clerk = somebody('p.clerk', 'clerk');
    const { body } = await must(201, clerk, 'POST', '/cases', applicationFor(matter));
    const readsOf = () =>
      hall
        .commits()
        .filter(({ stream }) => stream.aggregate === 'person')
        .map(({ actor, events }) => [actor.sub, events[0]?.type, events[0]?.data['purpose']]);
    expect(readsOf()).toEqual([]);
    await must(200, clerk, 'GET', `/cases/${String(body['caseNo'])}/person`);
    hall.setNow('2026-11-23T02:00:00.000Z' as never);
    await must(200, clerk, 'GET', `/cases/${String(body['caseNo'])}/documents/acceptance`);
    expect(readsOf()).toEqual([
      ['p.clerk', 'PersonRead', 'case:read'],
      ['p.clerk', 'PersonRead', 'document:acceptance'],
    ]);
  });
});
