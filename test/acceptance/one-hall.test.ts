import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CaseView } from '../../shared/contracts/cases.ts';
import { pageOf } from '../../shared/contracts/common.ts';
import { MatterItem } from '../../shared/contracts/matter.ts';
import { staff, TOWNSHIP } from '../support/hall.ts';
import { bearerOf, inProcess, type InProcess } from '../support/in-process.ts';
import { HALL, somebody, SYNTHETIC_PERSON, walkerOf, type Walker } from '../support/walk.ts';

const clerk = somebody('h.clerk', 'clerk');
const citizen = somebody('h.citizen', 'citizen');
const pass = { result: 'pass', opinion: '属实' };
const approve = { outcome: 'approved', opinion: '准予许可' };
const Told = z.looseObject({ no: z.string() });

/** Somebody of a hall, in a role and a department. */
const of = (tenant: string, role: string, department?: string) =>
  bearerOf({ sub: `h.${role}`, name: role, tenant, roles: [role], ...(department && { department }) });

let hall: InProcess;
let walk: Walker;
beforeAll(async () => {
  hall = await inProcess();
  walk = walkerOf(hall);
});

const plainMatter = (department?: string) =>
  walk.matterWhere(
    (item) =>
      item.steps === '一审一核' &&
      item.audience.includes('个人') &&
      item.caseType === '承诺件' &&
      (department === undefined || item.department === department),
  );
const applyFor = async (who: string, channel: string, matter: Awaited<ReturnType<typeof plainMatter>>) =>
  CaseView.parse(
    (await walk.must(201, who, 'POST', '/cases', { ...walk.applicationFor(matter), channel })).body,
  );

describe('what a hall is for', () => {
  it.each([HALL, TOWNSHIP])(
    'C01: %s answers questions, takes in and handles cases, is evaluated and hears complaints',
    async (tenant) => {
      const own = walkerOf(hall, tenant);
      const department = '县民政局';
      const matter = await plainMatter(department);
      const person = of(tenant, 'citizen');
      const question = { question: '需要带什么材料', phone: SYNTHETIC_PERSON.phone };
      const asked = Told.parse((await own.must(201, person, 'POST', '/consultations', question)).body);
      await own.must(200, of(tenant, 'guide'), 'POST', `/consultations/${asked.no}/answer`, {
        text: '身份证',
      });

      const application = own.applicationFor(matter);
      const received = await own.must(201, of(tenant, 'clerk'), 'POST', '/cases', application);
      const { caseNo } = CaseView.parse(received.body);
      const path = `/cases/${caseNo}`;
      const chief = bearerOf(staff('chief', { tenant, department }));
      await own.must(200, of(tenant, 'reviewer', department), 'POST', `${path}/review`, pass);
      await own.must(200, chief, 'POST', `${path}/decide`, approve);
      await own.must(200, of(tenant, 'issuer'), 'POST', `${path}/produce`, {});
      const fetched = { method: 'counter', signedBy: '测试甲乙' };
      await own.must(200, of(tenant, 'issuer'), 'POST', `${path}/deliver`, fetched);

      const rating = { act: caseNo, grade: 4, check: SYNTHETIC_PERSON.idNo.slice(-4) };
      await own.must(201, person, 'POST', '/evaluations', rating);
      const complaint = { category: 'many-trips', text: '跑了三趟', phone: SYNTHETIC_PERSON.phone };
      const { no } = Told.parse((await own.must(201, person, 'POST', '/grievances', complaint)).body);
      await own.must(200, of(tenant, 'grievance'), 'POST', `/grievances/${no}/accept`, {});
    },
  );

  it('C19: any clerk takes in any matter, of whatever unit', async () => {
    const page = await walk.must(200, '', 'GET', '/matters?limit=200');
    const { items } = pageOf(MatterItem).parse(page.body);
    const departments = [...new Set(items.map(({ department }) => department))];
    expect(departments.length).toBeGreaterThan(20);
    for (const department of departments) {
      const matter = await walk.matterWhere((item) => item.department === department);
      const { status } = await applyFor(clerk, 'window', matter);
      expect(status, department).toBe('accepted');
    }
  });

  it('B03: an application online is the same case as one at the counter, but for the way it came', async () => {
    const matter = await plainMatter();
    const online = await applyFor(citizen, 'online', matter);
    const counter = await applyFor(clerk, 'window', matter);
    const { body } = await walk.must(200, clerk, 'POST', `/cases/${online.caseNo}/accept`, {});
    const same = ({ status, matter: version, applicant, materials, clock }: CaseView) => ({
      status,
      version,
      applicant,
      materials,
      clock,
    });
    expect(same(CaseView.parse(body))).toEqual(same(counter));
    const factsOf = (no: string) => {
      const commit = hall.commits().find(({ stream }) => stream.id === no);
      const { channel, person, caseNo, ...facts } =
        commit?.events.find(({ type }) => type === 'CaseReceived')?.data ?? {};
      expect([channel, person, caseNo]).not.toContain(undefined);
      return facts;
    };
    expect(factsOf(online.caseNo)).toEqual(factsOf(counter.caseNo));
    const reviewer = somebody('h.reviewer', 'reviewer', matter.department);
    const inbox = JSON.stringify((await walk.must(200, reviewer, 'GET', '/inbox?limit=200')).body);
    for (const { caseNo } of [online, counter]) expect(inbox).toContain(caseNo);
  });
});

describe('who does it', () => {
  it('C12: reception, review, decision, result and delivery are done in the hall by its own people, also of what came online', async () => {
    const matter = await plainMatter();
    const { caseNo } = await applyFor(citizen, 'online', matter);
    const { department } = matter;
    const chief = bearerOf(staff('chief', { department }));
    const steps = [
      ['accept', clerk, 'clerk', {}],
      ['review', of(HALL, 'reviewer', department), 'reviewer', pass],
      ['decide', chief, 'chief', approve],
      ['produce', of(HALL, 'issuer'), 'issuer', {}],
      ['deliver', of(HALL, 'issuer'), 'issuer', { method: 'counter', signedBy: '测试甲乙' }],
    ] as const;
    for (const [act, own, role, body] of steps) {
      const elsewhere = of(TOWNSHIP, role, department);
      await walk.must(404, elsewhere, 'POST', `/cases/${caseNo}/${act}`, body);
      await walk.must(200, own, 'POST', `/cases/${caseNo}/${act}`, body);
    }
  });

  it('D01: the hall is run by its managers, supervised by the authority, and decided in by the units, which answer for it', async () => {
    const matter = await plainMatter();
    const { caseNo } = await applyFor(clerk, 'window', matter);
    const chief = bearerOf(staff('chief', { department: matter.department }));
    const [manager, authority] = [of(HALL, 'admin'), of(HALL, 'supervisor')];
    await walk.must(200, of(HALL, 'reviewer', matter.department), 'POST', `/cases/${caseNo}/review`, pass);
    for (const other of [manager, authority]) {
      await walk.must(403, other, 'POST', `/cases/${caseNo}/decide`, approve);
    }
    for (const other of [chief, authority]) await walk.must(403, other, 'PUT', '/settings', {});
    for (const other of [chief, manager]) {
      await walk.must(403, other, 'POST', `/supervision/${caseNo}/urge`, {});
    }
    await walk.must(200, authority, 'POST', `/supervision/${caseNo}/urge`, {});
    await walk.must(200, chief, 'POST', `/cases/${caseNo}/decide`, approve);
    const decided = hall.commits().findLast(({ stream }) => stream.id === caseNo);
    expect(decided).toMatchObject({ actor: { department: matter.department } });
  });
});
