import { apiFunction } from '../aws/api-function.ts';
import { filesStore, numbersStore, vaultStore } from '../aws/storage.ts';
import { bundleRoutes } from './routes.ts';

export const handler = await apiFunction('bundle', bundleRoutes, {
  stores: { vault: vaultStore(), files: filesStore(), numbers: numbersStore() },
});
