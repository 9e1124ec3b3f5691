import { apiFunction } from '../aws/api-function.ts';
import { vaultStore } from '../aws/storage.ts';
import { approvalRoutes } from './routes.ts';

export const handler = await apiFunction('approval', approvalRoutes, { stores: { vault: vaultStore() } });
