import { expect } from 'vitest';
import { BundleView } from '../../shared/contracts/bundles.ts';
import { accountOf, applicationFor, catalogue, COUNTY, eventually, hallOf, PERSON } from '../support/hall.ts';
import type { Identity, LocalStack } from '../support/stack.ts';

const DAY = '2026-11-23';
const THEME = 'kbcyd';
const WINDOW = 'A01';
const VIEWS_MS = 30_000;
const MACHINE: Identity = { sub: 'machine.test', name: '', tenant: COUNTY, roles: ['device'] };

type Hall = ReturnType<typeof hallOf>;

const done = async (hall: Hall, who: Identity, path: string, body: object = {}): Promise<unknown> => {
  const answer = await hall.post(who, path, body);
  expect([200, 201], `${path}: ${answer.text}`).toContain(answer.status);
  return answer.body;
};
const numberFor = async (hall: Hall, who: Identity, service: string | undefined): Promise<string> =>
  ((await done(hall, who, '/tickets', { service })) as { no: string }).no;

/** Somebody's number is served and rated badly, a citizen's is served, the next one waits. */
const playQueue = async (hall: Hall): Promise<{ served: string; waiting: string; badRating: string }> => {
  const [clerk, citizen] = [accountOf('clerk.1'), accountOf('citizen.1')];
  const { items } = (await hall.get(clerk, '/zones')).body as { items: { services: { code: string }[] }[] };
  const service = items[0]?.services[0]?.code;
  const rated = await numberFor(hall, MACHINE, service);
  const served = await numberFor(hall, citizen, service);
  for (const act of ['open', 'call-next', 'start', 'finish', 'call-next', 'start', 'finish'])
    await done(hall, clerk, `/windows/${WINDOW}/${act}`);
  const waiting = await numberFor(hall, citizen, service);
  await numberFor(hall, MACHINE, service);
  await done(hall, MACHINE, '/evaluations', { act: rated, grade: 1, tags: ['115'], comment: '态度不好' });
  const badRating = await eventually(async () => {
    const { body } = await hall.get(accountOf('supervisor.1'), '/evaluations?followUp=open');
    const [item] = (body as { items: { id: string }[] }).items;
    return item?.id ?? expect.fail('no bad rating is in the list');
  }, VIEWS_MS);
  return { served, waiting, badRating };
};

/** A linked case whose lead has called a joint review and agreed. */
const playBundle = async (hall: Hall): Promise<string> => {
  const clerk = accountOf('clerk.1');
  const guide = (await hall.get(clerk, `/themes/${THEME}`)).body as { materials: { name: string }[] };
  const materials = guide.materials.map(({ name }) => ({ name, provided: true }));
  const body = { theme: THEME, applicant: PERSON, form: {}, materials, channel: 'window' };
  const { bundleNo, theme } = BundleView.parse(await done(hall, clerk, '/bundles', body));
  const lead = accountOf('shichang.chief');
  expect(lead.department).toBe(theme.lead);
  await done(hall, lead, `/bundles/${bundleNo}/call-review`, { topic: '后厨与消防通道共用一处，是否同意' });
  await done(hall, lead, `/bundles/${bundleNo}/sign-review`, { agrees: true, opinion: '现场核查符合要求' });
  return bundleNo;
};

/** A result lies in the locker, and somebody has looked at a camera. */
const playRegisters = async (hall: Hall, caseNo: string): Promise<void> => {
  const admin = accountOf('admin.1');
  const camera = { name: 'camera-1', kind: 'camera', window: WINDOW, feed: 'https://recorder.example/1' };
  await done(hall, admin, '/devices', { name: 'locker-1', kind: 'locker' });
  await done(hall, admin, '/devices', camera);
  await done(hall, accountOf('issuer.1'), '/lockers/locker-1/results', { cell: '07', caseNo });
  await done(hall, accountOf('supervisor.1'), '/cameras/camera-1/viewings', { purpose: 'patrol' });
};

/** Where a page of the router has something to show, by its path; every other page is at its path. */
export type Addresses = Readonly<Record<string, string>>;

/** Plays a morning, so that every page of the app has something to show. */
export const playMorning = async (stack: LocalStack): Promise<Addresses> => {
  const hall = hallOf(stack);
  const [clerk, citizen] = [accountOf('clerk.1'), accountOf('citizen.1')];
  const { department } = accountOf('shichang.reviewer');
  const matter = (await catalogue(stack)).find(
    (each) => each.department === department && each.steps === '一审一核',
  );
  if (!matter) throw new Error('no such matter');
  const { caseNo } = await hall.apply(clerk, applicationFor(matter));
  const own = await hall.apply(citizen, applicationFor(matter, { channel: 'online' }));
  const issued = await hall.apply(clerk, applicationFor(matter));
  await hall.act(accountOf('shichang.reviewer'), issued.caseNo, 'review', {
    result: 'pass',
    opinion: '同意',
  });
  await hall.act(accountOf('shichang.chief'), issued.caseNo, 'decide', {
    outcome: 'approved',
    opinion: '准予许可',
  });
  await playRegisters(hall, issued.caseNo);
  await done(hall, citizen, '/grievances', {
    category: 'attitude',
    text: '咨询时窗口人员一直在打电话',
    phone: PERSON.phone,
  });
  await done(hall, citizen, '/consultations', {
    question: '父母去世后房产过户要哪些材料',
    matter: matter.code,
  });
  const bundleNo = await playBundle(hall);
  const { served, waiting, badRating } = await playQueue(hall);
  await eventually(async () => {
    const { body } = await hall.get(accountOf('shichang.reviewer'), '/inbox?limit=200');
    expect(JSON.stringify(body)).toContain(caseNo);
  }, VIEWS_MS);
  const area = `/hall/${COUNTY}`;
  return {
    '/:rest(.*)*': '/no-such-page',
    '/admin/catalogue/:code': `/admin/catalogue/${matter.code}`,
    '/counter/cases/:caseNo': `/counter/cases/${caseNo}`,
    '/office/cases/:caseNo': `/office/cases/${caseNo}`,
    '/counter/bundles/:no': `/counter/bundles/${bundleNo}`,
    '/office/bundles/:no': `/office/bundles/${bundleNo}`,
    '/supervision/cases/:caseNo': `/supervision/cases/${caseNo}`,
    '/supervision/evaluations/file': `/supervision/evaluations/file?id=${badRating}`,
    '/hall/:tenant(\\d+)': area,
    '/hall/:tenant(\\d+)/guides': `${area}/guides`,
    '/hall/:tenant(\\d+)/floors': `${area}/floors`,
    '/hall/:tenant(\\d+)/guides/:code': `${area}/guides/${matter.code}`,
    '/hall/:tenant(\\d+)/tickets': `${area}/tickets`,
    '/hall/:tenant(\\d+)/tickets/:no': `${area}/tickets/${waiting}?day=${DAY}`,
    '/hall/:tenant(\\d+)/apply/:code': `${area}/apply/${matter.code}`,
    '/hall/:tenant(\\d+)/grievance': `${area}/grievance`,
    '/hall/:tenant(\\d+)/consultations': `${area}/consultations?matter=${matter.code}`,
    '/hall/:tenant(\\d+)/appointments': `${area}/appointments`,
    '/track/:no?': `/track/${own.caseNo}`,
    '/my/:caseNo': `/my/${own.caseNo}`,
    '/evaluate/:act': `/evaluate/${served}`,
  };
};
