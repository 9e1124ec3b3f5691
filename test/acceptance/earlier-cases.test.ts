import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { EarlierCase } from '../../shared/contracts/earlier-cases.ts';
import { inProcess } from '../support/in-process.ts';
import { somebody, SYNTHETIC_PERSON, walkerOf } from '../support/walk.ts';

const Page = z.object({ items: z.array(EarlierCase) });
const { idType, idNo } = SYNTHETIC_PERSON;

describe('earlier cases of an applicant', () => {
  it('D33: the clerk sees what the applicant has handed in before, the latest case first, and reuses it', async () => {
    const walker = walkerOf(await inProcess());
    const clerk = somebody('clerk-a', 'clerk');
    const matter = await walker.matterWhere(({ audience }) => audience.includes('个人'));
    const application = walker.applicationFor(matter);
    const key = (name: string) => ({ 'idempotency-key': name });
    await walker.must(201, clerk, 'POST', '/cases', application, key('first'));
    const second = await walker.must(201, clerk, 'POST', '/cases', application, key('second'));
    const answer = await walker.must(200, clerk, 'POST', '/earlier-cases', { idType, idNo });
    const { items } = Page.parse(answer.body);
    expect(items).toHaveLength(2);
    expect(items[0]?.caseNo).toBe(second.body['caseNo']);
    expect(items[0]?.materials).toEqual(application.materials.map(({ name }) => name));
    expect(answer.text).not.toContain(SYNTHETIC_PERSON.name);
    const reused = application.materials.map(({ name }) => ({
      name,
      provided: true,
      reuse: items[0]?.caseNo,
    }));
    const third = { ...application, materials: reused };
    await walker.must(201, clerk, 'POST', '/cases', third, key('third'));
  });

  it('somebody without cases has none', async () => {
    const walker = walkerOf(await inProcess());
    const clerk = somebody('clerk-a', 'clerk');
    const { body } = await walker.must(200, clerk, 'POST', '/earlier-cases', { idType, idNo });
    expect(Page.parse(body).items).toEqual([]);
  });
});
