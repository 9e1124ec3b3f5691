import { dynamoLog } from '../../functions/adapters/dynamo-log.ts';
import { streamsOf } from '../../functions/adapters/log-scan.ts';
import { verifyLog } from '../../functions/adapters/verify-log.ts';
import type { EvaluationGiven } from '../../shared/domain/evaluation/evaluation.ts';
import type { TicketIssued } from '../../shared/domain/queue/events.ts';
import type { Commit } from '../../shared/ports/event-log.ts';
import { openTables } from '../tables-at.ts';

/** A number as the log has it. */
export interface IssuedNumber {
  readonly tenant: string;
  /** Zone and day. */
  readonly queue: string;
  readonly no: string;
  /** The ticket machine that asked for it. */
  readonly device: string;
  /** Id of the message by which it came. */
  readonly message: string;
}

export interface LoggedRating {
  readonly tenant: string;
  readonly no: string;
  readonly grade: number;
}

/** What the log says of the day. */
export interface DayRecord {
  readonly issued: readonly IssuedNumber[];
  /** Numbers that were given back, or were called before: `411323 A012`. */
  readonly passed: readonly string[];
  readonly ratings: readonly LoggedRating[];
  readonly commits: number;
  readonly broken: number;
}

type Found = Pick<DayRecord, 'issued' | 'ratings'>;

const PASSED: ReadonlySet<string> = new Set(['TicketCancelled', 'TicketCalled']);

/** The numbers that a commit of a queue gave. */
const issuedBy = ({ tenant, stream, actor, key, events }: Commit): Found['issued'] =>
  events
    .filter(({ type }) => type === 'TicketIssued')
    .map(({ data }) => {
      const { no } = data as unknown as TicketIssued;
      return {
        tenant,
        queue: stream.id,
        no,
        device: actor.device ?? '',
        message: key.split(' ').at(-1) ?? '',
      };
    });

/** The numbers that a commit took out of the line. */
const passedBy = ({ tenant, events }: Commit): DayRecord['passed'] =>
  events.filter(({ type }) => PASSED.has(type)).map(({ data }) => `${tenant} ${(data as { no: string }).no}`);

/** The ratings of a commit; of the number that the stream is named by. */
const ratedBy = ({ tenant, stream, events }: Commit): Found['ratings'] =>
  events
    .filter(({ type }) => type === 'EvaluationGiven')
    .map(({ data }) => {
      const { ratings } = data as unknown as EvaluationGiven;
      return { tenant, no: stream.id.split(':').at(-1) ?? '', grade: ratings[0]?.grade ?? 0 };
    });

/** Reads the log in the folder of a stack that has stopped. */
export const readRecord = async (dataDir: string): Promise<DayRecord> => {
  const { client, tables, close } = await openTables({ data: dataDir, tables: {} });
  const table = tables.log ?? '';
  const log = dynamoLog(client, table);
  const issued: IssuedNumber[] = [];
  const passed: string[] = [];
  const ratings: LoggedRating[] = [];
  for (const { tenant, stream } of await streamsOf(client, table)) {
    if (stream.aggregate !== 'queue' && stream.aggregate !== 'evaluation') continue;
    for (const commit of await log.for(tenant).read(stream)) {
      issued.push(...issuedBy(commit));
      passed.push(...passedBy(commit));
      ratings.push(...ratedBy(commit));
    }
  }
  const { commits, broken } = await verifyLog(client, table);
  await close();
  return { issued, passed, ratings, commits, broken: broken.length };
};
