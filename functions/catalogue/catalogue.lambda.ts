import { apiFunction } from '../aws/api-function.ts';
import { catalogueRoutes } from './routes.ts';

export const handler = await apiFunction('catalogue', catalogueRoutes);
