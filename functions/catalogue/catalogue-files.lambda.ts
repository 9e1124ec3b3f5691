import { apiFunction } from '../aws/api-function.ts';
import { fileRoutes } from './file-routes.ts';

export const handler = await apiFunction('catalogueFiles', fileRoutes);
