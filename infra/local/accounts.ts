import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { TenantParam } from '../../shared/contracts/common.ts';
import { ROLES } from '../../shared/kernel/actor.ts';

/** Who somebody is: the claims of a token. */
export const Identity = z.strictObject({
  sub: z.string().min(1).max(128),
  name: z.string().max(100),
  tenant: TenantParam,
  roles: z.array(z.enum(ROLES)),
  department: z.string().min(1).max(100).optional(),
  windows: z.array(z.string().min(1).max(32)).optional(),
});
export type Identity = z.infer<typeof Identity>;

const Account = z.object({ ...Identity.shape, post: z.string().optional() });
export type Account = z.infer<typeof Account>;

const Halls = z.object({ halls: z.array(z.object({ code: z.string(), name: z.string() })) });

const readData = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../data', name), 'utf8'));

/** The accounts that the halls start with. */
export const loadAccounts = (): readonly Account[] => z.array(Account).parse(readData('accounts.json'));

/** Names of the halls that accounts belong to, by their codes. */
export const loadHallNames = (): ReadonlyMap<string, string> =>
  new Map(Halls.parse(readData('halls.json')).halls.map(({ code, name }) => [code, name]));

/** The claims of an account, as they stand in a token beside `sub`. */
export const claimsOf = ({ name, tenant, roles, department, windows }: Identity) => ({
  name,
  tenant,
  roles,
  ...(department === undefined ? {} : { department }),
  ...(windows === undefined ? {} : { windows }),
});
