import { apiFunction } from '../aws/api-function.ts';
import { filesStore, numbersStore, vaultStore } from '../aws/storage.ts';
import { intakeRoutes } from './routes.ts';

export const handler = await apiFunction('intake', intakeRoutes, {
  stores: { vault: vaultStore(), files: filesStore(), numbers: numbersStore() },
  // A case that it receives for another hall under a delegation (C68) is that hall's; its papers stay here.
  reach: 'named',
});
