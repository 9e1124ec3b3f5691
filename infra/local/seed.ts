import { themeContentOf } from '../../functions/bundle/theme-view.ts';
import { publishCommandOf } from '../../functions/catalogue/publish.ts';
import { matterAggregate } from '../../shared/domain/matter/decide.ts';
import { themeAggregate } from '../../shared/domain/theme/publish.ts';
import { postingAggregate, type PostingCommand } from '../../shared/domain/posting/posting.ts';
import type { StaffMember } from '../../shared/domain/posting/staff.ts';
import {
  sealWordingOf,
  TENANT_STREAM,
  tenantAggregate,
  type OpenHallCommand,
} from '../../shared/domain/tenant/decide.ts';
import { settingsOf, initialTenant } from '../../shared/domain/tenant/state.ts';
import { DEFAULT_SETTINGS, type Zone, type ZoneWindow } from '../../shared/domain/tenant/hall.ts';
import { STAFF_ROLES, type Role, type StaffRole } from '../../shared/kernel/actor.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import { parentOf, type MatterCode, type Subject, type TenantCode } from '../../shared/kernel/ids.ts';
import { dayOf, type Day } from '../../shared/kernel/instant.ts';
import type { Refusal, Result } from '../../shared/kernel/result.ts';
import type { AggregateOf, Envelope, Streams } from '../../shared/ports/handle-command.ts';
import type { DomainEvent } from '../../shared/domain/decider.ts';
import { createCalendar } from '../../shared/time/calendar.ts';
import type { Account } from './accounts.ts';
import { readHallData, type HallData, type HallRecord } from './hall-data.ts';

/** The data of `data/` break a rule of the domain. */
export class SeedError extends Error {
  override readonly name = 'SeedError';
}

export interface Seeded {
  readonly halls: number;
  readonly matters: number;
  readonly themes: number;
  readonly authorisations: number;
}

const AT_ONCE = 32;
const COUNTY_HALL_LEVEL = 4;

const inParallel = async <Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
): Promise<void> => {
  for (let start = 0; start < items.length; start += AT_ONCE) {
    await Promise.all(items.slice(start, start + AT_ONCE).map(work));
  }
};

/** Writes to the streams in the hall's own name. A stream's first commit costs one write and no read. */
class Seeder {
  readonly #streams: Streams;
  readonly #clock: Clock;

  constructor(streams: Streams, clock: Clock) {
    this.#streams = streams;
    this.#clock = clock;
  }

  now() {
    return this.#clock.now();
  }

  #envelope(tenant: TenantCode, key: string): Envelope {
    const actor = { sub: 'system' as Subject, roles: ['system'], tenant } as const;
    return { at: this.#clock.now(), actor, key, digest: key };
  }

  async run<State, Command, Event extends DomainEvent, R extends Refusal>(
    tenant: TenantCode,
    aggregate: AggregateOf<State, Command, Event, R>,
    id: string,
    command: Command,
    serial = 0,
  ): Promise<void> {
    const envelope = this.#envelope(tenant, `seed-${serial}`);
    const isNew = serial === 0;
    const result: Result<unknown> = await this.#streams.execute(tenant, aggregate, id, envelope, command, {
      isNew,
    });
    if (result.ok) return;
    const errors = JSON.stringify(result.refusal.errors ?? []);
    throw new SeedError(`${aggregate.name} ${id}: ${result.refusal.message} ${errors}`);
  }
}

type ZoneRecord = HallData['zones'][number];

const windowsOf = (zone: ZoneRecord, services: readonly string[]): readonly ZoneWindow[] =>
  Array.from({ length: zone.windows }, (_, index) => {
    const id = `${zone.prefix}${String(index + 1).padStart(2, '0')}`;
    const type = zone.windowTypes[id] ?? zone.windowType;
    return { id, services, ...(type ? { type } : {}) };
  });

/** C19 全科无差别受理: every window of a zone serves all units of the zone, or the services that it is said to have. */
const zonesOf = (zones: readonly ZoneRecord[], { departments }: HallData): readonly Zone[] =>
  zones.map((zone) => {
    const { code, name, floor, place, class: kind, domain, prefix, area, facilities, services: own } = zone;
    const units = departments.filter((department) => department.zone === code);
    const services = own ?? units.map(({ id, shortName }) => ({ code: id, name: shortName }));
    const codes = services.map((service) => service.code);
    return {
      ...{ code, name, floor, class: kind, domain, prefix, services },
      ...(place ? { place } : {}),
      ...(area ? { area } : {}),
      ...(facilities ? { facilities } : {}),
      windows: windowsOf(zone, codes),
    };
  });

/** A08: one seal per unit with matters, kept by its chief representative (D19). */
const sealsOf = ({ departments, matters }: HallData) =>
  departments
    .filter(({ name }) => matters.some(({ department }) => department === name))
    .map(({ id, name, fullName }) => ({
      id: `seal-${id}`,
      department: name,
      wording: sealWordingOf({ fullName }),
      keeper: `${id}.chief` as Subject,
    }));

