import { join } from 'node:path';
import { startFauxqs } from 'fauxqs';

/** An S3 and SQS server of our own process. */
export interface ObjectServer {
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
}

export const BUCKET = 'onewindow-files';

/** Where the local S3 and SQS keep their database below a data folder. */
export const objectFolder = (dataFolder: string): string => join(dataFolder, 'objects');

/** Starts fauxqs on a free port of the loopback interface, with the bucket of the files of materials. */
export const startObjects = async (folder: string): Promise<ObjectServer> => {
  const server = await startFauxqs({
    port: 0,
    host: '127.0.0.1',
    logger: false,
    dataDir: folder,
    init: { buckets: [BUCKET] },
  });
  return { endpoint: `http://127.0.0.1:${server.port}`, stop: () => server.stop() };
};
