import { apiFunction } from '../aws/api-function.ts';
import { vaultStore } from '../aws/storage.ts';
import { evaluationRoutes } from './routes.ts';

export const handler = await apiFunction('evaluation', evaluationRoutes, { stores: { vault: vaultStore() } });
