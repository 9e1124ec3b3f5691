import { expect, it } from 'vitest';
import { CatalogueIndicatorsView, MatterRecord } from '../../shared/contracts/matter.ts';
import { TOWNSHIP } from '../support/hall.ts';
import { inProcess } from '../support/in-process.ts';
import { HALL, somebody, walkerOf } from '../support/walk.ts';

it('E07, E08, E11: everybody reads how far a hall has come; a guide with fewer days and papers moves it, in the townships too', async () => {
  const hall = await inProcess();
  const walk = walkerOf(hall);
  const read = async (tenant = HALL) => {
    const answer = await walkerOf(hall, tenant).must(200, '', 'GET', '/catalogue/indicators');
    return CatalogueIndicatorsView.parse(answer.body);
  };
  const before = await read();
  expect(before).toMatchObject({ matters: 158, materialsCut: 0 });
  expect(before.timeCut).toBeGreaterThan(0);

  const { code } = await walk.matterWhere(
    ({ caseType, statutoryDays, promisedDays }) =>
      caseType === '承诺件' && promisedDays > 10 && (statutoryDays ?? 0) >= 20,
  );
  const guide = (await walk.must(200, '', 'GET', `/matters/${code}`)).body;
  const own = Object.keys(MatterRecord.shape);
  const record = Object.fromEntries(Object.entries(guide).filter(([field]) => own.includes(field)));
  const lighter = { ...record, caseType: '即办件', promisedDays: 0, materials: [] };
  const why = { reason: '减时限、减材料', basis: '县政府文件' };
  await walk.must(200, somebody('admin.1', 'admin'), 'PUT', `/matters/${code}`, { ...lighter, ...why });

  const after = await read();
  expect(after.timeCut).toBeGreaterThan(before.timeCut);
  expect(after.materialsCut).toBeGreaterThan(0);
  expect(after.immediate).toBeGreaterThan(before.immediate);
  expect(await read(TOWNSHIP)).toEqual(after);
  expect((await hall.app.request('/v1/999999/catalogue/indicators')).status).toBe(404);
});
