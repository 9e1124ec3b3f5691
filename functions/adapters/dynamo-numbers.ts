import { UpdateItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Numbers } from '../../shared/ports/numbers.ts';

/** The counter answered with something that is no number. */
export class CounterError extends Error {
  override readonly name = 'CounterError';
}

/**
 * Counters on DynamoDB, in a table of their own. A request that the SDK repeats after a lost answer skips numbers; no
 * number is ever given twice.
 */
export const dynamoNumbers = (client: DynamoDBClient, table: string): Numbers => ({
  for: (tenant) => ({
    lease: async (series, count) => {
      const { Attributes } = await client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: { pk: { S: `${tenant}#${series}` } },
          UpdateExpression: 'ADD lastGiven :count',
          ExpressionAttributeValues: { ':count': { N: String(count) } },
          ReturnValues: 'UPDATED_NEW',
        }),
      );
      const last = Number(Attributes?.['lastGiven']?.N);
      if (!Number.isSafeInteger(last)) throw new CounterError(`series ${series} of ${tenant} does not count`);
      return last - count + 1;
    },
  }),
});
