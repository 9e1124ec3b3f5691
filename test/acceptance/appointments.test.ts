import { beforeEach, describe, expect, it } from 'vitest';
import { AppointmentsView, AppointmentView } from '../../shared/contracts/appointments.ts';
import type { ZoneView } from '../../shared/contracts/halls.ts';
import { TicketView } from '../../shared/contracts/queues.ts';
import { instantAt, type Day } from '../../shared/kernel/instant.ts';
import type { z } from 'zod';
import { staff } from '../support/hall.ts';
import { bearerOf, inProcess, type InProcess } from '../support/in-process.ts';
import { HALL, somebody, SYNTHETIC_PERSON, walkerOf, type Walker } from '../support/walk.ts';

const guide = somebody('guide.1', 'guide');
const kiosk = somebody('kiosk.1', 'device');
const citizen = somebody('citizen.1', 'citizen');
const stranger = somebody('citizen.2', 'citizen');
const clerk = bearerOf({
  sub: 'clerk.1',
  name: '测试窗口',
  tenant: HALL,
  roles: ['clerk'],
  windows: ['A01'],
});

const at = (day: string, time: string) => instantAt(day as Day, time);
const TUESDAY = '2026-11-24';
const NINE = at(TUESDAY, '09:00');
const ID_TYPE = SYNTHETIC_PERSON.idType;
const PERSON = { idType: ID_TYPE, idNo: SYNTHETIC_PERSON.idNo };
/** A passport each: other people. */
const other = (serial: number) => ({ idType: '414', idNo: `E0000000${serial}` });

