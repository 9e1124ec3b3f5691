import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import dynalite from 'dynalite';

/** A DynamoDB server of our own process. */
export interface DynamoServer {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Where the local DynamoDB keeps its files below a data folder. */
export const dynamoFolder = (dataFolder: string): string => join(dataFolder, 'dynamodb');

/** Starts dynalite on a free (or the given) port of the loopback interface; in memory without a folder. */
export const startDynamo = async (folder?: string, port = 0): Promise<DynamoServer> => {
  const server = dynalite({
    ...(folder !== undefined && { path: folder }),
    createTableMs: 0,
    deleteTableMs: 0,
    updateTableMs: 0,
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: actual } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${actual}`,
    stop: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
      }),
  };
};
