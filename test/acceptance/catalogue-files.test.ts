import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CatalogueImported, MatterItem, MatterRecord } from '../../shared/contracts/matter.ts';
import { inProcess, type InProcess } from '../support/in-process.ts';
import { HALL, somebody, walkerOf, type Walker } from '../support/walk.ts';

const admin = somebody('admin.1', 'admin');
const note = { reason: '目录核对', basis: '政务服务事项基本目录' };
const Items = z.object({ items: z.array(MatterItem) });

describe('the catalogue as a file', () => {
  let hall: InProcess;
  let walk: Walker;

  beforeEach(async () => {
    hall = await inProcess();
    walk = walkerOf(hall);
  });

  const download = async (format: string): Promise<Buffer> => {
    const path = `/v1/${HALL}/catalogue/export?format=${format}`;
    const answer = await hall.app.request(path, { headers: { authorization: admin } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toContain(`.${format}`);
    return Buffer.from(await answer.arrayBuffer());
  };
  const upload = (format: string, bytes: Buffer) =>
    walk.call(admin, 'POST', '/catalogue/import', { format, content: bytes.toString('base64'), ...note });

  it.each(['xlsx', 'csv', 'json'])('comes back from %s without a change', async (format) => {
    const { status, body } = await upload(format, await download(format));
    expect(status).toBe(200);
    const { published, unchanged } = CatalogueImported.parse(body);
    expect(published).toEqual([]);
    expect(unchanged).toHaveLength(158);
  });

  it('B28: publishes what was changed in the file, with its reason, and nothing else', async () => {
    const records = MatterRecord.array().parse(JSON.parse((await download('json')).toString('utf8')));
    const [first, ...rest] = records;
    const changed = [{ ...first, conditions: '符合国家规定的条件' }, ...rest];
    const { body } = await upload('json', Buffer.from(JSON.stringify(changed)));
    expect(CatalogueImported.parse(body).published).toEqual([first?.code]);
    expect((await walk.must(200, '', 'GET', `/matters/${first?.code}`)).body).toMatchObject({
      conditions: '符合国家规定的条件',
      version: 2,
      change: note,
    });
  });

  it.each(['xlsx', 'csv', 'json'])(
    'C37: name, basis, limit by law and in the hall of a special step go into the guide, and out and in as %s',
    async (format) => {
      const records = MatterRecord.array().parse(JSON.parse((await download('json')).toString('utf8')));
      const [first, ...rest] = records;
      const step = { kind: '现场勘验', days: 5, basis: '消防法第十五条：十日内', statutoryDays: 10 };
      const changed = [{ ...first, specialProcedures: [step] }, ...rest];
      await upload('json', Buffer.from(JSON.stringify(changed)));
      const guide = () => walk.must(200, '', 'GET', `/matters/${first?.code}`);
      expect((await guide()).body).toMatchObject({ specialProcedures: [step], version: 2 });
      const { body } = await upload(format, await download(format));
      expect(CatalogueImported.parse(body).published).toEqual([]);
      const late = [{ ...first, specialProcedures: [{ ...step, days: 11 }] }];
      const refused = await upload('json', Buffer.from(JSON.stringify(late)));
      expect([refused.status, refused.body['type']]).toEqual([422, 'bad-input']);
      expect((await guide()).body).toMatchObject({ specialProcedures: [step], version: 2 });
    },
  );

  it('refuses a file with one bad row, tells where, and imports nothing of it', async () => {
    const text = (await download('json')).toString('utf8').replace('"promisedDays": ', '"promisedDays": -');
    const refused = await upload('json', Buffer.from(text));
    expect(refused.status).toBe(422);
    expect(refused.text).toMatch(/第 \d+ 行 承诺时限/);
    const { items } = Items.parse((await walk.must(200, '', 'GET', '/matters?limit=200')).body);
    expect(items.every(({ version }) => version === 1)).toBe(true);
  });

  it('C07: tells of every matter how many elements its guide lacks', async () => {
    const { items } = Items.parse((await walk.must(200, '', 'GET', '/matters?limit=200')).body);
    const [item] = items;
    const { body } = await walk.must(200, '', 'GET', `/matters/${item?.code}`);
    expect(item?.missing).toBe((body['missing'] as string[]).length);
    expect(item?.missing).toBeGreaterThan(0);
  });
});
