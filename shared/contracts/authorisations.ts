import { z } from 'zod';
import { DayText, line, lines } from './common.ts';
import { MatterCodeText } from './matter.ts';

const KINDS = ['section-head', 'chief-representative', 'general-window'] as const;

/** 授权书, `PUT …/authorisations/{sub}` (A07, C60, E25, E28). */
export const AuthorisationBody = z
  .strictObject({
    kind: z.enum(KINDS),
    department: line(100),
    matters: z
      .array(MatterCodeText)
      .min(1)
      .max(3000)
      .optional()
      .meta({ description: '缺省为本部门全部事项' }),
    signedBy: line(50),
    from: DayText,
    until: DayText.optional(),
  })
  .meta({ id: 'AuthorisationBody' });

export const AuthorisationView = z
  .object({
    sub: z.string(),
    id: z.string(),
    kind: z.enum(KINDS),
    department: z.string(),
    matters: z.array(z.string()).optional(),
    signedBy: z.string(),
    from: z.string(),
    until: z.string().optional(),
    revokedOn: z.string().optional(),
    inForce: z.boolean(),
  })
  .meta({ id: 'Authorisation' });

export const RevokeBody = z
  .strictObject({
    id: line(64).optional().meta({ description: '缺省为在效的全部' }),
    reason: lines(500).optional(),
  })
  .meta({ id: 'RevokeBody' });
