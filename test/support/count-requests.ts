import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** Names of the commands that the client sends from now on, retries not counted, in order: `PutItem onewindow-log`. */
export const countRequests = (client: DynamoDBClient): string[] => {
  const sent: string[] = [];
  client.middlewareStack.add(
    (next, context) => (args) => {
      const table = 'TableName' in args.input ? ` ${String(args.input.TableName)}` : '';
      sent.push(`${(context.commandName ?? '').replace(/Command$/, '')}${table}`);
      return next(args);
    },
    { step: 'initialize', name: 'countRequests', override: true },
  );
  return sent;
};
