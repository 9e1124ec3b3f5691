import { beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../functions/adapters/system-clock.ts';
import { seedHalls } from '../../infra/local/seed.ts';
import { TENANT_STREAM, tenantAggregate } from '../../shared/domain/tenant/decide.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { Streams } from '../../shared/ports/handle-command.ts';
import { inMemoryLog } from '../../test/support/in-memory-log.ts';
import { UsageError } from '../tables-at.ts';
import { openHall } from './open-hall.ts';

const TOWN = { code: '411323188' as TenantCode, name: '测试镇便民服务中心', place: '测试镇' };
const COUNTY = { code: '411323' as TenantCode, name: '西峡县政务服务中心', place: '西峡县' };
let log = inMemoryLog();
beforeEach(() => {
  log = inMemoryLog();
});

describe('a hall', () => {
  it('opens below its county', async () => {
    expect(await openHall(log, TOWN)).toBe(false);
    const { state } = await new Streams(log, systemClock).load(TOWN.code, tenantAggregate, TENANT_STREAM);
    expect(state).toMatchObject({ ...TOWN, status: 'open', level: 5, parent: '411323' });
  });

  it('opens once: said again, nothing is written', async () => {
    await openHall(log, TOWN);
    expect(await openHall(log, TOWN)).toBe(true);
    expect(log.all()).toHaveLength(1);
  });

  it('that the seed has opened is taken as it is, so that it can be listed', async () => {
    await seedHalls(new Streams(log, systemClock), systemClock);
    const before = log.all();
    expect(await openHall(log, COUNTY)).toBe(true);
    expect(log.all()).toEqual(before);
  });

  it.each([{ name: '别的镇便民服务中心' }, { place: '别的镇' }])(
    'is not called otherwise: %o',
    async (other) => {
      await openHall(log, TOWN);
      const again = openHall(log, { ...TOWN, ...other });
      await expect(again).rejects.toThrow(UsageError);
      await expect(again).rejects.toThrow('411323188 is open as 测试镇便民服务中心 in 测试镇');
      expect(log.all()).toHaveLength(1);
    },
  );
});
