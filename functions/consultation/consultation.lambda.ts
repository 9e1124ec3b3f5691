import { apiFunction } from '../aws/api-function.ts';
import { vaultStore } from '../aws/storage.ts';
import { consultationRoutes } from './routes.ts';

export const handler = await apiFunction('consultation', consultationRoutes, {
  stores: { vault: vaultStore() },
});
