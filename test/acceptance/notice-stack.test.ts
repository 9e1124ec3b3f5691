import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { z } from 'zod';
import { NoticeView } from '../../shared/contracts/notices.ts';
import { applicationFor, catalogue, eventually, hallOf, PERSON, staff } from '../support/hall.ts';
import { startLocal, type LocalStack } from '../support/stack.ts';

const Notices = z.object({ items: z.array(NoticeView) });
const Sent = z.object({
  id: z.string(),
  kind: z.string(),
  text: z.string(),
  to: z.object({ kind: z.string() }),
});

let stack: LocalStack | undefined;
afterEach(async () => {
  await stack?.stop();
  stack = undefined;
});

const sentOf = (dataDir: string): readonly z.infer<typeof Sent>[] => {
  const file = join(dataDir, 'sent.jsonl');
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => Sent.parse(JSON.parse(line)));
};

/** Two starts after a cut, and what was under way then comes again after ten seconds. */
const PATIENCE_MS = 150_000;

it(
  'every notice goes out once, though the hall is cut off again and again while it sends',
  async () => {
    stack = await startLocal();
    const { dataDir } = stack;
    const matters = await catalogue(stack);
    const matter = matters.find(
      ({ caseType, audience }) => caseType === '承诺件' && audience.includes('个人'),
    );
    if (!matter) throw new Error('no matter');
    const caseNos: string[] = [];
    for (let cut = 0; cut < 2; cut += 1) {
      const hall = hallOf(stack);
      for (let count = 0; count < 4; count += 1)
        caseNos.push((await hall.apply(staff('clerk'), applicationFor(matter))).caseNo);
      await stack.kill9();
      stack = await startLocal({ dataDir });
    }
    const { get } = hallOf(stack);
    for (const caseNo of caseNos) {
      await eventually(async () => {
        const { items } = Notices.parse((await get(staff('clerk'), `/cases/${caseNo}/notices`)).body);
        expect(items.map(({ kind, status, name }) => [kind, status, name])).toEqual([
          ['acceptance', 'sent', '受理通知'],
        ]);
      }, 60_000);
    }
    const sent = sentOf(dataDir);
    expect(sent.map(({ id }) => id.split('.')[0]).toSorted()).toEqual(caseNos.toSorted());
    expect(sent[0]?.text).toContain(PERSON.name);
  },
  PATIENCE_MS,
);
