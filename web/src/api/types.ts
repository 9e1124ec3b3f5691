import type { components } from './schema.d.ts';

/** What the interface answers and takes, by the names of the OpenAPI document: `Schemas['Case']`. */
export type Schemas = components['schemas'];
