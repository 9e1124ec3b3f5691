import { z } from 'zod';
import { DayText, line, lines, TenantParam } from './common.ts';
import { MatterCodeText } from './matter.ts';

const Service = z.strictObject({ code: z.string().regex(/^[0-9A-Za-z-]{1,20}$/), name: line(100) });
const Window = z.strictObject({
  id: z.string().regex(/^[0-9A-Za-z-]{1,20}$/),
  services: z.array(z.string().max(20)).max(100),
});

/** 专区: `PUT …/zones/{zone}`. */
export const ZoneBody = z
  .strictObject({
    name: line(50),
    floor: z.int().min(-5).max(100).optional(),
    prefix: z.string().regex(/^[A-Z]$/, '应为一个大写字母'),
    services: z.array(Service).max(200),
    windows: z.array(Window).max(500),
  })
  .meta({ id: 'ZoneBody' });

export const ZoneView = z.object({ code: z.string(), ...ZoneBody.shape }).meta({ id: 'Zone' });

/** 通办委托: this hall lets another one receive its cases (C68), `PUT …/delegations/{id}`. */
export const DelegationBody = z
  .strictObject({
    to: TenantParam,
    matters: z.array(MatterCodeText).min(1).max(3000).optional().meta({ description: '缺省为全部事项' }),
    from: DayText,
    until: DayText.optional(),
  })
  .meta({ id: 'DelegationBody' });

export const DelegationView = z
  .object({
    id: z.string(),
    to: z.string(),
    matters: z.array(z.string()).optional(),
    from: z.string(),
    until: z.string().optional(),
  })
  .meta({ id: 'Delegation' });

export const RevokeDelegationBody = z.strictObject({ reason: lines(500) });
