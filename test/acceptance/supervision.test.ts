import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { evaluate } from '../../functions/clock/evaluate.ts';
import { CaseView } from '../../shared/contracts/cases.ts';
import { pageOf } from '../../shared/contracts/common.ts';
import { MatterItem, MatterView } from '../../shared/contracts/matter.ts';
import {
  CardLevelsBody,
  FindingView,
  MonthView,
  OverdueItem,
  SupervisionItem,
} from '../../shared/contracts/supervision.ts';
import { TENANT_STREAM, tenantAggregate } from '../../shared/domain/tenant/decide.ts';
import type { Role } from '../../shared/kernel/actor.ts';
import type { CaseNo, Subject, TenantCode } from '../../shared/kernel/ids.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { Streams } from '../../shared/ports/handle-command.ts';
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

describe('lists of supervision', () => {
  let county: CaseView & { department: string };
  let township: CaseView & { department: string };

  const read = async (path: string, tenant = COUNTY): Promise<unknown> => {
    const answer = await call(['supervisor'], 'GET', `/supervision/${path}`, undefined, tenant);
    expect(answer.status).toBe(200);
    return answer.json();
  };
  const table = async (path: string) => {
    const answer = await hall.app.request(`/v1/${COUNTY}/supervision/${path}`, {
      headers: {
        accept: 'text/csv',
        authorization: bearerOf({ sub: 's', name: '监察', tenant: COUNTY, roles: ['supervisor'] }),
      },
    });
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    return Buffer.from(await answer.arrayBuffer()).toString('utf8');
  };

  beforeAll(async () => {
    hall = await inProcess();
    county = await overdue(COUNTY);
    township = await overdue(TOWNSHIP);
  });

  it('C65: overdue cases of the county and its townships, the latest first, by department and as a table', async () => {
    const Overdue = pageOf(OverdueItem);
    const { items } = Overdue.parse(await read('overdue'));
    expect(items.map(({ caseNo }) => caseNo).toSorted()).toEqual([county.caseNo, township.caseNo].toSorted());
    const item = items.find(({ caseNo }) => caseNo === county.caseNo);
    expect(item).toMatchObject({ department: county.department });
    expect(item?.overdueDays).toBeGreaterThan(0);
    expect(items.map(({ promisedDue }) => promisedDue)).toEqual(
      items.map(({ promisedDue }) => promisedDue).toSorted(),
    );
    expect(Overdue.parse(await read('overdue', TOWNSHIP)).items.map(({ caseNo }) => caseNo)).toEqual([
      township.caseNo,
    ]);
    expect(Overdue.parse(await read(`overdue?department=${encodeURIComponent('没有')}`)).items).toEqual([]);
    const lines = (await table('overdue')).trimEnd().split('\n');
    expect(lines[0]).toBe(
      '\uFEFF大厅,办件编号,事项,责任单位,经办人,承诺期限,法定期限,超期工作日,超法定,督办次数',
    );
    expect(lines).toHaveLength(3);
  });

  it('a case that is not late is in no list of overdue cases', async () => {
    hall.setNow('2026-12-21T01:00:00.000Z' as Instant);
    const matter = await longMatter(COUNTY);
    const fresh = CaseView.parse(
      await (await call(['clerk'], 'POST', '/cases', applicationFor(matter))).json(),
    );
    const { items } = pageOf(OverdueItem).parse(await read('overdue'));
    expect(items.map(({ caseNo }) => caseNo)).not.toContain(fresh.caseNo);
  });

  it('E43: irregularities of a month from the log, by kind, with unit and evidence; another month has none of them', async () => {
    const Findings = z.object({ items: z.array(FindingView) });
    const { items } = Findings.parse(await read('irregularities?month=2026-12&kind=time'));
    expect(items.filter(({ about }) => about === county.caseNo).map(({ trigger }) => trigger)).toContain(2);
    for (const { name, unit } of items) expect([name, typeof unit]).toEqual(['超时限', 'string']);
    expect(Findings.parse(await read('irregularities?month=2026-12&kind=fee')).items).toEqual([]);
    expect(Findings.parse(await read('irregularities?month=2026-11')).items).toEqual([]);
    expect(await table('irregularities?month=2026-12')).toContain(county.caseNo);
  });

  it('B23 通报约谈: the month counts the cards of each unit and proposes what its number asks for', async () => {
    const Month = z.object({ items: z.array(MonthView) });
    const levels = { levels: [{ level: 'red', when: [{ kind: 'passed', of: 'promise' }] }] };
    const monthly = { of: 'red', count: 1 };
    const own = {
      levels: [...levels.levels, { level: 'interviewed', when: [], monthly }],
    };
    const before = Month.parse(await read('monthly?month=2026-12')).items;
    const unit = before.find(({ tenant, unit: name }) => tenant === COUNTY && name === county.department);
    expect(unit?.counts).toMatchObject({ yellow: 1, red: 1, supervised: 1 });
    expect(unit?.proposes).toEqual([]);
    expect((await call(['admin'], 'PUT', '/supervision/levels', own)).status).toBe(200);
    hall.setNow('2026-12-21T02:00:00.000Z' as Instant);
    const after = Month.parse(await read('monthly?month=2026-12')).items;
    expect(
      after.find(({ tenant, unit: name }) => tenant === COUNTY && name === county.department)?.proposes,
    ).toEqual(['interviewed']);
  });
});

