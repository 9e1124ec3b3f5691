import { z } from 'zod';
import { ROLES, type Actor, type ActorRecord } from '../../shared/kernel/actor.ts';
import { isTenantCode, type Subject } from '../../shared/kernel/ids.ts';

/** API Gateway hands lists over as text, `[clerk reviewer]`; a token holds real lists. */
const textList = z
  .union([
    z.array(z.string()),
    z.string().transform((text) =>
      text
        .replace(/^\[|\]$/g, '')
        .split(/[\s,]+/)
        .filter(Boolean),
    ),
  ])
  .default([]);

const Claims = z.object({
  sub: z.string().min(1).max(128),
  name: z.string().max(100).default(''),
  tenant: z.string().refine(isTenantCode),
  roles: textList.pipe(z.array(z.enum(ROLES))),
  department: z.string().max(100).optional(),
  windows: textList,
});

/** The actor of verified claims, or nothing when they are not ours. The tenant comes from here and nowhere else. */
export const actorOf = (claims: unknown): Actor | undefined => {
  const parsed = Claims.safeParse(claims);
  if (!parsed.success) return undefined;
  const { sub, department, ...rest } = parsed.data;
  return { ...rest, sub: sub as Subject, ...(department ? { department } : {}) };
};

/** What the log keeps: staff by name (it stands on the badge), citizens by subject only. */
export const recordOf = ({ sub, roles, tenant, name, department }: Actor): ActorRecord => ({
  sub,
  roles,
  tenant,
  ...(roles.includes('citizen') || name === '' ? {} : { name }),
  ...(department ? { department } : {}),
});
