import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { pageOf } from '../../shared/contracts/common.ts';
import { ZoneView } from '../../shared/contracts/halls.ts';
import { StaffView } from '../../shared/contracts/staff.ts';
import { bearerOf, inProcess } from '../support/in-process.ts';
import { HALL, somebody, walkerOf, type Walker } from '../support/walk.ts';

const admin = somebody('admin.1', 'admin');
const NEW = { name: '测试新人', roles: ['clerk'], windows: ['A01', 'A02'], from: '2026-11-01' };

describe('the staff of a hall', () => {
  let walk: Walker;

  beforeAll(async () => {
    walk = walkerOf(await inProcess());
  });

  const list = async (who = admin, query = 'limit=200') =>
    pageOf(StaffView).parse((await walk.must(200, who, 'GET', `/staff?${query}`)).body);
  const put = (sub: string, body: object, status = 200) =>
    walk.must(status, admin, 'PUT', `/staff/${sub}`, body);

  it('is a list that everybody who works there reads, page after page', async () => {
    const { items } = await list(somebody('minzheng.1', 'reviewer'));
    expect(items.find(({ sub }) => sub === 'clerk.1')).toMatchObject({
      name: '杨建国',
      roles: ['clerk'],
      windows: ['A01'],
      posted: true,
      trained: true,
    });
    expect(items.every(({ roles }) => roles.length > 0)).toBe(true);
    const paged: z.infer<typeof StaffView>[] = [];
    let query: string | undefined = 'limit=50';
    while (query !== undefined) {
      const page: Awaited<ReturnType<typeof list>> = await list(admin, query);
      paged.push(...page.items);
      query = page.next && `limit=50&cursor=${encodeURIComponent(page.next)}`;
    }
    expect(paged).toEqual(items);
    await walk.must(403, somebody('citizen.1', 'citizen'), 'GET', '/staff');
  });

  it('E38: whoever is new is not trained until that is recorded', async () => {
    expect((await put('new.1', NEW)).body).toMatchObject({ sub: 'new.1', trained: false, trainings: 0 });
    const training = { kind: 'pre-job', on: '2026-11-20', topic: '岗前培训' };
    const { body } = await walk.must(200, admin, 'POST', '/staff/new.1/training', training);
    expect(body).toMatchObject({ trained: true, preJobOn: '2026-11-20', trainings: 1 });
    expect((await list()).items.find(({ sub }) => sub === 'new.1')).toEqual(body);
    const early = await walk.call(admin, 'POST', '/staff/new.1/training', { ...training, on: '2026-12-01' });
    expect([early.status, early.body['type']]).toEqual([422, 'bad-input']);
    await walk.must(404, admin, 'POST', '/staff/nobody/training', training);
  });

  it('E38: opens no window alone before the training, and then for what he or she is able to serve', async () => {
    const sub = 'new.3';
    const clerk = bearerOf({ sub, name: NEW.name, tenant: HALL, roles: ['clerk'], windows: ['A03'] });
    const open = async (body: object = {}) => {
      const answer = await walk.call(clerk, 'POST', '/windows/A03/open', body);
      return answer.status === 200 ? answer.body['services'] : [answer.status, answer.body['type']];
    };
    expect(await open()).toEqual([409, 'not-posted']);
    const zones = z.object({ items: z.array(ZoneView) }).parse((await walk.call('', 'GET', '/zones')).body);
    const [able = '', other = ''] =
      zones.items.find(({ code }) => code === 'A')?.services.map(({ code }) => code) ?? [];
    await put(sub, { ...NEW, services: [able] });
    expect(await open()).toEqual([409, 'not-trained']);
    const training = { kind: 'pre-job', on: '2026-11-20', topic: '岗前培训' };
    await walk.must(200, admin, 'POST', `/staff/${sub}/training`, training);
    expect(await open({ services: [other] })).toEqual([409, 'not-skilled']);
    expect(await open()).toEqual([able]);
  });

  it('C05: belongs to a unit and to the hall: the unit signs the letter, the hall stations, and no unit stations by itself', async () => {
    const department = '县民政局';
    const home = { ...NEW, roles: ['chief'], windows: [], department };
    const unit = somebody('minzheng.chief', 'chief', department);
    await walk.must(403, unit, 'PUT', '/staff/new.5', home);
    expect((await put('new.5', home)).body).toMatchObject({ department, posted: true });
    const letter = { kind: 'chief-representative', department, signedBy: '测试局长', from: '2026-11-20' };
    await walk.must(403, unit, 'PUT', '/authorisations/new.5', letter);
    await walk.must(200, admin, 'PUT', '/authorisations/new.5', letter);
    const gone = { ...home, until: '2026-11-22' };
    const early = await walk.call(admin, 'PUT', '/staff/new.5', gone);
    expect([early.status, early.body['errors']]).toMatchObject([422, [{ path: 'consent' }]]);
    await put('new.5', { ...gone, consent: '政务函〔2026〕12号' });
    const letters = await walk.must(200, admin, 'GET', '/authorisations?limit=200');
    expect(letters.body['items']).toContainEqual(
      expect.objectContaining({ sub: 'new.5', department, signedBy: '测试局长', inForce: true }),
    );
    expect((await list()).items.find(({ sub }) => sub === 'new.5')).toMatchObject({ posted: false });
  });

  it('E24: whoever approves is not registered as a supervisor as well', async () => {
    const both = { ...NEW, roles: ['chief', 'supervisor'], windows: [], department: '县民政局' };
    expect((await put('new.6', both, 422)).body['errors']).toMatchObject([{ path: 'roles' }]);
  });

  it('works at windows and serves services that the hall has', async () => {
    const wrong = await put('new.2', { ...NEW, windows: ['A01', 'Q99'], services: ['x'] }, 422);
    expect(wrong.body['errors']).toMatchObject([{ path: 'windows.1' }, { path: 'services.0' }]);
    expect((await put('new.2', { ...NEW, services: ['minzheng'] })).body).toMatchObject({
      services: ['minzheng'],
    });
  });

  it('shows of nobody the letters, and belongs to its own hall alone', async () => {
    const { items } = await list();
    expect(items.some((one) => 'authorisations' in one)).toBe(false);
    const elsewhere = bearerOf({ sub: 'x', name: '', tenant: '411323101', roles: ['admin'] });
    expect((await walk.call(elsewhere, 'GET', '/staff')).status).toBe(404);
    expect(items.map(({ sub }) => sub)).not.toContain('danshui.clerk');
  });
});
