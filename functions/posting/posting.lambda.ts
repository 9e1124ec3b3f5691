import { apiFunction } from '../aws/api-function.ts';
import { postingRoutes } from './routes.ts';

export const handler = await apiFunction('posting', postingRoutes);