const openCommandOf = (hall: HallRecord, data: HallData): OpenHallCommand => {
  const { code, hours, settings, place, name, level, area, floors, phone, reconsideration, court } = hall;
  const { plannedWindows } = hall;
  const parent = parentOf(code);
  const facts = Object.entries({ parent, area, floors, phone, reconsideration, court });
  const isCounty = level === COUNTY_HALL_LEVEL;
  return {
    type: 'open',
    code,
    profile: { place, name, level, ...Object.fromEntries(facts.filter(([, value]) => value !== undefined)) },
    ...(hours ? { hours: { hours } } : {}),
    ...(settings ? { settings } : {}),
    ...(plannedWindows === undefined ? {} : { plannedWindows }),
    zones: zonesOf(isCounty ? data.zones : data.townshipZones, data),
    ...(isCounty ? { departments: data.departments, seals: sealsOf(data) } : {}),
  };
};

const CHANGE = { reason: '大厅开设，登记进驻事项', basis: '政务服务事项基本目录' };

const seedMatters = (seeder: Seeder, county: HallRecord, { matters }: HallData): Promise<void> => {
  const calendar = createCalendar({ hours: county.hours ?? [] });
  const settings = { ...settingsOf(initialTenant), ...county.settings };
  return inParallel(matters, (record) => {
    const command = publishCommandOf(record, seeder.now(), { calendar, settings }, CHANGE);
    return seeder.run(county.code, matterAggregate, record.code, command);
  });
};

/** C24, E12: the themes of the county, each checked against its catalogue. */
const seedThemes = (seeder: Seeder, county: HallRecord, { themes, matters }: HallData): Promise<void> => {
  const codes = new Map(matters.map(({ name, code }) => [name, code as MatterCode]));
  return inParallel(themes, ({ code, ...record }) => {
    const theme = themeContentOf(code, record, (name) => codes.get(name));
    const command = { type: 'publish', theme, outside: record.outside } as const;
    return seeder.run(county.code, themeAggregate, code, command);
  });
};

/** The demo staff came with the windows, and were trained the week before (E38). */
const POSTED_ON = '2023-04-17' as Day;
const TRAINING = { kind: 'pre-job', on: '2023-04-14' as Day, topic: '受理规范、系统操作、服务礼仪' } as const;

const isStaffRole = (role: Role): role is StaffRole => (STAFF_ROLES as readonly Role[]).includes(role);

const memberCommands = ({ name, department, roles, windows }: Account): PostingCommand[] => {
  const member: StaffMember = {
    name,
    ...(department === undefined ? {} : { department }),
    roles: roles.filter(isStaffRole),
    ...(windows ? { windows } : {}),
    from: POSTED_ON,
  };
  return [
    { type: 'post-staff', member, termMonths: DEFAULT_SETTINGS.termMonths },
    { type: 'record-training', today: TRAINING.on, training: TRAINING },
  ];
};

const letterCommand = (
  { sub, matters, kind, department, signedBy, from }: HallData['letters'][number],
  today: Day,
): PostingCommand => ({
  type: 'record-authorisation',
  sub: sub as Subject,
  today,
  authorisation: {
    kind,
    department,
    signedBy,
    from,
    ...(matters ? { matters: matters as MatterCode[] } : {}),
  },
});

/** What is recorded of a person goes into one stream, one after the other; the persons' streams in parallel. */
const seedStaff = (seeder: Seeder, { accounts, letters }: HallData): Promise<void> => {
  const nameOf = ({ tenant, sub }: { tenant: TenantCode; sub: string }) => `${tenant} ${sub}`;
  const staff = accounts.filter(({ roles }) => roles.some(isStaffRole));
  const people = new Map([...staff, ...letters].map((one) => [nameOf(one), one]));
  const today = dayOf(seeder.now());
  return inParallel([...people], async ([name, { tenant, sub }]) => {
    const isOwn = (one: { tenant: TenantCode; sub: string }) => nameOf(one) === name;
    const commands = [
      ...staff.filter(isOwn).flatMap(memberCommands),
      ...letters.filter(isOwn).map((letter) => letterCommand(letter, today)),
    ];
    for (const [serial, command] of commands.entries())
      await seeder.run(tenant, postingAggregate, sub, command, serial);
  });
};

/**
 * First start: puts what `data/` holds through the deciders. The county's hall is opened last and marks the end, so that
 * a start that was broken off is made good by the next one, and what admins changed since is never touched.
 * @throws SeedError when the data break a rule.
 */
export const seedHalls = async (
  streams: Streams,
  clock: Clock,
  data = readHallData(),
): Promise<Seeded | undefined> => {
  const county = data.halls.find(({ level }) => level === COUNTY_HALL_LEVEL);
  if (!county) throw new SeedError('no county hall among the halls');
  const { state } = await streams.load(county.code, tenantAggregate, TENANT_STREAM);
  if (state.status === 'open') return undefined;
  const seeder = new Seeder(streams, clock);
  const open = (hall: HallRecord) =>
    seeder.run(hall.code, tenantAggregate, TENANT_STREAM, openCommandOf(hall, data));
  await seedMatters(seeder, county, data);
  await seedThemes(seeder, county, data);
  await seedStaff(seeder, data);
  await inParallel(
    data.halls.filter((hall) => hall !== county),
    open,
  );
  await open(county);
  return {
    halls: data.halls.length,
    matters: data.matters.length,
    themes: data.themes.length,
    authorisations: data.letters.length,
  };
};
