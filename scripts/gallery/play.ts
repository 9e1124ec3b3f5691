import { z } from 'zod';
import { AppointmentsView } from '../../shared/contracts/appointments.ts';
import { BundleView } from '../../shared/contracts/bundles.ts';
import { ConsultationView } from '../../shared/contracts/consultations.ts';
import { CredentialsView } from '../../shared/contracts/devices.ts';
import { GrievanceView } from '../../shared/contracts/grievances.ts';
import type { MatterView } from '../../shared/contracts/matter.ts';
import { eventually } from '../../test/support/hall.ts';
import { startLocal } from '../../test/support/stack.ts';
import { playDay } from '../demo/day.ts';
import { Hall } from '../demo/hall.ts';
import { person } from '../demo/people.ts';
import { planDay, type Visit } from '../demo/plan.ts';
import { playQueue } from './queue-morning.ts';
import { DEVICES, TODAY, type World } from './world.ts';

const TWO_WEEKS_AGO = '2026-11-09T08:35:00.000+08:00';
const THIS_MORNING = `${TODAY}T08:35:00.000+08:00`;
const LAW_CHANGED = '2026-11-17';
const EARLIER_VISITS = 50;
const VISITS = 130;
const UNTOUCHED = 6;
/** Their people are others than those of the plan. */
const LEFT_FROM = 8_000;
const DECIDED_FROM = 8_600;
const DECIDED = 4;
const SPEED = 20;
const OFFICE = '县市场监督管理局';
const THEME = 'kbcyd';
const OWN = person(9_001);

const Items = z.object({ items: z.array(z.object({ caseNo: z.string(), code: z.string() }).partial()) });

/** Applications that one office has accepted and not touched, the shortest limit first. */
const untouched = (matters: readonly MatterView[], from: number): readonly Visit[] =>
  matters
    .filter(({ department, promisedDays }) => department === OFFICE && promisedDays > 0)
    .sort((one, other) => one.promisedDays - other.promisedDays)
    .slice(0, UNTOUCHED)
    .map((matter, n) => ({ index: from + n, matter, story: 'waits', minute: 0 }));

/** The visits that one office leaves, then those of the plan; answers the first of the office's. */
const playVisits = async (hall: Hall, from: number, to: number): Promise<string> => {
  const matters = await hall.matters();
  const [left] = await playDay(hall, untouched(matters, LEFT_FROM + from), undefined);
  if (!left) throw new Error(`${OFFICE} has no matter with a limit`);
  await playDay(hall, planDay(matters).slice(from, to), undefined);
  return left.case.caseNo;
};

/** One matter for some people, decided and not yet handed over: the last result is made, the others are still to be made. */
const playDecided = async (hall: Hall): Promise<void> => {
  const matters = (await hall.matters()).filter(({ steps }) => steps === '一审一核');
  const visits = Array.from({ length: DECIDED }, (_, n) => untouched(matters, DECIDED_FROM + n).slice(0, 1));
  const accepted = await playDay(hall, visits.flat(), undefined);
  const { reviewer, chief } = hall.office(OFFICE);
  for (const [n, { case: one }] of accepted.entries()) {
    await hall.act(one.caseNo, 'claim', reviewer);
    await hall.act(one.caseNo, 'review', reviewer, { result: 'pass', opinion: '经核查，材料真实有效' });
    await hall.act(one.caseNo, 'decide', chief, { outcome: 'approved', opinion: '符合条件，准予办理' });
    if (n === DECIDED - 1) await hall.act(one.caseNo, 'produce', hall.worker('issuer'));
    if (n === 0) await playRegisters(hall, one.caseNo);
  }
};

