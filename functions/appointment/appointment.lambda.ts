import { apiFunction } from '../aws/api-function.ts';
import { appointmentRoutes } from './routes.ts';

export const handler = await apiFunction('appointment', appointmentRoutes);
