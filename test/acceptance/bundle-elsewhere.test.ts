import { beforeAll, describe, expect, it } from 'vitest';
import { BundleView } from '../../shared/contracts/bundles.ts';
import type { Role } from '../../shared/kernel/actor.ts';
import { bundleAggregate } from '../../shared/domain/bundle/decide.ts';
import { BundleFaultError } from '../../functions/bundle/advance.ts';
import { openCase } from '../../functions/bundle/open-case.ts';
import { inMemoryNumbers } from '../support/in-memory-numbers.ts';
import { bearerOf, inProcess, type InProcess } from '../support/in-process.ts';
import { announceScan, SCAN, scanIn } from '../support/one-file.ts';
import { HALL, somebody, SYNTHETIC_PERSON, walkerOf, type Walker } from '../support/walk.ts';

const TOWNSHIP = '411323101';
const HERE = '生育登记';
const THERE = '出生登记（户口）';
const OPINION = '材料与原件核对一致，拟同意。';

const inTownship = (sub: string, role: Role): string =>
  bearerOf({ sub, name: `${sub}姓名`, tenant: TOWNSHIP, roles: [role] });
const CLERK = inTownship('e.clerk', 'clerk');

describe('C32: a matter of another hall and level in a linked case', () => {
  let hall: InProcess;
  let township: Walker;
  let county: Walker;
  /** Whether the county's numbers can be reached. */
  let isReachable = true;
  const numbers = inMemoryNumbers();

  beforeAll(async () => {
    hall = await inProcess({
      storage: {
        files: scanIn(TOWNSHIP),
        numbers: {
          for: (tenant) => {
            if (tenant === HALL && !isReachable) throw new Error('no answer in time');
            return numbers.for(tenant);
          },
        },
      },
    });
    township = walkerOf(hall, TOWNSHIP);
    county = walkerOf(hall);
    const theme = {
      name: '乡镇新生儿',
      lead: '县卫生健康委员会',
      matters: [HERE, THERE],
      halls: { [THERE]: HALL },
      promisedDays: null,
      list: '地方主题',
      listVerified: false,
    };
    await township.must(200, inTownship('e.admin', 'admin'), 'PUT', '/themes/xzxse', theme);
    const delegation = { to: TOWNSHIP, from: '2026-01-01' };
    await county.must(200, somebody('e.admin', 'admin'), 'PUT', '/delegations/e-1', delegation);
    // Facts of other streams may be some seconds old (ADR 005).
    hall.setNow('2026-11-23T01:00:30.000Z' as never);
  });

  it('C26: a township offers the themes of its county, and its own in place of one of them', async () => {
    const { body } = await township.must(200, '', 'GET', '/themes');
    const codes = (body['items'] as { code: string }[]).map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['kbcyd', 'xsecs', 'qyxxbg', 'xzxse']));
    const { body: above } = await county.must(200, '', 'GET', '/themes');
    expect((above['items'] as { code: string }[]).map(({ code }) => code)).not.toContain('xzxse');
    const { body: guide } = await township.must(200, '', 'GET', '/themes/kbcyd');
    expect(guide['theme']).toMatchObject({ name: '开办餐饮店' });
  });

  const open = async (change: object = {}): Promise<string> => {
    const { body: guide } = await township.must(200, '', 'GET', '/themes/xzxse');
    const materials = (guide['materials'] as { name: string }[]).map(({ name }) => ({
      name,
      provided: true,
    }));
    const body = { theme: 'xzxse', applicant: SYNTHETIC_PERSON, form: {}, materials, channel: 'window' };
    const { body: opened } = await township.must(201, CLERK, 'POST', '/bundles', { ...body, ...change });
    return opened['bundleNo'] as string;
  };
  /** Delivers the news again as long as somebody falls over it, as the stream does. */
  const settle = async (no: string): Promise<BundleView> => {
    for (let faults = 0; faults <= 6; faults += 1) {
      try {
        await hall.settle();
        return BundleView.parse((await township.must(200, CLERK, 'GET', `/bundles/${no}`)).body);
      } catch (error) {
        if (!(error instanceof BundleFaultError)) throw error;
      }
    }
    throw new Error('the openings never come to rest');
  };
  const partOf = ({ stages }: BundleView, name: string) => {
    const found = stages.flatMap(({ cases }) => cases).find((each) => each.name === name);
    if (!found) throw new Error(`no case ${name}`);
    return found;
  };

  it('is opened there under the recorded delegation, with the person and the papers readable there', async () => {
    const { body: guide } = await township.must(200, '', 'GET', '/themes/xzxse');
    const materials = (guide['materials'] as { name: string }[]).map(({ name }) => ({
      name,
      provided: true,
      file: SCAN.id,
    }));
    const upload = { name: '身份证.pdf', type: 'application/pdf', size: 1, sha256: '0'.repeat(64) };
    await township.must(201, CLERK, 'POST', '/files', upload);
    await announceScan(hall.deps.vault.for(TOWNSHIP as never), 'e.clerk');
    const bundle = await settle(await open({ materials }));
    const there = partOf(bundle, THERE);
    expect(there).toMatchObject({ status: 'open', hall: HALL });
    expect(there.caseNo?.startsWith(HALL)).toBe(true);
    expect(partOf(bundle, HERE).caseNo?.startsWith(TOWNSHIP)).toBe(true);
    const officer = somebody('e.reviewer', 'reviewer', there.department);
    const path = `/cases/${there.caseNo}`;
    const { body: log } = await county.must(200, officer, 'GET', `${path}/log`);
    const [first] = log['items'] as { events: { data: object }[] }[];
    expect(first?.events[0]?.data).toMatchObject({
      receivedBy: { tenant: TOWNSHIP, delegation: 'e-1' },
      bundle: { no: bundle.bundleNo, tenant: TOWNSHIP },
    });
    const { body: paper } = await county.must(200, officer, 'GET', `/files/${SCAN.id}?case=${there.caseNo}`);
    expect(paper).toMatchObject({ download: { url: `https://files.invalid/${TOWNSHIP}/${SCAN.id}` } });
    await county.must(404, officer, 'GET', `/files/${SCAN.id}`);
    const { body: person } = await county.must(200, officer, 'GET', `${path}/person`);
    expect(JSON.stringify(person)).toContain('测试甲乙');
  });

  it('its end there moves the bundle here', async () => {
    const bundle = await settle(await open());
    const there = partOf(bundle, THERE);
    const decline = { reason: OPINION, competentAgency: '邻县公安局' };
    const { status } = (await county.must(200, somebody('e.clerk', 'clerk'), 'GET', `/cases/${there.caseNo}`))
      .body;
    expect(status).toBe('accepted');
    const officer = somebody('e.reviewer', 'reviewer', there.department);
    await county.must(200, officer, 'POST', `/cases/${there.caseNo}/claim`, {});
    await county.must(409, somebody('e.clerk', 'clerk'), 'POST', `/cases/${there.caseNo}/decline`, decline);
    await township.must(200, CLERK, 'POST', `/bundles/${bundle.bundleNo}/withdraw`, {});
    expect(await settle(bundle.bundleNo)).toMatchObject({ status: 'concluded', outcome: 'withdrawn' });
  });

  it('without a delegation it is tried three times, shown to the lead, and opened once there is one', async () => {
    const admin = somebody('e.admin', 'admin');
    await county.must(200, admin, 'POST', '/delegations/e-1/revoke', { reason: '期满' });
    const no = await open();
    hall.setNow('2026-11-23T01:01:00.000Z' as never);
    const stuck = await settle(no);
    expect(stuck.attention).toEqual([THERE]);
    expect(partOf(stuck, THERE).failure).toMatchObject({ code: 'not-delegated', attempts: 3 });
    expect(partOf(stuck, HERE).status).toBe('open');
    await county.must(200, admin, 'PUT', '/delegations/e-2', { to: TOWNSHIP, from: '2026-01-01' });
    hall.setNow('2026-11-23T01:02:00.000Z' as never);
    await township.must(200, CLERK, 'POST', `/bundles/${no}/retry-opening`, { name: THERE });
    expect(partOf(await settle(no), THERE).status).toBe('open');
  });

  it('a hall that does not answer holds up nothing else, and does not hang in silence', async () => {
    isReachable = false;
    const no = await open();
    const stuck = await settle(no);
    expect(partOf(stuck, HERE).status).toBe('open');
    expect(partOf(stuck, THERE)).toMatchObject({
      status: 'planned',
      failure: { code: 'opening-failed', attempts: 3 },
    });
    const { body: list } = await township.must(200, CLERK, 'GET', '/bundles?attention=true');
    expect(list['items']).toMatchObject([{ bundleNo: no, attention: [THERE] }]);
    isReachable = true;
    await township.must(200, CLERK, 'POST', `/bundles/${no}/retry-opening`, { name: THERE });
    const again = await settle(no);
    expect(again.attention).toEqual([]);
    expect(partOf(again, THERE).status).toBe('open');
  });

  it('an opening that nobody wants to try any more is given up, and the rest goes on', async () => {
    isReachable = false;
    const no = await open();
    await settle(no);
    await township.must(200, CLERK, 'POST', `/bundles/${no}/drop-case`, { name: THERE });
    isReachable = true;
    const dropped = await settle(no);
    expect(partOf(dropped, THERE).status).toBe('dropped');
    expect(dropped.status).toBe('running');
  });

  it('an opening that was given up and came about after all is withdrawn', async () => {
    const admin = somebody('e.admin', 'admin');
    await county.must(200, admin, 'POST', '/delegations/e-2/revoke', { reason: '期满' });
    hall.setNow('2026-11-23T01:03:00.000Z' as never);
    const no = await open();
    const stuck = await settle(no);
    const { caseNo } = partOf(stuck, THERE);
    const { state: before } = await hall.deps.streams.load(TOWNSHIP as never, bundleAggregate, no);
    if (before.status === 'none') throw new Error('no bundle');
    await township.must(200, CLERK, 'POST', `/bundles/${no}/drop-case`, { name: THERE });
    expect(partOf(await settle(no), THERE).status).toBe('dropped');

    await county.must(200, admin, 'PUT', '/delegations/e-3', { to: TOWNSHIP, from: '2026-01-01' });
    hall.setNow('2026-11-23T01:04:00.000Z' as never);
    const late = before.cases.find(({ name }) => name === THERE);
    if (!late) throw new Error(`no case ${THERE}`);
    expect(await openCase(hall.deps, TOWNSHIP as never, before, late)).toBeUndefined();
    const clerk = somebody('e.clerk', 'clerk');
    const statusOf = async () => (await county.must(200, clerk, 'GET', `/cases/${caseNo}`)).body['status'];
    expect(await statusOf()).toBe('accepted');
    await settle(no);
    expect(await statusOf()).toBe('withdrawn');
  });
});
