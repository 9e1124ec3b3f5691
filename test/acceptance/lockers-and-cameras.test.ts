import { ulid } from 'ulid';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ingest } from '../../functions/ingest/ingest.ts';
import { pickUpCodeOf } from '../../functions/runtime/digest.ts';
import { CameraView, DeviceView, LockerView, ViewingView } from '../../shared/contracts/devices.ts';
import { deviceAggregate } from '../../shared/domain/device/device.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { ZonesView } from '../../shared/contracts/halls.ts';
import { staff } from '../support/hall.ts';
import { bearerOf, inProcess, type InProcess } from '../support/in-process.ts';
import { HALL, somebody, walkerOf, type Walker } from '../support/walk.ts';

const admin = somebody('admin.1', 'admin');
const clerk = somebody('clerk.1', 'clerk');
const issuer = somebody('issuer.1', 'issuer');
const supervisor = somebody('supervisor.1', 'supervisor');
const page = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item) });

let hall: InProcess;
let walk: Walker;

beforeAll(async () => {
  hall = await inProcess();
  walk = walkerOf(hall);
});

const enrol = (body: object, status = 201) => walk.must(status, admin, 'POST', '/devices', body);

describe('E20: results in the pick-up locker', () => {
  /** A case that the department has decided, or has before it. */
  const newCase = async (isDecided: boolean): Promise<string> => {
    const matter = await walk.matterWhere(({ steps }) => steps === '一审一核');
    const application = walk.applicationFor(matter);
    const caseNo = String((await walk.must(201, clerk, 'POST', '/cases', application)).body['caseNo']);
    if (!isDecided) return caseNo;
    const reviewer = somebody('l.reviewer', 'reviewer', matter.department);
    const chief = bearerOf(staff('chief', { department: matter.department }));
    const path = `/cases/${caseNo}`;
    await walk.must(200, reviewer, 'POST', `${path}/review`, { result: 'pass', opinion: '属实' });
    await walk.must(200, chief, 'POST', `${path}/decide`, { outcome: 'approved', opinion: '准予许可' });
    await walk.must(200, issuer, 'POST', `${path}/produce`, {});
    return caseNo;
  };
  const stow = (locker: string, cell: string, caseNo: string, status = 200) =>
    walk.must(status, issuer, 'POST', `/lockers/${locker}/results`, { cell, caseNo });
  const stowed = async (locker: string) => {
    const { items } = page(LockerView).parse((await walk.must(200, issuer, 'GET', '/lockers')).body);
    return items.find(({ name }) => name === locker)?.stowed.map(({ cell, caseNo }) => `${cell} ${caseNo}`);
  };
  /** What the locker hears when somebody enters a code. */
  const enter = async (locker: string, code: string, id = ulid()) => {
    const { state } = await hall.deps.streams.load(HALL as TenantCode, deviceAggregate, locker);
    const certificate = state.status === 'none' ? '' : (state.certificates.at(-1)?.id ?? '');
    await ingest({ ...hall.deps, messages: hall.hub })({
      topic: `ow/${HALL}/${locker}/up/pickup`,
      payload: JSON.stringify({ id, at: hall.deps.clock.now(), v: 1, code }),
      certificate,
    });
    const answer = hall.hub.published.findLast(({ payload }) => payload['replyTo'] === id)?.payload ?? {};
    const problem = answer['problem'] as { type: string } | undefined;
    return problem?.type ?? answer['cell'];
  };
  const codeOf = (caseNo: string): string => pickUpCodeOf(hall.deps.secret, caseNo);

  it('are opened by the code of the notice, each its own cell, once; repeated, the same answer', async () => {
    await enrol({ name: 'locker-1', kind: 'locker' });
    const [first, second] = [await newCase(true), await newCase(true)];
    await stow('locker-1', '07', first);
    expect((await stow('locker-1', '07', second, 409)).body['type']).toBe('cell-taken');
    await stow('locker-1', '08', second);
    await walk.must(200, issuer, 'POST', `/cases/${first}/deliver`, { method: 'locker' });
    const { text } = await walk.must(200, issuer, 'GET', `/cases/${first}/documents/completion`);
    expect(text).toContain(codeOf(first));
    const id = ulid();
    expect(await enter('locker-1', codeOf(first), id)).toBe('07');
    expect(await enter('locker-1', codeOf(first), id)).toBe('07');
    expect(await enter('locker-1', codeOf(first))).toBe('wrong-code');
    expect(await stowed('locker-1')).toEqual([`08 ${second}`]);
    await walk.must(200, issuer, 'POST', '/lockers/locker-1/cells/08/empty', {});
    expect(await stowed('locker-1')).toEqual([]);
    expect(await enter('locker-1', codeOf(second))).toBe('wrong-code');
    const log = JSON.stringify(hall.commits().filter(({ stream }) => stream.id === 'locker-1'));
    for (const caseNo of [first, second]) expect(log).not.toContain(codeOf(caseNo));
  });

  it('are there when they are decided, in a locker of the hall, of which no code opens another’s cell', async () => {
    expect((await stow('locker-1', '09', await newCase(false), 409)).body['type']).toBe('wrong-status');
    const { body } = await enrol({ name: 'kiosk-1', kind: 'kiosk' });
    expect(body).toMatchObject({ clientId: `${HALL}-kiosk-1` });
    const ready = await newCase(true);
    await stow('kiosk-1', '09', ready, 404);
    await stow('nowhere', '09', ready, 404);
    await stow('locker-1', '09', '41132320261123999999', 404);
    expect(await enter('kiosk-1', codeOf(ready))).toBe('not-allowed');
  });

  it('are not found by trying codes', async () => {
    await enrol({ name: 'locker-2', kind: 'locker' });
    const caseNo = await newCase(true);
    await stow('locker-2', '01', caseNo);
    const wrong = codeOf(caseNo) === '000000' ? '000001' : '000000';
    const heard = [];
    for (let tries = 0; tries < 6; tries += 1) heard.push(await enter('locker-2', wrong));
    expect(heard).toEqual([...Array.from({ length: 5 }, () => 'wrong-code'), 'too-many-codes']);
    expect(await enter('locker-2', codeOf(caseNo))).toBe('too-many-codes');
  });
});