/** A result waits in the locker; somebody has looked at the window of which somebody else complained. */
const playRegisters = async (hall: Hall, caseNo: string): Promise<void> => {
  const admin = hall.account('admin.1');
  const feed = 'https://recorder.example/live/3';
  await hall.post('/devices', admin, { name: 'locker-1', kind: 'locker' });
  await hall.post('/lockers/locker-1/results', hall.worker('issuer'), { cell: '07', caseNo });
  await hall.post('/devices', admin, { name: 'camera-A03', kind: 'camera', window: 'A03', feed });
  const viewing = { purpose: 'complaint' };
  await hall.post('/cameras/camera-A03/viewings', hall.account('supervisor.1'), viewing);
};

/** `citizen.1` hands in an application without one paper, and is asked for it. */
const playOwnCase = async (hall: Hall, code: string): Promise<string> => {
  const citizen = hall.account('citizen.1');
  const clerk = hall.account('clerk.1');
  const guide = (await hall.get(`/matters/${code}`)) as { materials: { name: string; required: boolean }[] };
  const [missing = '', ...rest] = guide.materials.filter(({ required }) => required).map(({ name }) => name);
  const materials = [{ name: missing, provided: false }, ...rest.map((name) => ({ name, provided: true }))];
  const body = { matter: code, applicant: OWN, form: {}, materials, channel: 'online' };
  const { caseNo } = (await hall.post('/cases', citizen, body)) as { caseNo: string };
  await hall.act(caseNo, 'request-supplement', clerk, { items: [{ name: missing }] });
  return caseNo;
};

/** 开办餐饮店 by one application, with the two units at one table. */
const playBundle = async (hall: Hall): Promise<string> => {
  const clerk = hall.account('clerk.1');
  const theme = (await hall.get(`/themes/${THEME}`, clerk)) as { materials: { name: string }[] };
  const materials = theme.materials.map(({ name }) => ({ name, provided: true }));
  const body = { theme: THEME, applicant: person(9_002), form: {}, materials, channel: 'window' };
  const { bundleNo } = BundleView.parse(await hall.post('/bundles', clerk, body));
  const opened = await eventually(async () => {
    const bundle = BundleView.parse(await hall.get(`/bundles/${bundleNo}`, clerk));
    const isOpen = bundle.stages[0]?.cases.every(({ status }) => status === 'open');
    if (!isOpen) throw new Error(`${bundleNo}: not all cases are open`);
    return bundle;
  }, 60_000);
  const { chief } = hall.office(opened.theme.lead);
  const topic = '后厨与消防通道共用一处，是否同意';
  await hall.post(`/bundles/${bundleNo}/call-review`, chief, { topic });
  const opinion = '现场核查符合要求';
  await hall.post(`/bundles/${bundleNo}/sign-review`, chief, { agrees: true, opinion });
  return bundleNo;
};

const playComplaints = async (hall: Hall): Promise<void> => {
  const citizen = hall.account('citizen.1');
  const officer = hall.account('grievance.1');
  const { phone } = OWN;
  const write = async (category: string, text: string): Promise<string> =>
    GrievanceView.parse(await hall.post('/grievances', citizen, { category, text, phone })).no;
  const first = await write('many-trips', '为同一份证明跑了三趟，每次说的材料都不一样');
  await write('attitude', '咨询时窗口人员一直在打电话');
  await hall.post(`/grievances/${first}/accept`, officer);
  await hall.post(`/grievances/${first}/transfer`, officer, { department: '县民政局' });
};

/** One question is answered, one is with the unit that knows, one is new. */
const playQuestions = async (hall: Hall, matter: string): Promise<void> => {
  const citizen = hall.account('citizen.1');
  const guide = hall.account('guide.1');
  const ask = async (question: string): Promise<string> =>
    ConsultationView.parse(await hall.post('/consultations', citizen, { question, matter })).no;
  const plain = await ask('店面是租来的，房东没有房产证，可以用村里开的证明吗？');
  const complex = await ask('夫妻两人合开一家店，营业执照写一个人的名字还是两个人的？以后一方退出怎么办？');
  await ask('食品经营许可证上的地址和营业执照不一样，要先改哪一个？');
  const text = '可以。房屋没有产权证的，提交村（居）民委员会出具的场所使用证明和租赁合同。';
  await hall.post(`/consultations/${plain}/answer`, guide, { text });
  await hall.post(`/consultations/${complex}/mark-complex`, guide, { department: OFFICE });
};

