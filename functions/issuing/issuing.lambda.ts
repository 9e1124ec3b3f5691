import { apiFunction } from '../aws/api-function.ts';
import { filesStore, vaultStore } from '../aws/storage.ts';
import { issuingRoutes } from './routes.ts';

export const handler = await apiFunction('issuing', issuingRoutes, {
  stores: { vault: vaultStore(), files: filesStore() },
});
