import { ROLES, type Role } from '../../shared/kernel/actor.ts';
import { isTenantCode } from '../../shared/kernel/ids.ts';

/** A user whom nobody has given a hall: no token is made. */
export class NoHallError extends Error {
  override readonly name = 'NoHallError';
}

/** Certificates stand for devices; a user pool does not. */
const isPersonsRole = (text: string): text is Role =>
  text !== 'device' && (ROLES as readonly string[]).includes(text);

const words = (text = ''): readonly string[] => text.split(/[\s,]+/).filter(Boolean);

const optional = (name: string, value: string | undefined) => (value ? { [name]: value } : {});

/**
 * The claims of our tokens from what administrators have written about a user of a Cognito pool: the attributes
 * `custom:tenant`, `custom:roles`, `custom:department`, `custom:windows`, `name`, and the groups that are named like roles.
 * Lists are texts with spaces, as the functions get them from API Gateway in any case.
 * @throws NoHallError
 */
export const tokenClaims = (
  attributes: Readonly<Record<string, string>>,
  groups: readonly string[] = [],
): Record<string, string> => {
  const tenant = attributes['custom:tenant'] ?? '';
  if (!isTenantCode(tenant)) throw new NoHallError('the user has no hall');
  const roles = new Set([...groups, ...words(attributes['custom:roles'])].filter(isPersonsRole));
  return {
    tenant,
    roles: [...roles].join(' '),
    ...optional('name', attributes['name']),
    ...optional('department', attributes['custom:department']),
    ...optional('windows', words(attributes['custom:windows']).join(' ')),
  };
};
