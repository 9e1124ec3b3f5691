import { describe, expect, it } from 'vitest';
import { OracleQueue } from '../../shared/domain/queue/oracle.test-support.ts';
import type { Commit } from '../../shared/ports/event-log.ts';
import { firstBroken } from '../../shared/ports/chain.ts';
import { inMemoryLog } from '../support/in-memory-log.ts';
import { fillQueue, rush, rushCommand, rushLog } from '../support/rush.ts';

const TICKETS = 2_000;

const dataOf = (commit: Commit, type: string) =>
  commit.events.filter((event) => event.type === type).map(({ data }) => data as Record<string, string>);

/** The commit told to the oracle as the command that it came from; whom it has called, for a call. */
const tell = (oracle: OracleQueue, commit: Commit): string | undefined => {
  const [issued] = dataOf(commit, 'TicketIssued');
  if (issued) {
    const lane = issued['lane'] === 'green' ? 'green' : 'walk-in';
    oracle.run(rushCommand({ type: 'issue', service: issued['service'] ?? '', lane }));
    return undefined;
  }
  const [opened] = dataOf(commit, 'WindowOpened');
  const window = String(commit.events[0]?.data['window']);
  oracle.run(rushCommand({ type: opened ? 'open' : 'call-next', window }));
  return opened ? undefined : oracle.windows.get(window)?.current?.no;
};

const oracleCalls = (commits: readonly Commit[]): string[] => {
  const oracle = new OracleQueue();
  return commits.flatMap((commit) => tell(oracle, commit) ?? []);
};

describe.each([1, 40])('forty windows of %i processes call at once on one queue of 2,000', (processes) => {
  it(
    'none twice, none lost, in the order and with the fairness of the oracle',
    { timeout: 300_000 },
    async () => {
      const log = inMemoryLog();
      await fillQueue(log, TICKETS);
      let calls = 0;
      await rush(log, processes, () => (calls += 1));
      const commits = await rushLog(log);
      expect(firstBroken(commits)).toBeUndefined();
      const called = commits.flatMap((commit) => dataOf(commit, 'TicketCalled').map(({ no }) => no));
      expect(calls).toBe(TICKETS);
      expect(called).toHaveLength(TICKETS);
      expect(new Set(called).size).toBe(TICKETS);
      expect(called).toEqual(oracleCalls(commits));
    },
  );
});