/** Laws that changed: one that the hall should have followed by now, one of today. */
const playChanges = async (hall: Hall): Promise<void> => {
  const admin = hall.account('admin.1');
  const [late, fresh] = (await hall.matters()).filter(({ department }) => department === OFFICE);
  const announce = (code: string | undefined, published: string, reason: string): Promise<unknown> =>
    hall.post(`/matters/${code}/announce-change`, admin, {
      kinds: ['条件', '材料'],
      reason,
      basis: '《市场主体登记管理办法》修订',
      published,
      onSite: true,
    });
  await announce(late?.code, LAW_CHANGED, '不再要求提交住所证明原件，改为承诺');
  await announce(fresh?.code, TODAY, '增加电子营业执照作为身份证明');
};

const playAppointment = async (hall: Hall): Promise<void> => {
  const citizen = hall.account('citizen.1');
  const { items } = (await hall.get('/zones')) as { items: { services: { code: string }[] }[] };
  const service = items.find(({ services }) => services.length > 0)?.services[0]?.code;
  const { days } = AppointmentsView.parse(await hall.get(`/appointments?service=${service}`, citizen));
  const start = days[1]?.slots[2]?.start;
  const { idType, idNo } = OWN;
  await hall.post('/appointments', citizen, { service, start, person: { idType, idNo } });
};

const enrolDevices = async (hall: Hall): Promise<World['devices']> => {
  const admin = hall.account('admin.1');
  const devices: World['devices'] = {};
  for (const [name, place] of Object.entries(DEVICES))
    devices[name] = CredentialsView.parse(await hall.post('/devices', admin, { name, ...place }));
  return devices;
};

const playThisMorning = async (hall: Hall, redCase: string): Promise<World> => {
  const openCase = await playVisits(hall, EARLIER_VISITS, VISITS);
  await playDecided(hall);
  const [matter] = Items.parse(await hall.get('/matters?q=spjy')).items;
  const ownCase = await playOwnCase(hall, matter?.code ?? '');
  const bundle = await playBundle(hall);
  await playComplaints(hall);
  await playQuestions(hall, matter?.code ?? '');
  await playChanges(hall);
  await playAppointment(hall);
  const devices = await enrolDevices(hall);
  const numbers = await playQueue(hall);
  const supervisor = hall.account('supervisor.1');
  const badRating = await eventually(async () => {
    const page = await hall.get('/evaluations?followUp=open', supervisor);
    const [item] = (page as { items: { id: string }[] }).items;
    if (!item) throw new Error('no bad rating is in the list');
    return item.id;
  }, 60_000);
  await eventually(
    () => hall.post(`/supervision/${redCase}/urge`, supervisor, { note: '请于两个工作日内办结' }),
    60_000,
  );
  const ownCheck = OWN.idNo.slice(-4);
  return {
    redCase,
    openCase,
    ownCase,
    ownCheck,
    bundle,
    matter: matter?.code ?? '',
    badRating,
    devices,
    ...numbers,
  };
};

/** Plays two mornings into the folder, two weeks apart: what was left then is overdue now. */
export const play = async (dataDir: string, log: (text: string) => void): Promise<World> => {
  log('two weeks ago: cases come in');
  const then = await startLocal({ dataDir, now: TWO_WEEKS_AGO, speed: SPEED });
  let redCase: string;
  try {
    redCase = await playVisits(new Hall(then), 0, EARLIER_VISITS);
  } finally {
    await then.stop();
  }
  log('this morning: cases, numbers, ratings, complaints');
  const now = await startLocal({ dataDir, now: THIS_MORNING, speed: SPEED });
  try {
    return await playThisMorning(new Hall(now), redCase);
  } finally {
    await now.stop();
  }
};
