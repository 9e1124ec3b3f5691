import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BundleView, ThemeGuide } from '../../shared/contracts/bundles.ts';
import { COMPANY, COUNTY, eventually, hallOf, PERSON, staff, type HallCalls } from '../support/hall.ts';
import { startStack, type Identity, type Stack } from '../support/stack.ts';
import { MatterView } from '../../shared/contracts/matter.ts';

const OPINION = '材料与原件核对一致，拟同意。';
const officer = (role: string, sub: string, department: string): Identity => ({
  sub,
  name: `${sub}姓名`,
  tenant: COUNTY,
  roles: [role],
  department,
});

/** The same walk against whatever stack the suite runs on: the local one, or one that is deployed. */
describe('linked cases by HTTP', () => {
  let stack: Stack;
  let hall: HallCalls;
  const clerk = staff('clerk');
  const issuer = staff('issuer');

  beforeAll(async () => {
    stack = await startStack();
    hall = hallOf(stack);
  });
  afterAll(() => stack.stop());

  const read = async (no: string): Promise<BundleView> =>
    BundleView.parse((await hall.get(clerk, `/bundles/${no}`)).body);
  const casesOf = ({ stages }: BundleView) => stages.flatMap(({ cases }) => cases);

  const decide = async ({ caseNo = '', department, matter }: ReturnType<typeof casesOf>[number]) => {
    const { steps } = MatterView.parse((await hall.get(clerk, `/matters/${matter}`)).body);
    const reviewer = officer('reviewer', `r.${department}`, department);
    await hall.act(reviewer, caseNo, 'claim');
    if (steps !== '审核合一')
      await hall.act(reviewer, caseNo, 'review', { result: 'pass', opinion: OPINION });
    if (steps === '一审两核' || steps === '特别程序') {
      const verifier = officer('reviewer', `v.${department}`, department);
      await hall.act(verifier, caseNo, 'verify', { result: 'pass', opinion: OPINION });
    }
    const chief = staff('chief', { department });
    await hall.act(chief, caseNo, 'decide', { outcome: 'approved', opinion: OPINION });
    await hall.act(issuer, caseNo, 'produce');
  };

  it.each([
    ['kbcyd', '开办餐饮店', PERSON],
    ['xsecs', '新生儿出生', PERSON],
    ['qyxxbg', '企业信息变更', COMPANY],
  ])('C24: %s %s, from one form to one delivery', async (theme, name, applicant) => {
    const guide = ThemeGuide.parse((await hall.get(clerk, `/themes/${theme}`)).body);
    expect(guide.theme.name).toBe(name);
    const materials = guide.materials.map(({ name: paper }) => ({ name: paper, provided: true }));
    const application = { theme, applicant, form: { 备注: '测试用表' }, materials, channel: 'window' };
    const answer = await hall.post(clerk, '/bundles', application);
    expect(answer.status, answer.text).toBe(201);
    const { bundleNo } = BundleView.parse(answer.body);
    let rounds = 0;
    for (let bundle = await read(bundleNo); bundle.status === 'running'; bundle = await read(bundleNo)) {
      const done = casesOf(bundle).filter(({ status }) => status === 'approved').length;
      const ready = await eventually(async () => {
        const now = casesOf(await read(bundleNo)).filter(({ status }) => status === 'open');
        expect(now.length).toBeGreaterThan(0);
        return now;
      });
      for (const each of ready) await decide(each);
      await eventually(async () => {
        const now = await read(bundleNo);
        expect(casesOf(now).filter(({ status }) => status === 'approved').length).toBe(done + ready.length);
      });
      expect((rounds += 1)).toBeLessThan(13);
    }
    const concluded = await read(bundleNo);
    expect(concluded.outcome).toBe('approved');
    const delivery = { method: 'counter', signedBy: '测试甲乙' };
    expect((await hall.post(issuer, `/bundles/${bundleNo}/deliver`, delivery)).status).toBe(200);
    await eventually(async () => {
      for (const { caseNo } of casesOf(concluded)) {
        expect((await hall.get(clerk, `/cases/${caseNo}`)).body).toMatchObject({ status: 'closed' });
      }
    });
  });
});
