import { beforeEach, describe, expect, it } from 'vitest';
import { tideReaction } from '../../functions/queue/tide-reaction.ts';
import { TidesView, TideView } from '../../shared/contracts/tides.ts';
import { MyWindowsView } from '../../shared/contracts/windows.ts';
import { queueAggregate, queueStream } from '../../shared/domain/queue/queue.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import type { Day, Instant } from '../../shared/kernel/instant.ts';
import { Streams } from '../../shared/ports/handle-command.ts';
import { bearerOf, inProcess, type InProcess } from '../support/in-process.ts';
import { HALL, somebody, walkerOf, type Walker } from '../support/walk.ts';

const DAY = '2026-11-23' as Day;
const guide = somebody('guide.1', 'guide');
const kiosk = somebody('kiosk.1', 'device');
const clerk = bearerOf({ sub: 'clerk.1', name: '杨建国', tenant: HALL, roles: ['clerk'], windows: ['A01'] });
/** Sits at another window by the account. */
const sent = bearerOf({ sub: 'clerk.5', name: '李晓燕', tenant: HALL, roles: ['clerk'], windows: ['C01'] });

describe('潮汐窗口 over HTTP', () => {
  let hall: InProcess;
  let walk: Walker;
  let service: string;
  let seen: number;

  /** What the log sets off, as the feed does it: each commit twice. */
  const settle = async (): Promise<void> => {
    const react = tideReaction(hall.deps);
    for (const commits = hall.commits(); seen < hall.commits().length; seen += 1)
      for (const commit of commits.slice(seen, seen + 1)) {
        await react(commit);
        await react(commit);
      }
  };
  const proposals = async () =>
    TidesView.parse((await walk.must(200, guide, 'GET', '/queues/A/proposals')).body);
  const windowsOfSent = async () =>
    MyWindowsView.parse((await walk.must(200, sent, 'GET', '/my-windows')).body).items;
  const take = (count: number) =>
    Promise.all(Array.from({ length: count }, () => walk.must(201, kiosk, 'POST', '/tickets', { service })));
  const at = (minutes: number) =>
    hall.setNow(new Date(Date.parse('2026-11-23T01:00:00.000Z') + minutes * 60_000).toISOString() as Instant);

  beforeEach(async () => {
    hall = await inProcess();
    walk = walkerOf(hall);
    const zones = (await walk.call('', 'GET', '/zones')).body as {
      items: { code: string; services: { code: string }[] }[];
    };
    service = zones.items.find(({ code }) => code === 'A')?.services[0]?.code ?? '';
    seen = hall.commits().length;
    await walk.must(200, clerk, 'POST', '/windows/A01/open', {});
  });

  it('C21: eleven people wait, a window is proposed, somebody accepts by name, and it calls them', async () => {
    await take(11);
    await settle();
    const { items, loads } = await proposals();
    expect(items).toMatchObject([
      { id: 'T1', kind: 'open', window: 'A02', status: 'pending', before: { waiting: 11, windows: 1 } },
    ]);
    expect(loads.find(({ services }) => services.includes(service))).toMatchObject({ waiting: 11 });

    const accept = (body: object) => walk.call(guide, 'POST', '/queues/A/proposals/T1/accept', body);
    expect((await accept({})).body['errors']).toMatchObject([{ path: 'clerk' }]);
    expect((await accept({ clerk: 'nobody' })).body['type']).toBe('not-posted');
    await walk.must(403, sent, 'POST', '/windows/A02/call-next', {});
    const own = { id: 'C01', zone: 'C', status: 'closed', sent: false };
    expect(await windowsOfSent()).toMatchObject([own]);
    const accepted = TideView.parse((await accept({ clerk: 'clerk.5' })).body);
    expect(accepted).toMatchObject({ status: 'accepted', decidedBy: 'guide.1姓名', clerk: 'clerk.5' });
    expect(await windowsOfSent()).toMatchObject([{ id: 'A02', zone: 'A', status: 'open', sent: true }, own]);
    const called = await walk.must(200, sent, 'POST', '/windows/A02/call-next', {});
    expect(called.body).toMatchObject({ ticket: { no: 'A001', window: 'A02' } });
    expect((await accept({ clerk: 'clerk.5' })).body['type']).toBe('wrong-status');

    at(20);
    await take(1);
    await settle();
    const [latest] = (await proposals()).items.filter(({ id }) => id === 'T1');
    expect(latest?.after).toMatchObject({ waiting: 11, windows: 2, at: '2026-11-23T01:20:00.000Z' });
  });

  it('tells the load anew when only time has passed, and nothing while nothing has changed', async () => {
    await take(3);
    const read = (tag = '"none"') =>
      walk.call(guide, 'GET', '/queues/A/proposals', undefined, { 'if-none-match': tag });
    const tag = (await read()).headers.get('etag') ?? '';
    expect((await read(tag)).status).toBe(304);
    at(40);
    const later = await read(tag);
    expect(later.status).toBe(200);
    const load = TidesView.parse(later.body).loads.find(({ services }) => services.includes(service));
    expect(load).toMatchObject({ waiting: 3, perHour: 0 });
  });

  it('sees the commit that it follows, whatever another process has kept of the queue', async () => {
    const elsewhere = { ...hall.deps, streams: new Streams(hall.deps.log, hall.deps.clock) };
    await elsewhere.streams.load(HALL as TenantCode, queueAggregate, queueStream('A', DAY));
    await take(11);
    await tideReaction(elsewhere)(hall.commits().at(-1)!);
    expect((await proposals()).items).toMatchObject([{ id: 'T1', before: { waiting: 11 } }]);
  });

  it('says nothing twice, and a decline keeps it quiet', async () => {
    await take(12);
    await settle();
    expect((await proposals()).items).toHaveLength(1);
    const { body } = await walk.must(200, guide, 'POST', '/queues/A/proposals/T1/decline', {
      reason: 'passing',
    });
    expect(body).toMatchObject({ status: 'declined', decidedBy: 'guide.1姓名', reason: 'passing' });
    await take(1);
    await settle();
    expect((await proposals()).items).toHaveLength(1);
    await walk.must(404, guide, 'POST', '/queues/A/proposals/T9/decline', {});
    await walk.must(404, guide, 'GET', '/queues/Q/proposals');
  });
});