describe('levels of the cards', () => {
  beforeAll(async () => {
    hall = await inProcess();
  });

  it('B23: a hall sets its own levels and thresholds; a case of it is then carded by them', async () => {
    const levels = {
      levels: [
        { level: 'yellow', when: [{ kind: 'remaining', of: 'promise', days: 2, percent: 0 }] },
        { level: 'red', when: [{ kind: 'passed', of: 'statute' }] },
      ],
    };
    expect((await call(['supervisor'], 'PUT', '/supervision/levels', levels)).status).toBe(403);
    expect((await call(['admin'], 'PUT', '/supervision/levels', levels)).status).toBe(200);
    const read = await call(['supervisor'], 'GET', '/supervision/levels');
    expect(CardLevelsBody.parse(await read.json())).toEqual(levels);
    const { caseNo } = await overdue(COUNTY);
    const [item] = (await board()).filter((each) => each.caseNo === caseNo);
    expect(item?.cards.map(({ level, cause }) => [level, cause])).not.toContainEqual([
      'red',
      'promise-passed',
    ]);
    expect(item?.cards.map(({ level }) => level)).not.toContain('supervised');
  });

  it('tells the version of the levels that it shows, also when another process has just set them', async () => {
    const shown = async () => {
      const answer = await call(['supervisor'], 'GET', '/supervision/levels');
      const { levels } = CardLevelsBody.parse(await answer.json());
      return { tag: answer.headers.get('etag'), levels: levels.map(({ level }) => level) };
    };
    const before = await shown();
    const elsewhere = new Streams(hall.deps.log, hall.deps.clock);
    const command = { type: 'change-settings', settings: { cards: [{ level: 'red', when: [] }] } } as const;
    const actor = { sub: 'admin' as Subject, roles: ['admin'], tenant: COUNTY as TenantCode } as const;
    const envelope = { at: hall.deps.clock.now(), actor, key: 'elsewhere', digest: 'd' };
    await elsewhere.execute(actor.tenant, tenantAggregate, TENANT_STREAM, envelope, command);
    const after = await shown();
    expect(before.levels).not.toEqual(['red']);
    expect(after.levels).toEqual(['red']);
    expect(after.tag).not.toBe(before.tag);
  });

  it('refuses levels out of order, twice, or with thresholds that cannot be', async () => {
    const put = async (levels: object[]) =>
      (await call(['admin'], 'PUT', '/supervision/levels', { levels })).status;
    expect(
      await put([
        { level: 'red', when: [] },
        { level: 'yellow', when: [] },
      ]),
    ).toBe(422);
    expect(
      await put([
        { level: 'red', when: [] },
        { level: 'red', when: [] },
      ]),
    ).toBe(422);
    expect(
      await put([{ level: 'yellow', when: [{ kind: 'remaining', of: 'promise', days: -1, percent: 20 }] }]),
    ).toBe(422);
    expect(await put([{ level: 'green', when: [] }])).toBe(422);
  });
});
