import { beforeAll, describe, expect, it } from 'vitest';
import { ulid } from 'ulid';
import { deviceAggregate } from '../../shared/domain/device/device.ts';
import { queueAggregate, queueStream } from '../../shared/domain/queue/queue.ts';
import type { Subject, TenantCode } from '../../shared/kernel/ids.ts';
import { instantAt, type Day, type Instant } from '../../shared/kernel/instant.ts';
import { Streams } from '../../shared/ports/handle-command.ts';
import { bearerOf, inProcess, type InProcess } from '../../test/support/in-process.ts';
import { ingest, QueuedMessage } from './ingest.ts';

const HALL = '411323' as TenantCode;
const TODAY = '2026-11-23' as Day;
const CERTIFICATE = 'c0ffee';

let hall: InProcess;
let serial = 0;
let zone = '';
let service = '';

const enrol = async (name: string, kind: 'kiosk' | 'evaluator' | 'caller', window?: string) => {
  const actor = { sub: 'admin' as Subject, roles: ['admin'], tenant: HALL } as const;
  const profile = { kind, zone, place: { kind: 'hall' }, ...(window ? { window } : {}) } as const;
  const certificate = { id: CERTIFICATE, expires: '2028-11-22T00:00:00.000Z' as Instant };
  for (const command of [{ type: 'enrol', profile } as const, { type: 'certify', certificate } as const]) {
    serial += 1;
    const envelope = { at: hall.deps.clock.now(), actor, key: `k${serial}`, digest: 'd' };
    const done = await hall.deps.streams.execute(HALL, deviceAggregate, name, envelope, command);
    expect(done.ok).toBe(true);
  }
};
const message = (fields: object) => ({ id: ulid(), at: hall.deps.clock.now(), v: 1, ...fields });
const say = (device: string, kind: string, payload: unknown, certificate = CERTIFICATE) =>
  ingest({ ...hall.deps, messages: hall.hub })({
    topic: `ow/${HALL}/${device}/up/${kind}`,
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    certificate,
  });
const answersTo = (id: string) =>
  hall.hub.published.map(({ payload }) => payload).filter(({ replyTo }) => replyTo === id);
const problemIn = (id: string) => (answersTo(id)[0]?.['problem'] as { type: string } | undefined)?.type;

beforeAll(async () => {
  hall = await inProcess();
  const response = await hall.app.request(`/v1/${HALL}/zones`);
  const { items } = (await response.json()) as { items: { code: string; services: { code: string }[] }[] };
  zone = items[0]?.code ?? '';
  service = items[0]?.services[0]?.code ?? '';
  await enrol('kiosk', 'kiosk');
});

