import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** What DynamoDB charges for: units as it counts them, and how often the log was written. */
export interface Meter {
  writeUnits: number;
  readUnits: number;
  logWrites: number;
}

const KILOBYTE = 1_024;
const READ_UNIT = 4 * KILOBYTE;

const sizeOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value ?? ''));
const units = (bytes: number, unit: number): number => Math.max(1, Math.ceil(bytes / unit));

/** Counts from now on. The size of an item is taken of its JSON, which is larger than what is charged. */
export const meter = (client: DynamoDBClient, log: string): Meter => {
  const counted: Meter = { writeUnits: 0, readUnits: 0, logWrites: 0 };
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const input = args.input as { TableName?: string; Item?: unknown; ConsistentRead?: boolean };
        const answer = await next(args);
        if (/^(Get|Query|BatchGet)/.test(commandName)) {
          const { Item, Items } = answer.output as { Item?: unknown; Items?: unknown };
          const read = units(sizeOf(Item ?? Items), READ_UNIT);
          counted.readUnits += input.ConsistentRead ? read : read / 2;
        } else {
          counted.writeUnits += units(sizeOf(input.Item ?? input), KILOBYTE);
          if (input.TableName === log) counted.logWrites += 1;
        }
        return answer;
      },
    { step: 'initialize', name: 'meter' },
  );
  return counted;
};
