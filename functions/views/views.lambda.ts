import { projectorFunction } from '../aws/projector-function.ts';
import { PROJECTIONS } from './projections.ts';

export const handler = projectorFunction('views', PROJECTIONS);
