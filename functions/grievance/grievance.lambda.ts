import { apiFunction } from '../aws/api-function.ts';
import { vaultStore } from '../aws/storage.ts';
import { grievanceRoutes } from './routes.ts';

export const handler = await apiFunction('grievance', grievanceRoutes, { stores: { vault: vaultStore() } });
