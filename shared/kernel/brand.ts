declare const brand: unique symbol;

/** A primitive that cannot be swapped for another one of the same shape: `Brand<string, 'CaseNo'>`. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
