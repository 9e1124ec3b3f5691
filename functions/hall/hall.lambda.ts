import { apiFunction } from '../aws/api-function.ts';
import { hallRoutes } from './routes.ts';

export const handler = await apiFunction('hall', hallRoutes);
