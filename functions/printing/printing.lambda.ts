import { apiFunction } from '../aws/api-function.ts';
import { vaultStore } from '../aws/storage.ts';
import { printingRoutes } from './routes.ts';

export const handler = await apiFunction('printing', printingRoutes, { stores: { vault: vaultStore() } });
