import type { components } from './schema.d.ts';

/** What the interface answers with, by its name in the OpenAPI document. */
export type Shape<Name extends keyof components['schemas']> = components['schemas'][Name];
