import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { FACILITIES, WINDOW_TYPES, ZONE_AREAS } from '../../shared/codes/window-types.ts';
import { ThemeRecord } from '../../shared/contracts/bundles.ts';
import { DayText, TenantParam } from '../../shared/contracts/common.ts';
import { MatterRecord } from '../../shared/contracts/matter.ts';
import { AUTHORISATION_KINDS } from '../../shared/domain/posting/posting.ts';
import {
  DEFAULT_SETTINGS,
  DEPARTMENT_CLASSES,
  DEPARTMENT_MODES,
  HALL_LEVELS,
} from '../../shared/domain/tenant/hall.ts';
import { loadAccounts } from './accounts.ts';

const Department = z.object({
  id: z.string(),
  name: z.string(),
  shortName: z.string(),
  fullName: z.string(),
  class: z.enum(DEPARTMENT_CLASSES),
  mode: z.enum(DEPARTMENT_MODES),
  subUnits: z.array(z.string()),
  zone: z.string(),
  uscc: z.string().exactOptional(),
  phone: z.string(),
  head: z.string().exactOptional(),
});

const Zone = z.object({
  code: z.string(),
  name: z.string(),
  floor: z.int(),
  place: z.string().optional(),
  class: z.string(),
  domain: z.string(),
  prefix: z.string(),
  windows: z.int(),
  area: z.enum(ZONE_AREAS).exactOptional(),
  facilities: z.array(z.enum(FACILITIES)).exactOptional(),
  /** What its windows are for, and those that are for something else. */
  windowType: z.enum(WINDOW_TYPES).exactOptional(),
  windowTypes: z.record(z.string(), z.enum(WINDOW_TYPES)).default({}),
  services: z.array(z.object({ code: z.string(), name: z.string() })).exactOptional(),
});

const Hall = z.object({
  code: TenantParam,
  place: z.string(),
  name: z.string(),
  level: z.union(HALL_LEVELS.map((level) => z.literal(level))),
  area: z.int().optional(),
  floors: z.int().optional(),
  plannedWindows: z.int().optional(),
  hours: z.array(z.object({ from: z.string(), to: z.string() })).optional(),
  phone: z.string().optional(),
  reconsideration: z.string().optional(),
  court: z.string().optional(),
  settings: z
    .object(Object.fromEntries(Object.keys(DEFAULT_SETTINGS).map((key) => [key, z.int()])))
    .partial()
    .optional(),
});

const Halls = z.object({ halls: z.array(Hall), zones: z.array(Zone), townshipZones: z.array(Zone) });

const Letter = z.object({
  tenant: TenantParam,
  sub: z.string(),
  kind: z.enum(AUTHORISATION_KINDS),
  department: z.string(),
  matters: z.array(z.string()).optional(),
  signedBy: z.string(),
  from: DayText,
});

const read = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../data', name), 'utf8'));

/** What the halls start with, from `data/`. */
export const readHallData = () => ({
  ...Halls.parse(read('halls.json')),
  departments: z.array(Department).parse(read('departments.json')),
  matters: z.array(MatterRecord).parse(read('matters.json')),
  themes: z.array(ThemeRecord).parse(read('themes.json')),
  letters: z.array(Letter).parse(read('authorisations.json')),
  accounts: loadAccounts(),
});
export type HallData = ReturnType<typeof readHallData>;
export type HallRecord = HallData['halls'][number];
