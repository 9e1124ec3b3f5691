import { apiFunction } from '../aws/api-function.ts';
import { deviceHub } from '../aws/device-hub.ts';
import { deviceRoutes } from './routes.ts';

export const handler = await apiFunction('device', deviceRoutes(deviceHub()));