describe('a message of a device', () => {
  it('is answered, and a repetition with the same answer and the same id, however much came between', async () => {
    const asked = message({ service });
    await say('kiosk', 'ticket', asked);
    for (let other = 0; other < 5; other += 1) await say('kiosk', 'ticket', message({ service }));
    await say('kiosk', 'ticket', asked);
    const [first, again] = answersTo(asked.id);
    expect(again).toEqual(first);
    const { state } = await hall.deps.streams.load(HALL, queueAggregate, queueStream(zone, TODAY));
    expect(state.tickets.size).toBe(6);
  });

  it('with the id of another one is refused', async () => {
    const asked = message({ service });
    await say('kiosk', 'ticket', asked);
    await say('kiosk', 'ticket', { ...asked, priority: 'old' });
    expect(answersTo(asked.id)[1]?.['problem']).toMatchObject({ type: 'key-reused', status: 422 });
  });

  it('that was refused is refused again when it comes once more, also after a restart and when it could be done now', async () => {
    const window = `${zone}02`;
    await enrol('caller-9', 'caller', window);
    const early = message({ act: 'call-next', window });
    await say('caller-9', 'call', early);
    expect(problemIn(early.id)).toBe('window-not-open');
    const clerk = bearerOf({ sub: 'clerk.2', name: '', tenant: HALL, roles: ['clerk'], windows: [window] });
    const opened = await hall.app.request(`/v1/${HALL}/windows/${window}/open`, {
      method: 'POST',
      headers: { authorization: clerk, 'content-type': 'application/json' },
      body: '{}',
    });
    expect(opened.status).toBe(200);
    const before = hall.written();
    const restarted = {
      ...hall.deps,
      messages: hall.hub,
      streams: new Streams(hall.deps.log, hall.deps.clock),
    };
    await ingest(restarted)({
      topic: `ow/${HALL}/caller-9/up/call`,
      payload: JSON.stringify(early),
      certificate: CERTIFICATE,
    });
    const [first, again] = answersTo(early.id);
    expect(again).toEqual(first);
    expect(hall.written()).toBe(before);
    const pressed = message({ act: 'call-next', window });
    await say('caller-9', 'call', pressed);
    expect(problemIn(pressed.id)).toBeUndefined();
  });

  it('that asks for what is not there, or is badly formed, is told so', async () => {
    const cases = [
      [message({ service: 'nothing' }), 'bad-input'],
      [message({}), 'bad-input'],
      [message({ service, offlineNo: 'A5001' }), 'not-leased'],
      [message({ service, appointment: 'Y1' }), 'bad-input'],
    ] as const;
    for (const [payload, problem] of cases) {
      await say('kiosk', 'ticket', payload);
      expect(problemIn(payload.id), JSON.stringify(payload)).toBe(problem);
    }
  });

  it('whose answer never came is given back: its number is cancelled, whenever the message itself comes', async () => {
    const statusOf = async (no: unknown) => {
      const { state } = await hall.deps.streams.load(HALL, queueAggregate, queueStream(zone, TODAY));
      return state.tickets.get(String(no))?.status;
    };
    for (const order of ['before', 'never', 'after'] as const) {
      const asked = message({ service, priority: 'old' });
      const back = { ...asked, id: ulid(), returns: asked.id };
      if (order === 'before') await say('kiosk', 'ticket', asked);
      await say('kiosk', 'ticket', back);
      if (order === 'after') await say('kiosk', 'ticket', asked);
      await say('kiosk', 'ticket', back);
      const [first, again] = answersTo(back.id);
      expect(first, order).toMatchObject({ zone, no: expect.any(String) as string });
      expect(again, order).toEqual(first);
      expect(await statusOf(first?.['no']), order).toBe('cancelled');
      if (order !== 'never') expect(answersTo(asked.id)[0]?.['no'], order).toBe(first?.['no']);
    }
    const refused = message({ service: 'nothing' });
    await say('kiosk', 'ticket', refused);
    const back = { ...refused, id: ulid(), returns: refused.id };
    await say('kiosk', 'ticket', back);
    expect(problemIn(back.id)).toBe('bad-input');
  });

  it('with an appointment gets a number that waits for its slot, when the document shows whose it is', async () => {
    const today = hall.deps.clock.now();
    const start = instantAt('2026-11-24' as Day, '09:00');
    const person = { idType: '111', idNo: '411323199001010016' };
    const response = await hall.app.request(`/v1/${HALL}/appointments`, {
      method: 'POST',
      headers: {
        authorization: bearerOf({ sub: 'guide.1', name: '导办', tenant: HALL, roles: ['guide'] }),
        'content-type': 'application/json',
      },
      body: JSON.stringify({ service, start, person }),
    });
    const { no: appointment } = (await response.json()) as { no: string };
    hall.setNow(start);
    const foreign = message({ service, appointment, applicant: { idTail: '0024' } });
    await say('kiosk', 'ticket', foreign);
    expect(problemIn(foreign.id)).toBe('bad-input');
    const asked = message({ service, appointment, applicant: { idTail: '0016' } });
    await say('kiosk', 'ticket', asked);
    await say('kiosk', 'ticket', asked);
    expect(answersTo(asked.id)[0]?.['no']).toMatch(/^[A-Z]701$/);
    expect(answersTo(asked.id)[1]).toEqual(answersTo(asked.id)[0]);
    await say('kiosk', 'ticket', { ...asked, id: ulid(), returns: asked.id });
    const later = message({ service, appointment, applicant: { idTail: '0016' } });
    await say('kiosk', 'ticket', later);
    expect(answersTo(later.id)[0]?.['no']).toMatch(/^[A-Z]702$/);
    hall.setNow(today);
  });

  it('is dropped where no answer could reach anybody: no device, no certificate in use, no message', async () => {
    const asked = message({ service });
    const before = hall.hub.published.length;
    expect(await say('nobody', 'ticket', asked)).toBe('dropped');
    expect(await say('kiosk', 'ticket', asked, 'another')).toBe('dropped');
    for (const nonsense of ['{', '', 'null', '[]', '{"id": 7}'])
      expect(await say('kiosk', 'ticket', nonsense)).toBe('dropped');
    expect(hall.hub.published).toHaveLength(before);
  });

  it('comes from the queue of AWS in base64, by basic ingest or not', async () => {
    const asked = message({ service });
    const payload = Buffer.from(JSON.stringify(asked)).toString('base64');
    const topic = `$aws/rules/onewindow_prod_up/ow/${HALL}/kiosk/up/ticket`;
    const queued = QueuedMessage.parse({ topic, certificate: CERTIFICATE, payload });
    await ingest({ ...hall.deps, messages: hall.hub })(queued);
    expect(answersTo(asked.id)[0]).toMatchObject({ zone });
  });

  it('第51条: leaves no digit of the ID card in the log', async () => {
    const asked = message({ service, applicant: { idTail: '0016' } });
    await say('kiosk', 'ticket', asked);
    expect(answersTo(asked.id)[0]?.['no']).toBeDefined();
    const texts = hall.commits().filter(({ key }) => key.includes(asked.id));
    expect(texts).toHaveLength(1);
    expect(JSON.stringify(texts[0]?.events)).not.toContain('0016');
  });
});

