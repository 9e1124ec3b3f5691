import type { Subject, TenantCode } from './ids.ts';

export const ROLES = [
  'citizen',
  'clerk',
  'reviewer',
  'chief',
  'issuer',
  'supervisor',
  'grievance',
  'guide',
  'admin',
  'operator',
  'device',
] as const;
export type Role = (typeof ROLES)[number];

/** Who works in a hall. */
export const STAFF_ROLES = [
  'clerk',
  'reviewer',
  'chief',
  'issuer',
  'supervisor',
  'grievance',
  'guide',
  'admin',
] as const satisfies readonly Role[];
export type StaffRole = (typeof STAFF_ROLES)[number];

/** Who acts, from verified claims only. `system` is the hall's own clockwork. */
export interface Actor {
  readonly sub: Subject;
  readonly name: string;
  readonly tenant: TenantCode;
  readonly roles: readonly (Role | 'system')[];
  readonly department?: string;
  readonly windows?: readonly string[];
}

/** What a commit keeps of the actor. The name is staff's (public on the badge); a citizen's is left out. */
export interface ActorRecord {
  readonly sub: Subject;
  readonly roles: readonly (Role | 'system')[];
  readonly tenant: TenantCode;
  readonly name?: string;
  readonly department?: string;
  readonly device?: string;
}
