import { apiFunction } from '../aws/api-function.ts';
import { notifyRoutes } from './routes.ts';

export const handler = await apiFunction('notify', notifyRoutes);
