import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Account } from '../../infra/local/accounts.ts';
import { TicketView } from '../../shared/contracts/queues.ts';
import type { Hall } from '../demo/hall.ts';

const WINDOW = 'A01';
const ROUNDS = 5;
/** At twenty seconds of the hall for each real one: some two minutes of service. */
const SERVICE_MS = 6_000;
const CLERKS = ['clerk.1', 'clerk.2', 'clerk.3', 'clerk.4'];
/** More wait than the windows can serve soon: the hall is told to open one more. */
const CROWD = 34;
const PRIORITY_EVERY = 6;

const Zones = z.object({
  items: z.array(
    z.object({
      windows: z.array(z.object({ id: z.string(), services: z.array(z.string()) })),
    }),
  ),
});
const Called = z.object({ ticket: TicketView.nullable() });

const windowOf = ({ windows }: Account): string => windows?.[0] ?? '';

/** The terminal at a window that takes ratings. */
const padOf = (clerk: Account): Account => ({ ...clerk, sub: `pad.${windowOf(clerk)}`, roles: ['device'] });

const RATINGS = [
  { grade: 5, tags: ['517'] },
  { grade: 4, tags: ['413'] },
  { grade: 5, tags: [] },
  { grade: 2, tags: [], comment: '排队近一小时，窗口没有人说明要等多久' },
  { grade: 5, tags: [] },
  { grade: 3, tags: ['314'] },
  { grade: 1, tags: ['115'], comment: '问材料的事，答得不耐烦' },
] as const;

interface Served {
  readonly no: string;
  readonly clerk: Account;
}

const serveOne = async (hall: Hall, clerk: Account): Promise<Served | undefined> => {
  const at = (act: string): Promise<unknown> => hall.post(`/windows/${windowOf(clerk)}/${act}`, clerk);
  const { ticket } = Called.parse(await at('call-next'));
  if (!ticket) return undefined;
  await at('start');
  await pause(SERVICE_MS);
  await at('finish');
  return { no: ticket.no, clerk };
};

const takeNumbers = async (hall: Hall, services: readonly string[], count: number): Promise<string[]> => {
  const guide = hall.account('guide.1');
  const numbers: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const lane = n % PRIORITY_EVERY === PRIORITY_EVERY - 1 ? { lane: 'green', reason: 'old' } : {};
    const service = services[n % services.length];
    numbers.push(TicketView.parse(await hall.post('/tickets', guide, { service, ...lane })).no);
  }
  return numbers;
};

/** What the windows serve, at most four kinds of it. */
const servicesOf = async (hall: Hall): Promise<readonly string[]> => {
  const { items } = Zones.parse(await hall.get('/zones'));
  const windows = items.flatMap((zone) => zone.windows);
  return windows.find(({ id }) => id === WINDOW)?.services.slice(0, 4) ?? [];
};

/** All but the first say how it was, as far as there is something to say. */
const rate = async (hall: Hall, served: readonly Served[]): Promise<void> => {
  for (const [n, { no, clerk }] of served.slice(1).entries()) {
    const rating = RATINGS[n];
    if (rating) await hall.post('/evaluations', padOf(clerk), { act: no, ...rating });
  }
};

/** Half of the windows have begun, before the others stands nobody yet. */
const callNext = async (hall: Hall, clerks: readonly Account[]): Promise<void> => {
  for (const [n, clerk] of clerks.entries()) {
    await hall.post(`/windows/${windowOf(clerk)}/call-next`, clerk);
    if (n % 2 === 0) await hall.post(`/windows/${windowOf(clerk)}/start`, clerk);
  }
};

/** A morning of the counter: people take numbers, four windows serve some of them, a few say how it was. */
export const playQueue = async (hall: Hall): Promise<{ waiting: string; served: string }> => {
  const services = await servicesOf(hall);
  const clerks = CLERKS.map((sub) => hall.account(sub));
  for (const clerk of clerks) await hall.post(`/windows/${windowOf(clerk)}/open`, clerk);
  await takeNumbers(hall, services, clerks.length * ROUNDS);
  const served: Served[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const ended = await Promise.all(clerks.map((clerk) => serveOne(hall, clerk)));
    served.push(...ended.filter((each) => each !== undefined));
  }
  await rate(hall, served);
  const numbers = await takeNumbers(hall, services, CROWD);
  await callNext(hall, clerks);
  return { waiting: numbers.at(-1) ?? '', served: served[0]?.no ?? '' };
};
