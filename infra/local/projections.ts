export { PROJECTIONS } from '../../functions/views/projections.ts';