describe('a number that was asked for yesterday', () => {
  it('is answered again, and not given anew', async () => {
    const asked = message({ service });
    const late = message({ service });
    await say('kiosk', 'ticket', asked);
    hall.setNow('2026-11-24T01:00:00.000Z' as Instant);
    await say('kiosk', 'ticket', asked);
    await say('kiosk', 'ticket', late);
    hall.setNow('2026-11-23T01:00:00.000Z' as Instant);
    const [first, again] = answersTo(asked.id);
    expect(again?.['no']).toBe(first?.['no']);
    expect(problemIn(late.id)).toBe('too-late');
  });
});

describe('whoever comes online', () => {
  it('is told what to offer, with numbers for four days of its own; the same ones again', async () => {
    const configs = async () => {
      const from = hall.hub.published.length;
      await say('kiosk', 'status', message({ online: true, version: String(from), spool: 0 }));
      return hall.hub.published.slice(from).filter(({ topic }) => topic.endsWith('/down/config'));
    };
    const [first] = await configs();
    const [second] = await configs();
    expect(first?.retain).toBe(true);
    const offline = first?.payload['offline'] as { day: string; first: number; last: number }[];
    expect(offline.map(({ day }) => day)).toEqual(['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26']);
    expect(second?.payload['offline']).toEqual(offline);
  });

  it('and says nothing new costs no commit', async () => {
    await say('kiosk', 'status', message({ online: true, version: 'same', spool: 0 }));
    const before = hall.written();
    for (let repeated = 0; repeated < 20; repeated += 1)
      await say('kiosk', 'status', message({ online: true, version: 'same', spool: repeated }));
    expect(hall.written()).toBe(before);
  });
});

describe('an evaluator', () => {
  it('rates what was done at its own window', async () => {
    await enrol('pad', 'evaluator', 'A01');
    const rating = message({ act: 'A001', grade: 5 });
    await say('pad', 'evaluation', rating);
    expect(problemIn(rating.id)).toBe('not-found');
  });
});
