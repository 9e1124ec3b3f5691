import type { Zone } from '../tenant/hall.ts';

/** A zone as its queue needs it, from the hall's own stream. */
export type QueueZone = Pick<Zone, 'code' | 'prefix' | 'services' | 'windows'>;
