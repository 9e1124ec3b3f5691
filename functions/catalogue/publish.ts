import type { MatterRecord } from '../../shared/contracts/matter.ts';
import type { MatterCommandOf } from '../../shared/domain/matter/commands.ts';
import type { HallSettings } from '../../shared/domain/tenant/hall.ts';
import { dayOf, type Day, type Instant } from '../../shared/kernel/instant.ts';
import type { WorkingCalendar } from '../../shared/time/calendar.ts';
import { contentOf } from './content.ts';

/** What the deadline of a change order is reckoned with (C10, E34). */
export interface ChangeRules {
  readonly calendar: WorkingCalendar;
  readonly settings: Pick<HallSettings, 'changeOrderDays'> & Partial<Pick<HallSettings, 'cards'>>;
}

export interface ChangeNote {
  readonly reason: string;
  readonly basis: string;
  /** The day the law or the list changed; today unless said. */
  readonly published?: Day | undefined;
}

/** The command that makes `record` the matter's new version. */
export const publishCommandOf = (
  record: MatterRecord,
  now: Instant,
  { calendar, settings }: ChangeRules,
  { reason, basis, published = dayOf(now) }: ChangeNote,
): MatterCommandOf<'publish'> => ({
  type: 'publish',
  now,
  calendar,
  ...(settings.cards && { cards: settings.cards }),
  changeOrderDays: settings.changeOrderDays,
  ...contentOf(record),
  reason,
  basis,
  published,
});