describe('B18: cameras at the windows', () => {
  const feed = 'https://nvr.hall.example/live/3';
  const purpose = 'complaint';

  it('are on the register, their picture is shown to whoever is written down, and everybody sees who that was', async () => {
    await enrol({ name: 'camera-3', kind: 'camera', window: 'A03', feed });
    const { items } = page(CameraView).parse((await walk.must(200, supervisor, 'GET', '/cameras')).body);
    expect(items).toEqual([
      { name: 'camera-3', zone: 'A', window: 'A03', place: { kind: 'hall' }, status: 'active' },
    ]);
    const path = '/cameras/camera-3/viewings';
    const about = 'S20261123000001';
    const picture = await walk.must(200, supervisor, 'POST', path, { purpose, about });
    expect(picture.body).toMatchObject({ feed, by: 'supervisor.1', purpose, about });
    await walk.must(200, admin, 'POST', path, { purpose: 'safety' });
    const seen = page(ViewingView).parse((await walk.must(200, admin, 'GET', path)).body);
    expect(seen.items.map(({ by, purpose: why }) => [by, why])).toEqual([
      ['admin.1', 'safety'],
      ['supervisor.1', 'complaint'],
    ]);
    const register = await walk.must(200, admin, 'GET', '/devices?limit=200');
    expect(register.text).not.toContain(feed);
  });

  it('say where their picture is, without a password in it; nothing else has one', async () => {
    const camera = { name: 'camera-4', kind: 'camera', zone: 'A' };
    for (const [body, message] of [
      [camera, '摄像机须登记画面地址'],
      [{ ...camera, feed: 'https://admin:secret@nvr.hall.example' }, '不含用户名'],
      [{ ...camera, feed: 'javascript:alert(1)' }, '不含用户名'],
      [{ ...camera, kind: 'display', feed }, '不是摄像机'],
    ] as const)
      expect((await enrol(body, 422)).text).toContain(message);
    await walk.must(404, supervisor, 'POST', '/cameras/locker-1/viewings', { purpose });
    await walk.must(404, supervisor, 'GET', '/cameras/nowhere/viewings');
    await walk.must(403, clerk, 'POST', '/cameras/camera-3/viewings', { purpose });
  });

  it('show nothing any more once they are revoked', async () => {
    await walk.must(200, admin, 'POST', '/devices/camera-3/revoke', {});
    const refused = await walk.must(409, supervisor, 'POST', '/cameras/camera-3/viewings', { purpose });
    expect(refused.body['type']).toBe('device-revoked');
  });
});

describe('the zones', () => {
  const zonesOf = async () => {
    const { items } = ZonesView.parse((await walk.must(200, '', 'GET', '/zones')).body);
    return (code: string) => items.find((zone) => zone.code === code);
  };

  it('B16, E21: one is for self-service and trying out online service, with its terminals on the register', async () => {
    const zone = (await zonesOf())('Z');
    expect(zone?.facilities).toEqual(expect.arrayContaining(['自助区', '网办体验区']));
    await enrol({ name: 'terminal-1', kind: 'terminal', zone: 'Z' });
    const { items } = page(DeviceView).parse((await walk.must(200, admin, 'GET', '/devices?limit=200')).body);
    const terminal = { name: 'terminal-1', kind: 'terminal', zone: 'Z', place: { kind: 'hall' } };
    expect(items).toContainEqual(expect.objectContaining(terminal));
  });

  it('C47, E20: say which desks and barrier-free facilities they have; an admin sets them, what is left out stays', async () => {
    const { code = '', units, facilities, ...known } = (await zonesOf())('F') ?? {};
    expect([units, facilities]).toEqual([expect.any(Array), expect.arrayContaining(['无障碍通道', '轮椅'])]);
    const arrange = (body: object, status = 200) =>
      walk.must(status, admin, 'PUT', `/zones/${code}`, { ...known, ...body });
    await arrange({ facilities: ['无障碍通道', '志愿者台'] });
    await arrange({ name: '无障碍服务专区' });
    expect((await zonesOf())(code)).toMatchObject({
      name: '无障碍服务专区',
      facilities: ['无障碍通道', '志愿者台'],
    });
    await arrange({ facilities: ['游泳池'] }, 422);
  });
});
