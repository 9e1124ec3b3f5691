import type { MatterCode } from '../../kernel/ids.ts';
import type { Day, Instant } from '../../kernel/instant.ts';
import type { WorkingCalendar } from '../../time/calendar.ts';
import type { MatterGuide } from './guide.ts';
import type { MatterVersion } from './matter.ts';

/** What a matter says, before the stream gives it its version number. */
export type MatterContent = Omit<MatterVersion, 'version'>;

export type MatterCommand =
  | {
      readonly type: 'publish';
      readonly now: Instant;
      readonly calendar: WorkingCalendar;
      /** Working days that the hall's setting allows from `published` on (C10, E34). */
      readonly changeOrderDays: number;
      readonly content: MatterContent;
      readonly guide: MatterGuide;
      readonly reason: string;
      readonly basis: string;
      /** The day the law or the list changed. */
      readonly published: Day;
    }
  | { readonly type: 'freeze'; readonly reason: string; readonly basis: string }
  | { readonly type: 'unfreeze'; readonly reason: string }
  | {
      readonly type: 'merge';
      readonly code: MatterCode;
      readonly into: MatterCode;
      readonly reason: string;
      readonly basis: string;
    }
  | { readonly type: 'retire'; readonly reason: string; readonly basis: string };

export type MatterCommandOf<Type extends MatterCommand['type']> = Extract<MatterCommand, { type: Type }>;
