import { apiFunction } from '../aws/api-function.ts';
import { trackingRoutes } from './routes.ts';

export const handler = await apiFunction('tracking', trackingRoutes);
