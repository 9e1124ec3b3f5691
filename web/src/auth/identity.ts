import { ROLES, type Role } from '../../../shared/kernel/actor.ts';

/** Who is signed in, from the claims of the identity token. The server decides by its own token; this decides what is shown. */
export interface Identity {
  readonly sub: string;
  readonly name: string;
  readonly tenant: string;
  readonly roles: readonly Role[];
  readonly department?: string;
  readonly windows: readonly string[];
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Identity providers hand lists over as lists or, some of them, as text: `[clerk reviewer]`. */
const list = (value: unknown): readonly string[] =>
  Array.isArray(value)
    ? value.filter((one): one is string => typeof one === 'string')
    : text(value)
        .replace(/^\[|\]$/g, '')
        .split(/[\s,]+/)
        .filter((one) => one !== '');

const isRole = (name: string): name is Role => ROLES.some((role) => role === name);

export const identityOf = (claims: Readonly<Record<string, unknown>>): Identity => {
  const department = text(claims['department']);
  return {
    sub: text(claims['sub']),
    name: text(claims['name']),
    tenant: text(claims['tenant']),
    roles: list(claims['roles']).filter(isRole),
    windows: list(claims['windows']),
    ...(department === '' ? {} : { department }),
  };
};

/** True where one of the roles is asked for; a page that asks for none is open to everybody. */
export const mayOpen = (identity: Identity | undefined, roles: readonly Role[] | undefined): boolean =>
  roles === undefined || (identity?.roles.some((role) => roles.includes(role)) ?? false);
