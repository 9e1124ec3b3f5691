import { apiFunction } from '../aws/api-function.ts';
import { vaultStore } from '../aws/storage.ts';
import { appointmentRoutes } from './routes.ts';

export const handler = await apiFunction('appointment', appointmentRoutes, {
  stores: { vault: vaultStore() },
});