describe('appointments', () => {
  let hall: InProcess;
  let walk: Walker;
  let service: string;

  beforeEach(async () => {
    hall = await inProcess();
    walk = walkerOf(hall);
    const { items } = (await walk.call('', 'GET', '/zones')).body as { items: z.infer<typeof ZoneView>[] };
    service = items.find(({ code }) => code === 'A')?.services[0]?.code ?? '';
  });

  const ask = (start: string, person: object = PERSON, who = citizen, headers = {}) =>
    walk.call(who, 'POST', '/appointments', { service, start, person }, headers);
  const book = async (...asked: Parameters<typeof ask>) => {
    const answer = await ask(...asked);
    expect(answer.status, answer.text).toBe(201);
    return AppointmentView.parse(answer.body);
  };
  const seen = async (who = citizen) =>
    AppointmentsView.parse((await walk.must(200, who, 'GET', `/appointments?service=${service}`)).body);
  const freeAt = async (start: string) =>
    (await seen()).days.flatMap(({ slots }) => slots).find((slot) => slot.start === start)?.free;
  const take = (who: string, body: object) => walk.call(who, 'POST', '/tickets', { service, ...body });

  it('a slot is shown with what is free of it, booked, and given back', async () => {
    expect((await seen()).days.slice(0, 5).map(({ day }) => day)).toEqual([
      TUESDAY,
      '2026-11-25',
      '2026-11-26',
      '2026-11-27',
      '2026-11-30',
    ]);
    const free = (await freeAt(NINE)) ?? 0;
    expect(free).toBeGreaterThan(0);
    const { no } = await book(NINE);
    expect(await freeAt(NINE)).toBe(free - 1);
    expect((await seen()).booked).toMatchObject([{ no, status: 'booked', start: NINE }]);
    expect((await seen(stranger)).booked).toEqual([]);
    expect((await seen(guide)).booked).toHaveLength(1);
    expect((await walk.call(stranger, 'POST', `/appointments/${no}/cancel`, {})).body['type']).toBe(
      'not-allowed',
    );
    expect((await walk.must(200, citizen, 'POST', `/appointments/${no}/cancel`, {})).body).toMatchObject({
      status: 'cancelled',
    });
    expect(await freeAt(NINE)).toBe(free);
  });

  it('the rules are told as the hall has set them, so that nobody reads of another hall', async () => {
    expect((await seen()).rules).toEqual({
      bookingFromDays: 1,
      bookingUpToDays: 5,
      bookingCancelHours: 2,
      holidayBookingDays: 3,
      noShowLimit: 2,
      noShowDays: 14,
    });
    const set = { bookingFromDays: 2, bookingUpToDays: 3, bookingCancelHours: 24 };
    await walk.must(200, somebody('admin.1', 'admin'), 'PUT', '/settings', set);
    hall.setNow(at('2026-11-23', '10:00'));
    const { rules, days } = await seen();
    expect(rules).toMatchObject(set);
    expect(days.slice(0, 2).map(({ day }) => day)).toEqual(['2026-11-25', '2026-11-26']);
  });

  it('of those who ask for one slot at once, as many get it as it holds', async () => {
    const free = (await freeAt(NINE)) ?? 0;
    const asked = Array.from({ length: free + 3 }, (_, index) => ask(NINE, other(index), guide));
    const answers = await Promise.all(asked);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(free);
    expect(answers.filter(({ body }) => body['type'] === 'slot-full')).toHaveLength(3);
    expect(await freeAt(NINE)).toBe(0);
  });

  it('one a person and day; a repetition of the request gets its first answer, even when the days have passed', async () => {
    const key = { 'idempotency-key': 'one' };
    const first = await book(NINE, PERSON, citizen, key);
    expect((await ask(at(TUESDAY, '14:00'), PERSON, guide)).body['type']).toBe('one-a-day');
    expect((await ask(at(TUESDAY, '08:00'), other(1))).body['type']).toBe('not-bookable');
    hall.setNow(at('2026-11-25', '09:00'));
    expect((await book(NINE, PERSON, citizen, key)).no).toBe(first.no);
    expect((await ask(NINE, other(1))).body['type']).toBe('not-bookable');
  });

  it('nothing in the log says who has booked', async () => {
    await book(NINE);
    const log = JSON.stringify(hall.commits());
    expect(log).not.toContain(PERSON.idNo);
    const wrong = await ask(NINE, { ...PERSON, idNo: `${PERSON.idNo.slice(0, -1)}0` });
    expect(wrong.body).toMatchObject({ type: 'bad-input', errors: [{ path: 'person.idNo' }] });
  });

  it('C23: whoever has not booked takes a number as before, also when every slot is full', async () => {
    const free = (await freeAt(NINE)) ?? 0;
    await Promise.all(Array.from({ length: free }, (_, index) => book(NINE, other(index), guide)));
    hall.setNow(NINE);
    expect((await take(kiosk, {})).body).toMatchObject({ lane: 'walk-in', status: 'waiting', ahead: 0 });
  });

  it('whoever has booked comes, gets one number, and is called in time before those without', async () => {
    const { no: appointment } = await book(NINE);
    hall.setNow(at(TUESDAY, '08:50'));
    await walk.must(200, clerk, 'POST', '/windows/A01/open', {});
    const walkIn = TicketView.parse((await take(kiosk, {})).body);
    const second = TicketView.parse((await take(kiosk, {})).body);
    expect((await take(kiosk, { appointment })).body['errors']).toMatchObject([{ path: 'appointment' }]);
    expect((await take(stranger, { appointment })).status).toBe(422);
    const applicant = { idTail: PERSON.idNo.slice(-4) };
    const booked = TicketView.parse((await take(kiosk, { appointment, applicant })).body);
    expect(booked).toMatchObject({ lane: 'appointment', slotAt: NINE, no: 'A701' });
    expect((await take(citizen, { appointment })).body['type']).toBe('appointment-used');
    const call = async () => {
      const { body } = await walk.must(200, clerk, 'POST', '/windows/A01/call-next', {});
      await walk.must(200, clerk, 'POST', '/windows/A01/finish', {});
      return (body['ticket'] as { no: string }).no;
    };
    expect(await call()).toBe(walkIn.no);
    hall.setNow(NINE);
    expect(await call()).toBe(booked.no);
    expect(await call()).toBe(second.no);
    expect((await seen()).booked).toMatchObject([{ status: 'kept' }]);
    expect((await walk.call(citizen, 'POST', `/appointments/${appointment}/cancel`, {})).status).toBe(409);
  });

  it('whoever gave the number back may take another for the same appointment', async () => {
    const { no: appointment } = await book(NINE);
    hall.setNow(NINE);
    const { no } = TicketView.parse((await take(citizen, { lane: 'appointment', appointment })).body);
    await walk.must(200, citizen, 'POST', `/tickets/${no}/cancel`, {});
    expect((await take(citizen, { appointment })).status).toBe(201);
  });

  it('a number for a booking of another day, of nobody or with a green reason is not given', async () => {
    const { no: appointment } = await book(NINE);
    for (const body of [{ appointment }, { lane: 'appointment' }, { appointment: 'Y20261123-0001' }]) {
      expect((await take(citizen, body)).body['errors']).toEqual([
        { path: 'appointment', message: '没有这个预约，请核对预约编号、证件号码和所选的业务' },
      ]);
    }
    hall.setNow(NINE);
    expect((await take(citizen, { appointment, lane: 'green', reason: 'old' })).status).toBe(422);
    hall.setNow(at(TUESDAY, '09:30'));
    expect((await take(citizen, { appointment })).body['type']).toBe('appointment-missed');
  });

  it('whoever stayed away twice cannot book for a while, and can take a number (C23)', async () => {
    await book(NINE);
    await book(at('2026-11-25', '09:00'));
    hall.setNow(at('2026-11-26', '09:00'));
    const next = at('2026-11-27', '09:00');
    expect((await ask(next)).body['type']).toBe('no-show-limit');
    expect((await take(citizen, {})).status).toBe(201);
    await book(next, other(1));
    hall.setNow(at('2026-12-09', '09:00'));
    await book(at('2026-12-10', '09:00'));
  });

  it('E46: service in a holiday is booked three working days before, handled in it and posted free', async () => {
    hall.setNow(at('2026-09-28', '17:00'));
    const start = at('2026-10-02', '09:00');
    const day = (await seen()).days.find((each) => each.day === '2026-10-02');
    expect(day).toMatchObject({ holiday: '国庆节' });
    const { no, holiday } = await book(start);
    expect(holiday).toEqual({ name: '国庆节', delivery: 'post', postageFen: 0 });
    hall.setNow(at('2026-09-29', '00:00'));
    expect((await ask(start, other(1))).body['type']).toBe('holiday-deadline');
    expect((await seen(guide)).booked).toMatchObject([{ no, holiday: { name: '国庆节' } }]);
    hall.setNow(start);
    expect((await take(citizen, { appointment: no })).body).toMatchObject({ lane: 'appointment' });
  });

  it('E46: what was applied for inside the holiday is handled in it, and its result posted at no charge', async () => {
    hall.setNow(at('2026-09-28', '09:00'));
    const start = at('2026-10-02', '09:00');
    const { no: appointment } = await book(start);
    hall.setNow(start);
    const { no: ticket } = TicketView.parse((await take(citizen, { appointment })).body);
    const matter = await walk.matterWhere(({ steps }) => steps === '一审一核');
    const { department } = matter;
    const [reviewer, issuer] = [
      somebody('h.reviewer', 'reviewer', department),
      somebody('h.issuer', 'issuer'),
    ];
    const chief = bearerOf(staff('chief', { department }));
    for (const act of ['open', 'call-next', 'start'])
      await walk.must(200, clerk, 'POST', `/windows/A01/${act}`, {});
    const application = { ...walk.applicationFor(matter), ticket };
    const { caseNo } = (await walk.must(201, clerk, 'POST', '/cases', application)).body;
    const act = (who: string, name: string, body: object) =>
      walk.must(200, who, 'POST', `/cases/${String(caseNo)}/${name}`, body);
    await act(reviewer, 'review', { result: 'pass', opinion: '属实' });
    await act(chief, 'decide', { outcome: 'approved', opinion: '准予许可' });
    await act(issuer, 'produce', {});
    const posted = { method: 'post', tracking: 'EMS1234567' };
    const charged = { ...posted, postageFen: 1_200 };
    const refused = await walk.must(422, issuer, 'POST', `/cases/${String(caseNo)}/deliver`, charged);
    expect(refused.body['type']).toBe('bad-input');
    expect((await act(issuer, 'deliver', posted)).body['status']).toBe('closed');
    const { events } = hall.commits().findLast(({ stream }) => stream.aggregate === 'case') ?? { events: [] };
    expect(events.find(({ type }) => type === 'ResultDelivered')?.data).toEqual(posted);
  });
});
