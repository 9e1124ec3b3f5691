import { apiFunction } from '../aws/api-function.ts';
import { vaultStore } from '../aws/storage.ts';
import { supervisionRoutes } from './routes.ts';

export const handler = await apiFunction('supervision', supervisionRoutes, {
  stores: { vault: vaultStore() },
  reach: 'subtree',
});
