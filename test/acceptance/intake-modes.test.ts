import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { matterAggregate } from '../../shared/domain/matter/decide.ts';
import { ONLINE_PLATFORM_NAMES, ONLINE_PLATFORMS } from '../../shared/codes/online-platforms.ts';
import type { MatterView } from '../../shared/contracts/matter.ts';
import type { Subject, TenantCode } from '../../shared/kernel/ids.ts';
import { AGENT } from '../support/hall.ts';
import { bearerOf, inProcess, type InProcess } from '../support/in-process.ts';
import { announceScan, SCAN, scanIn } from '../support/one-file.ts';
import { HALL, somebody, walkerOf, type Walker } from '../support/walk.ts';

const TOWNSHIP = '411323101';

describe('ways to apply', () => {
  let hall: InProcess;
  let walker: Walker;
  let matter: MatterView;
  const clerk = somebody('i.clerk', 'clerk');
  const admin = somebody('i.admin', 'admin');

  beforeAll(async () => {
    hall = await inProcess({ storage: { files: scanIn(TOWNSHIP) } });
    walker = walkerOf(hall);
    matter = await walker.matterWhere(
      ({ steps, audience }) => steps === '一审一核' && audience.includes('个人'),
    );
  });

  const apply = (status: number, change: object = {}, who = clerk) =>
    walker.must(status, who, 'POST', '/cases', { ...walker.applicationFor(matter), ...change });

  const receivedOf = (caseNo: unknown) =>
    hall
      .commits()
      .find(({ stream }) => stream.id === caseNo)
      ?.events.find(({ type }) => type === 'CaseReceived')?.data;

  it('D38: the green channel is recorded with its group and shows in the inbox', async () => {
    const { body } = await apply(201, { priority: 'old' });
    expect(receivedOf(body['caseNo'])).toMatchObject({ priority: { code: 'old' } });
    const reviewer = somebody('i.reviewer', 'reviewer', matter.department);
    const inbox = await walker.must(200, reviewer, 'GET', '/inbox');
    expect(inbox.body['items']).toContainEqual(
      expect.objectContaining({ caseNo: body['caseNo'], priority: true }),
    );
  });

  it('C22: a case that was applied for online says through which of the five platforms; another there is not', async () => {
    const citizen = somebody('i.citizen', 'citizen');
    const names = Object.values(ONLINE_PLATFORM_NAMES);
    expect(names).toEqual(['省市网上平台', '部门系统', '豫事办', '宛快办', '部门APP']);
    for (const platform of ONLINE_PLATFORMS) {
      const { body } = await apply(201, { channel: 'online', platform }, citizen);
      expect(receivedOf(body['caseNo'])).toMatchObject({ channel: 'online', platform });
    }
    const own = await apply(201, { channel: 'online' }, citizen);
    expect(receivedOf(own.body['caseNo'])).not.toHaveProperty('platform');
    await apply(422, { channel: 'online', platform: 'wechat' }, citizen);
    const { body } = await apply(422, { channel: 'window', platform: 'yushiban' });
    expect(body['errors']).toEqual([{ path: 'platform', message: '只有网上申请才有来源平台' }]);
  });

  it('D39: a major investment goes first only with its reason', async () => {
    await apply(422, { priority: { code: 'major-investment' } });
    const { body } = await apply(201, { priority: { code: 'major-investment', reason: '县重点项目' } });
    expect(receivedOf(body['caseNo'])).toMatchObject({ priority: { code: 'major-investment' } });
  });

  it('C29: a paper of an earlier case of the same applicant is not asked for again', async () => {
    const first = await apply(201);
    const [paper, ...rest] = walker.applicationFor(matter).materials;
    const reused = { materials: [{ ...paper, reuse: first.body['caseNo'] }, ...rest] };
    const second = await apply(201, reused);
    expect(receivedOf(second.body['caseNo'])?.['materials']).toContainEqual(
      expect.objectContaining({ name: paper?.name, reusedFrom: first.body['caseNo'] }),
    );
    const applicant = { ...walker.applicationFor(matter).applicant, idNo: '411323198511120026' };
    await apply(422, { ...reused, applicant });
    await apply(422, { materials: [{ ...paper, reuse: '41132320261123999999' }, ...rest] });
  });

  it('C68: another hall receives only under a recorded delegation, and the handling hall has the case', async () => {
    const away = bearerOf({ sub: 'd.clerk', name: '丹水窗口', tenant: TOWNSHIP, roles: ['clerk'] });
    await announceScan(hall.deps.vault.for(TOWNSHIP as TenantCode), 'd.clerk');
    const { materials, ...rest } = walker.applicationFor(matter);
    const scanned = materials.map((paper) => ({ ...paper, file: SCAN.id }));
    const send = async (status: number) => {
      const response = await hall.app.request(`/v1/${TOWNSHIP}/cases`, {
        method: 'POST',
        headers: { authorization: away, 'content-type': 'application/json' },
        body: JSON.stringify({ ...rest, materials: scanned, handledBy: HALL }),
      });
      const body = (await response.json()) as Record<string, unknown>;
      expect(response.status, JSON.stringify(body)).toBe(status);
      return body;
    };
    expect((await send(409))['type']).toBe('not-delegated');
    const letter = { to: TOWNSHIP, matters: [matter.code], from: '2026-01-01' };
    await walker.must(200, admin, 'PUT', '/delegations/tb-1', letter);
    hall.setNow('2026-11-23T01:01:00.000Z' as never);
    const { caseNo, tenant } = await send(201);
    expect(tenant).toBe(HALL);
    expect(receivedOf(caseNo)).toMatchObject({ receivedBy: { tenant: TOWNSHIP, delegation: 'tb-1' } });
    await walker.must(200, clerk, 'GET', `/cases/${String(caseNo)}`);
    const paper = await walker.must(200, clerk, 'GET', `/files/${SCAN.id}?case=${String(caseNo)}`);
    expect(paper.body).toMatchObject({ download: { url: `https://files.invalid/${TOWNSHIP}/${SCAN.id}` } });
    await walker.must(200, admin, 'POST', '/delegations/tb-1/revoke', { reason: '期满' });
    hall.setNow('2026-11-23T01:02:00.000Z' as never);
    await send(409);
  });

  it('告知承诺: only where the matter is on the list, and the letter can be printed', async () => {
    await apply(409, { commitment: true });
    const code = 'COMMIT-1';
    const { version, status, flow, missing, change, ...record } = matter;
    expect([version, status, flow.length > 0, missing, change.late]).toBeDefined();
    const body = {
      ...record,
      code,
      name: '告知承诺测试事项',
      commitment: true,
      reason: '列入清单',
      basis: '县政府公布清单',
    };
    await walker.must(200, admin, 'PUT', `/matters/${code}`, body);
    const answer = await apply(201, { matter: code, commitment: true });
    const caseNo = String(answer.body['caseNo']);
    const letter = await walker.must(200, clerk, 'GET', `/cases/${caseNo}/documents/commitment`);
    expect(letter.text).toContain('告知承诺书');
  });

  it('D03: what is not on the list of matters cannot be applied for, nor what was retired', async () => {
    const unknown = await apply(422, { matter: 'NO-SUCH-MATTER' });
    expect(unknown.body['title']).toContain('清单之外无事项');
    const retired = await walker.matterWhere(({ name }) => name !== matter.name);
    await walker.must(200, admin, 'POST', `/matters/${retired.code}/retire`, {
      reason: '取消',
      basis: '法律修改',
    });
    hall.setNow('2026-11-23T01:03:00.000Z' as never);
    const refused = await walker.must(409, clerk, 'POST', '/cases', walker.applicationFor(retired));
    expect(refused.body['type']).toBe('matter-not-in-use');
  });

  it('a case keeps the version of the matter that it began with', async () => {
    const { body } = await apply(201);
    const { version, status, flow, missing, change, into, ...record } = matter;
    expect([version, status, flow, missing, change, into]).toBeDefined();
    const extra = {
      name: '新增的必要材料',
      required: true,
      mayDefer: false,
      form: '原件',
      source: '申请人自备',
    };
    const next = { ...record, materials: [...record.materials, extra], reason: '法律修改', basis: '新条例' };
    await walker.must(200, admin, 'PUT', `/matters/${matter.code}`, next);
    const known = await walker.must(200, clerk, 'GET', `/cases/${String(body['caseNo'])}`);
    expect(known.body['matter']).toMatchObject({ version: 1 });
    hall.setNow('2026-11-23T01:04:00.000Z' as never);
    const later = await apply(201);
    expect(later.body).toMatchObject({ status: 'received', matter: { version: 2 } });
    expect(later.body['notice']).toMatchObject({ missing: [extra.name] });
  });

  it('C08: the guide says the same in every hall that inherits it', async () => {
    const Guide = z.looseObject({ version: z.number(), materials: z.array(z.unknown()) });
    const read = async (tenant: string) =>
      Guide.parse(await (await hall.app.request(`/v1/${tenant}/matters/${matter.code}`)).json());
    expect(await read(TOWNSHIP)).toEqual(await read(HALL));
    const { state } = await hall.deps.streams.load(TOWNSHIP as TenantCode, matterAggregate, matter.code);
    expect(state.status).toBe('none');
  });

  it('B11: a helper in a township files for somebody with the county; the case names client, helper, site and every step', async () => {
    const helper = bearerOf({ sub: 'd.clerk', name: '丹水窗口', tenant: TOWNSHIP, roles: ['clerk'] });
    const letter = { to: TOWNSHIP, matters: [matter.code], from: '2026-01-01' };
    await walker.must(200, admin, 'PUT', '/delegations/tb-2', letter);
    hall.setNow('2026-11-23T01:05:00.000Z' as never);
    const { materials, ...rest } = walker.applicationFor(matter);
    const response = await hall.app.request(`/v1/${TOWNSHIP}/cases`, {
      method: 'POST',
      headers: { authorization: helper, 'content-type': 'application/json' },
      body: JSON.stringify({
        ...rest,
        channel: 'agent',
        agent: { ...AGENT, entrustment: SCAN.id },
        materials: materials.map((paper) => ({ ...paper, file: SCAN.id })),
        handledBy: HALL,
      }),
    });
    const { caseNo } = z.looseObject({ caseNo: z.string() }).parse(await response.json());
    expect(receivedOf(caseNo)).toMatchObject({
      channel: 'agent',
      receivedBy: { tenant: TOWNSHIP, delegation: 'tb-2' },
      agent: { entrustment: SCAN.id },
      applicant: { kind: 'person' },
      matter: { code: matter.code },
    });
    const steps = hall.commits().filter(({ stream }) => stream.id === caseNo);
    expect(steps.map(({ actor }) => [actor.sub, actor.tenant])).toEqual([['d.clerk', TOWNSHIP]]);
  });

  it('the same key of another person is another request', async () => {
    const headers = { 'idempotency-key': 'shared-key' };
    const application = walker.applicationFor(matter);
    const mine = await walker.must(201, clerk, 'POST', '/cases', application, headers);
    const other = bearerOf({ sub: 'i.other' as Subject, name: '', tenant: HALL, roles: ['clerk'] });
    const theirs = await walker.must(201, other, 'POST', '/cases', application, headers);
    expect(theirs.body['caseNo']).not.toBe(mine.body['caseNo']);
  });
});
