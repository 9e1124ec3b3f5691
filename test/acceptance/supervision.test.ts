import { beforeAll, describe, expect, it } from 'vitest';
import { evaluate } from '../../functions/clock/evaluate.ts';
import { CaseView } from '../../shared/contracts/cases.ts';
import { pageOf } from '../../shared/contracts/common.ts';
import { MatterItem, MatterView } from '../../shared/contracts/matter.ts';
import { SupervisionItem } from '../../shared/contracts/supervision.ts';
import type { Role } from '../../shared/kernel/actor.ts';
import type { CaseNo, TenantCode } from '../../shared/kernel/ids.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { applicationFor, COUNTY, TOWNSHIP } from '../support/hall.ts';
import { bearerOf, inProcess, type InProcess } from '../support/in-process.ts';

const Board = pageOf(SupervisionItem);

let hall: InProcess;

const call = async (
  roles: readonly Role[],
  method: string,
  path: string,
  body?: unknown,
  tenant = COUNTY,
  department?: string,
): Promise<Response> =>
  hall.app.request(`/v1/${tenant}${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      authorization: bearerOf({
        sub: roles.join(),
        name: '监察',
        tenant,
        roles,
        ...(department && { department }),
      }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

const board = async (query = '', tenant = COUNTY) =>
  Board.parse(await (await call(['supervisor'], 'GET', `/supervision${query}`, undefined, tenant)).json())
    .items;

const longMatter = async (tenant: string): Promise<MatterView> => {
  const page = pageOf(MatterItem).parse(
    await (await hall.app.request(`/v1/${tenant}/matters?limit=200`)).json(),
  );
  for (const { code } of page.items) {
    const matter = MatterView.parse(await (await hall.app.request(`/v1/${tenant}/matters/${code}`)).json());
    if (matter.caseType === '承诺件' && matter.promisedDays >= 3 && matter.promisedDays <= 15) return matter;
  }
  throw new Error(`no matter with a promise in ${tenant}`);
};

/** A case that nobody handles until its promise has passed. */
const overdue = async (tenant: string): Promise<CaseView & { department: string }> => {
  hall.setNow('2026-11-23T01:00:00.000Z' as Instant);
  const matter = await longMatter(tenant);
  const answer = await call(['clerk'], 'POST', '/cases', applicationFor(matter), tenant);
  const opened = CaseView.parse(await answer.json());
  hall.setNow('2026-12-21T01:00:00.000Z' as Instant);
  const stretch = opened.status === 'accepted' ? 1 : 0;
  await evaluate(hall.deps, { tenant: tenant as TenantCode, caseNo: opened.caseNo as CaseNo, stretch });
  return { ...opened, department: matter.department };
};

describe('电子监察', () => {
  let county: CaseView & { department: string };
  let township: CaseView & { department: string };

  beforeAll(async () => {
    hall = await inProcess();
    county = await overdue(COUNTY);
    township = await overdue(TOWNSHIP);
  });

  it('C65, D31: the board shows the cases with a card, by card and by department', async () => {
    const [item] = (await board()).filter(({ caseNo }) => caseNo === county.caseNo);
    expect(item).toMatchObject({ tenant: COUNTY, card: 'supervised', department: county.department });
    expect(item?.cards.map(({ level, follows }) => [level, follows])).toEqual([
      ['yellow', undefined],
      ['red', 1],
      ['supervised', 2],
    ]);
    expect(await board('?card=yellow')).toEqual([]);
    expect((await board('?card=supervised')).map(({ caseNo }) => caseNo)).toContain(county.caseNo);
    expect((await board(`?department=${encodeURIComponent('没有这个单位')}`)).length).toBe(0);
  });

  it('a county sees its townships, a township never its county', async () => {
    expect((await board()).map(({ caseNo }) => caseNo)).toContain(township.caseNo);
    expect((await board('', TOWNSHIP)).map(({ caseNo }) => caseNo)).toEqual([township.caseNo]);
    const upwards = await call(['supervisor'], 'POST', `/supervision/${county.caseNo}/urge`, {}, TOWNSHIP);
    expect(upwards.status).toBe(404);
  });

  it('a county urges a case of its township; the unit acknowledges and replies; the board lets nobody else answer', async () => {
    const urged = await call(['supervisor'], 'POST', `/supervision/${township.caseNo}/urge`, {
      note: '请尽快办理',
    });
    expect(urged.status).toBe(200);
    expect(urged.headers.get('etag')).toMatch(/^"\d+"$/);
    expect(SupervisionItem.parse(await urged.json())).toMatchObject({ urges: 1, tenant: TOWNSHIP });
    const path = `/supervision/${county.caseNo}/cards/red`;
    const foreign = await call(['reviewer'], 'POST', `${path}/acknowledge`, {}, COUNTY, '别的单位');
    expect(foreign.status).toBe(409);
    const own = [COUNTY, county.department] as const;
    const seen = await call(['reviewer'], 'POST', `${path}/acknowledge`, {}, ...own);
    expect(seen.status).toBe(200);
    const reply = { reply: '已安排专人办理' };
    const answered = await call(['chief'], 'POST', `${path}/reply`, reply, ...own);
    const item = SupervisionItem.parse(await answered.json());
    expect(item.cards.find(({ level }) => level === 'red')).toMatchObject({
      acknowledgedAt: '2026-12-21T01:00:00.000Z',
      repliedAt: '2026-12-21T01:00:00.000Z',
    });
    expect((await call(['chief'], 'POST', `${path}/reply`, reply, ...own)).status).toBe(409);
  });

  it('B23: a supervisor orders the stages after 督办 one after the other', async () => {
    const order = (level: string) =>
      call(['supervisor'], 'POST', `/supervision/${county.caseNo}/cards/${level}/order`, {});
    expect((await order('accountable')).status).toBe(409);
    for (const level of ['interviewed', 'assessed', 'accountable'])
      expect((await order(level)).status).toBe(200);
    expect((await order('interviewed')).status).toBe(409);
    const [item] = (await board('?card=accountable')).filter(({ caseNo }) => caseNo === county.caseNo);
    expect(item?.cards.map(({ name }) => name)).toEqual([
      '黄灯预警',
      '红灯警示',
      '督查督办',
      '通报约谈',
      '绩效考核',
      '责任追究',
    ]);
    expect(item?.cards.map(({ follows }) => follows)).toEqual([undefined, 1, 2, 3, 4, 5]);
  });
});
