import { once } from 'node:events';
import { createServer } from 'node:http';
import { EMULATOR_NOTICES } from '../../infra/config/stages.ts';

/** Takes what the sender of notices sends, as the gateway of a province would, and counts it by its key. */
export interface NoticeInbox {
  /** Notices that came, each once. */
  count(): number;
  stop(): Promise<void>;
}

export const startNoticeInbox = async (): Promise<NoticeInbox> => {
  const keys = new Set<string>();
  const server = createServer((request, response) => {
    keys.add(String(request.headers['idempotency-key']));
    request.resume().once('end', () => response.writeHead(204).end());
  });
  const { hostname, port } = new URL(EMULATOR_NOTICES);
  server.listen(Number(port), hostname);
  await once(server, 'listening');
  return {
    count: () => keys.size,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
