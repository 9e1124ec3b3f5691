import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { caseReaction } from '../../functions/queue/case-reaction.ts';
import { QueueView, TicketView } from '../../shared/contracts/queues.ts';
import type { ZoneView } from '../../shared/contracts/halls.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { bearerOf, inProcess, type InProcess } from '../support/in-process.ts';
import { HALL, somebody, SYNTHETIC_PERSON, walkerOf, type Walker } from '../support/walk.ts';

const guide = somebody('guide.1', 'guide');
const kiosk = somebody('kiosk.1', 'device');
const citizen = somebody('citizen.1', 'citizen');
const clerkAt = (...windows: string[]) =>
  bearerOf({ sub: 'clerk.1', name: '测试窗口', tenant: HALL, roles: ['clerk'], windows });
const clerk = clerkAt('A01');

const Called = z.object({ ticket: TicketView.nullable() });

describe('a morning at the windows', () => {
  let hall: InProcess;
  let walk: Walker;
  let service: string;

  beforeEach(async () => {
    hall = await inProcess();
    walk = walkerOf(hall);
    const { body } = await walk.call('', 'GET', '/zones');
    const { items } = body as { items: z.infer<typeof ZoneView>[] };
    service = items.find(({ code }) => code === 'A')?.services[0]?.code ?? '';
  });

  const take = async (who = kiosk, body: object = {}) =>
    TicketView.parse((await walk.must(201, who, 'POST', '/tickets', { service, ...body })).body);
  const act = async (name: string, body: object = {}, who = clerk, window = 'A01') =>
    (await walk.must(200, who, 'POST', `/windows/${window}/${name}`, body)).body;
  const calls = async (who = clerk, window = 'A01') =>
    Called.parse(await act('call-next', {}, who, window)).ticket;
  const board = async () => QueueView.parse((await walk.must(200, guide, 'GET', '/queues/A')).body);

  it('A25: a number is taken, called, served and done, and everybody sees it', async () => {
    expect(await take()).toMatchObject({
      no: 'A001',
      zone: 'A',
      lane: 'walk-in',
      status: 'waiting',
      ahead: 0,
    });
    expect(await take()).toMatchObject({ no: 'A002', ahead: 1 });
    expect(await act('open')).toMatchObject({ id: 'A01', status: 'open', zone: 'A' });
    expect(await calls()).toMatchObject({ no: 'A001', status: 'called', window: 'A01' });
    expect((await board()).calling).toEqual([
      { no: 'A001', window: 'A01', service, status: 'called', calls: 1 },
    ]);
    expect(await act('start')).toMatchObject({ ticket: { no: 'A001', status: 'serving' } });
    hall.setNow('2026-11-23T01:06:00.000Z' as Instant);
    expect(await act('finish')).toMatchObject({ ticket: { no: 'A001', status: 'done' } });
    expect((await walk.must(200, citizen, 'GET', '/tickets/A002')).body).toMatchObject({ ahead: 0 });
    expect((await board()).services.find(({ code }) => code === service)).toMatchObject({
      waiting: 1,
      issued: 2,
      served: 1,
      waitMinutes: 6,
    });
    expect(await calls()).toMatchObject({ no: 'A002' });
    expect(await calls()).toBeNull();
  });

  it('lists whom a window may call, in the order in which they are called', async () => {
    const [first = '', second = '', others = ''] = (await board()).services.map(({ code }) => code);
    await act('open', { services: [first, second] });
    await take(kiosk, { service: others });
    await take(kiosk, { service: second });
    hall.setNow('2026-11-23T01:01:00.000Z' as Instant);
    await take(kiosk, { service: first });
    await take(kiosk, { service: first, lane: 'green', reason: 'old' });
    const { body } = await walk.must(200, clerk, 'GET', '/queues/A?window=A01');
    const shown = QueueView.parse(body);
    expect(shown.waitingTotal).toBe(4);
    const called = [await calls(), await calls(), await calls()];
    expect(shown.waiting.map(({ no }) => no)).toEqual(called.map((ticket) => ticket?.no));
    expect(await calls()).toBeNull();
  });

  it('a hall sets how it calls: how often a number, who goes before whom, where a missed one comes again', async () => {
    const again = async () => (await walk.call(clerk, 'POST', '/windows/A01/recall', {})).body['type'];
    const set = { priorityCalls: 1, maxCalls: 2, missedPlaces: 0 };
    await walk.must(200, somebody('admin.1', 'admin'), 'PUT', '/settings', set);
    hall.setNow('2026-11-23T01:01:00.000Z' as Instant);
    await take();
    await take(kiosk, { lane: 'green', reason: 'old' });
    await take(kiosk, { lane: 'green', reason: 'old' });
    await act('open');
    expect(await calls()).toMatchObject({ no: 'A901' });
    expect(await calls()).toMatchObject({ no: 'A001' });
    expect([await again(), await again()]).toEqual([undefined, 'calls-used']);
    expect(await act('skip')).toMatchObject({ ticket: { no: 'A001', status: 'missed' } });
    expect(await calls()).toMatchObject({ no: 'A902' });
    await walk.must(422, somebody('admin.1', 'admin'), 'PUT', '/settings', { maxCalls: 0 });
  });

  it('a number goes on to another service or to one window alone, before those who came later', async () => {
    const [, other = ''] = (await board()).services.map(({ code }) => code);
    const colleague = bearerOf({
      sub: 'clerk.2',
      name: '同事',
      tenant: HALL,
      roles: ['clerk'],
      windows: ['A02'],
    });
    await act('open', { services: [service] });
    await act('open', { services: [other] }, colleague, 'A02');
    await take();
    await calls();
    hall.setNow('2026-11-23T01:01:00.000Z' as Instant);
    await take(kiosk, { service: other });
    await take();
    expect(await act('transfer', { service: other })).toMatchObject({
      ticket: { no: 'A001', service: other },
    });
    expect(await calls(colleague, 'A02')).toMatchObject({ no: 'A001' });
    expect(await act('transfer', { window: 'A01' }, colleague, 'A02')).toMatchObject({
      ticket: { no: 'A001', status: 'waiting', ahead: 0 },
    });
    expect(await calls(colleague, 'A02')).toMatchObject({ no: 'A002' });
    expect(await calls()).toMatchObject({ no: 'A001', window: 'A01' });
    const to = (window: string) => walk.call(clerk, 'POST', '/windows/A01/transfer', { window });
    expect((await to('A03')).body['type']).toBe('window-not-open');
    expect((await to('A01')).body['errors']).toEqual([{ path: 'window', message: '就在本窗口' }]);
  });

  it('a ticket starts a case: each carries the number of the other', async () => {
    const { no } = await take();
    await act('open');
    await calls();
    const matter = await walk.matterWhere(({ steps }) => steps === '一审一核');
    const { body } = await walk.must(201, clerk, 'POST', '/cases', {
      ...walk.applicationFor(matter),
      ticket: no,
    });
    const caseNo = String(body['caseNo']);
    const stranger = await walk.must(201, clerk, 'POST', '/cases', walk.applicationFor(matter));
    const wrong = { cases: [caseNo, String(stranger.body['caseNo'])] };
    expect((await walk.call(clerk, 'POST', '/windows/A01/finish', wrong)).body['errors']).toEqual([
      { path: 'cases.1', message: '不是凭此号申请的办件' },
    ]);
    const finish = () =>
      walk.must(
        200,
        clerk,
        'POST',
        '/windows/A01/finish',
        { cases: [caseNo] },
        { 'idempotency-key': 'end-1' },
      );
    const { body: finished } = await finish();
    expect(finished).toMatchObject({ ticket: { no, cases: [caseNo] } });
    expect((await finish()).body).toEqual(finished);
  });

  it('a number knows its case whoever ends the service, and the case its number', async () => {
    const { no } = await take();
    await act('open');
    await calls();
    const matter = await walk.matterWhere(({ steps }) => steps === '一审一核');
    const application = { ...walk.applicationFor(matter), ticket: no };
    const { body } = await walk.must(201, clerk, 'POST', '/cases', application);
    expect(body['ticket']).toBe(no);
    const caseNo = String(body['caseNo']);
    const received = hall.commits().find(({ stream }) => stream.id === caseNo)!;
    await caseReaction(hall.deps)(received);
    await caseReaction(hall.deps)(received);
    expect((await walk.must(200, guide, 'GET', `/tickets/${no}`)).body['cases']).toEqual([caseNo]);
    await calls();
    expect((await walk.must(200, guide, 'GET', `/tickets/${no}`)).body).toMatchObject({
      status: 'done',
      cases: [caseNo],
    });
    const home = await walk.must(201, citizen, 'POST', '/cases', { ...application, channel: 'online' });
    await caseReaction(hall.deps)(hall.commits().find(({ stream }) => stream.id === home.body['caseNo'])!);
    expect((await walk.must(200, guide, 'GET', `/tickets/${no}`)).body['cases']).toEqual([caseNo]);
    const written = { ...application, ticket: '腿脚不便的老人' };
    await walk.must(422, clerk, 'POST', '/cases', written);
  });

  it('the same key takes one number, and calls one', async () => {
    const headers = { 'idempotency-key': 'press-1' };
    const press = () => walk.must(201, kiosk, 'POST', '/tickets', { service }, headers);
    expect([(await press()).body['no'], (await press()).body['no']]).toEqual(['A001', 'A001']);
    await take();
    await act('open');
    const call = () => walk.must(200, clerk, 'POST', '/windows/A01/call-next', {}, headers);
    const first = (await call()).body;
    expect((await call()).body).toEqual(first);
    expect((await board()).waitingTotal).toBe(1);
  });

  it('only whoever sits there works at a window, and a number is given up by its holder', async () => {
    await walk.must(403, clerkAt('A02'), 'POST', '/windows/A01/open', {});
    await walk.must(409, clerk, 'POST', '/windows/A01/call-next', {});
    await walk.must(404, clerkAt('Q99'), 'POST', '/windows/Q99/open', {});
    const { no } = await take(citizen);
    await walk.must(403, somebody('citizen.2', 'citizen'), 'POST', `/tickets/${no}/cancel`, {});
    expect((await walk.must(200, citizen, 'POST', `/tickets/${no}/cancel`, {})).body['status']).toBe(
      'cancelled',
    );
    await walk.must(404, citizen, 'GET', '/tickets/A555');
    await walk.must(404, guide, 'GET', '/queues/Q');
  });

  it('第51条: a real-name number leaves neither the digits nor what was written in the log', async () => {
    const idTail = SYNTHETIC_PERSON.idNo.slice(-4);
    await take(guide, { lane: 'green', reason: '腿脚不便的老人璎珞', applicant: { idTail } });
    await take(guide, { lane: 'green', reason: 'old', applicant: { idTail } });
    const queue = hall.commits().filter(({ stream }) => stream.aggregate === 'queue');
    const text = JSON.stringify(queue.map(({ events }) => events));
    expect(text).not.toContain('璎珞');
    expect(text).not.toMatch(new RegExp(`"${idTail}"`));
    expect(text).toContain('"code":"old"');
    const persons = queue.flatMap(({ events }) => events.map(({ data }) => data['person']));
    expect(persons[0]).toEqual(persons[1]);
  });

  it('numbers begin anew the next day, and a board of yesterday is not taken for the one of today', async () => {
    await take();
    const { headers } = await walk.must(200, guide, 'GET', '/queues/A');
    const etag = headers.get('etag') ?? '';
    await walk.must(304, guide, 'GET', '/queues/A', undefined, { 'if-none-match': etag });
    hall.setNow('2026-11-24T01:00:00.000Z' as Instant);
    expect(await take()).toMatchObject({ no: 'A001' });
    await walk.must(200, guide, 'GET', '/queues/A', undefined, { 'if-none-match': etag });
  });
});
