import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CaseView, ClockExplanation, TrackView } from '../../shared/contracts/cases.ts';
import { TicketPosition, TicketView } from '../../shared/contracts/queues.ts';
import { staff } from '../support/hall.ts';
import { bearerOf, inProcess, type InProcess } from '../support/in-process.ts';
import { somebody, SYNTHETIC_PERSON, walkerOf, type Walker } from '../support/walk.ts';

const clerk = somebody('clerk.1', 'clerk');
const citizen = somebody('citizen.1', 'citizen');
const other = somebody('citizen.2', 'citizen');
const kiosk = somebody('kiosk.1', 'device');
const Cases = z.object({ items: z.array(CaseView), next: z.string().optional() });
const TODAY = '2026-11-23';

describe('what a citizen sees', () => {
  let hall: InProcess;
  let walk: Walker;

  beforeEach(async () => {
    hall = await inProcess();
    walk = walkerOf(hall);
  });

  const applyAs = async (who: string, channel: string) => {
    const matter = await walk.matterWhere(
      ({ caseType, audience, steps }) =>
        caseType === '承诺件' && audience.includes('个人') && steps === '一审一核',
    );
    const body = { ...walk.applicationFor(matter), channel };
    return CaseView.parse((await walk.must(201, who, 'POST', '/cases', body)).body);
  };

  it('finds the cases handed in with the own account, the latest first, and nobody else’s', async () => {
    const first = await applyAs(citizen, 'online');
    hall.setNow('2026-11-23T02:00:00.000Z' as Parameters<InProcess['setNow']>[0]);
    const second = await applyAs(citizen, 'online');
    await applyAs(clerk, 'window');
    await walk.must(200, clerk, 'POST', `/cases/${first.caseNo}/accept`, {});
    const mine = Cases.parse((await walk.must(200, citizen, 'GET', '/my-cases')).body);
    expect(mine.items.map(({ caseNo, status }) => [caseNo, status])).toEqual([
      [second.caseNo, 'received'],
      [first.caseNo, 'accepted'],
    ]);
    expect(Cases.parse((await walk.must(200, other, 'GET', '/my-cases')).body).items).toEqual([]);
    const page = Cases.parse((await walk.must(200, citizen, 'GET', '/my-cases?limit=1')).body);
    const rest = await walk.must(
      200,
      citizen,
      'GET',
      `/my-cases?limit=1&cursor=${encodeURIComponent(page.next ?? '')}`,
    );
    expect(Cases.parse(rest.body).items.map(({ caseNo }) => caseNo)).toEqual([first.caseNo]);
  });

  it('第42条: follows the limit day by day with the number and four digits, and with nothing else', async () => {
    const { caseNo, clock } = await applyAs(clerk, 'window');
    const read = (check: string) => hall.app.request(`/v1/track/${caseNo}/clock?check=${check}`);
    const answer = await read(SYNTHETIC_PERSON.idNo.slice(-4));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const { days, promisedDue } = ClockExplanation.parse(await answer.json());
    expect(promisedDue).toBe(clock?.promisedDue);
    expect(days[0]).toMatchObject({ day: TODAY, counts: false, why: '起算当日，不计入' });
    expect(days.find(({ day }) => day === '2026-11-28')).toMatchObject({ counts: false });
    for (const wrong of ['9999', '0000']) expect((await read(wrong)).status).toBe(404);
    const received = await applyAs(citizen, 'online');
    const early = `/v1/track/${received.caseNo}/clock?check=${SYNTHETIC_PERSON.idNo.slice(-4)}`;
    expect((await hall.app.request(early)).status).toBe(404);
  });

  it('B34: applies on the phone, follows the parcel of the result by its number, and never comes to the hall', async () => {
    const matter = await walk.matterWhere(
      ({ caseType, steps, audience }) =>
        caseType === '承诺件' && steps === '一审一核' && audience.includes('个人'),
    );
    const application = { ...walk.applicationFor(matter), channel: 'online' };
    const { body } = await walk.must(201, citizen, 'POST', '/cases', application);
    const path = `/cases/${String(body['caseNo'])}`;
    const reviewer = somebody('b.reviewer', 'reviewer', matter.department);
    const chief = bearerOf(staff('chief', { department: matter.department }));
    const issuer = somebody('issuer.1', 'issuer');
    await walk.must(200, clerk, 'POST', `${path}/accept`, {});
    await walk.must(200, reviewer, 'POST', `${path}/review`, { result: 'pass', opinion: '属实' });
    await walk.must(200, chief, 'POST', `${path}/decide`, { outcome: 'approved', opinion: '准予许可' });
    await walk.must(200, issuer, 'POST', `${path}/produce`, {});
    await walk.must(422, issuer, 'POST', `${path}/deliver`, { method: 'post' });
    await walk.must(200, issuer, 'POST', `${path}/deliver`, { method: 'post', tracking: 'EMS1234567' });
    const check = SYNTHETIC_PERSON.idNo.slice(-4);
    const answer = await hall.app.request(`/v1/track/${String(body['caseNo'])}?check=${check}`);
    const { status, steps } = TrackView.parse(await answer.json());
    expect([status, steps.at(-1)?.what]).toEqual(['closed', '送达（邮寄，快递单号 EMS1234567），办结']);
  });

  it('E37: sees the place of a number by its QR code without an account, on its day alone', async () => {
    const { body } = await walk.call('', 'GET', '/zones');
    const { items } = body as {
      items: { code: string; name: string; services: { code: string; name: string }[] }[];
    };
    const zone = items.find(({ code }) => code === 'A');
    const service = zone?.services[0];
    await walk.must(201, kiosk, 'POST', '/tickets', { service: service?.code });
    const ticket = TicketView.parse(
      (
        await walk.must(201, kiosk, 'POST', '/tickets', {
          service: service?.code,
          applicant: { idTail: '0016' },
        })
      ).body,
    );
    const path = `/tickets/${ticket.no}/position?day=${TODAY}`;
    const seen = await walk.must(200, '', 'GET', path);
    expect(TicketPosition.parse(seen.body)).toMatchObject({
      no: 'A002',
      status: 'waiting',
      ahead: 1,
      zone: zone?.name,
      service: service?.name,
    });
    expect(seen.body).not.toHaveProperty('cases');
    const tag = { 'if-none-match': seen.headers.get('etag') ?? '' };
    expect((await walk.call('', 'GET', path, undefined, tag)).status).toBe(304);
    expect((await walk.call('', 'GET', `/tickets/${ticket.no}/position?day=2026-11-22`)).status).toBe(404);
    expect((await walk.call('', 'GET', `/tickets/A900/position?day=${TODAY}`)).status).toBe(404);
  });
});
