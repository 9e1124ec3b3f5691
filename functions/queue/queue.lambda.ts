import { apiFunction } from '../aws/api-function.ts';
import { vaultStore } from '../aws/storage.ts';
import { queueRoutes } from './routes.ts';

export const handler = await apiFunction('queue', queueRoutes, { stores: { vault: vaultStore() } });
