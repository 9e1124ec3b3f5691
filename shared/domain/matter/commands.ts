import type { MatterCode } from '../../kernel/ids.ts';
import type { Day } from '../../kernel/instant.ts';
import type { DutyAnswer, DutyCommand, DutyContext } from '../supervision/duty.ts';
import type { ChangeAnnounced } from './change.ts';
import type { MatterGuide } from './guide.ts';
import type { MatterVersion } from './matter.ts';

/** What a matter says, before the stream gives it its version number. */
export type MatterContent = Omit<MatterVersion, 'version'>;

export type MatterCommand =
  | (DutyContext & {
      readonly type: 'publish';
      /** Working days that the hall's setting allows from `published` on (C10, E34). */
      readonly changeOrderDays: number;
      readonly content: MatterContent;
      readonly guide: MatterGuide;
      readonly reason: string;
      readonly basis: string;
      /** The day the law or the list changed. */
      readonly published: Day;
    })
  | { readonly type: 'freeze'; readonly reason: string; readonly basis: string }
  | { readonly type: 'unfreeze'; readonly reason: string }
  | (DutyContext & {
      readonly type: 'merge';
      readonly code: MatterCode;
      readonly into: MatterCode;
      readonly reason: string;
      readonly basis: string;
    })
  | (DutyContext & { readonly type: 'retire'; readonly reason: string; readonly basis: string })
  /** C10, E34: the hall is told of a change and has so many working days to follow it. */
  | (DutyContext &
      Omit<ChangeAnnounced, 'terms'> & {
        readonly type: 'announce-change';
        readonly days: number;
        /** Who has to follow: for a matter that is not in the catalogue yet. */
        readonly unit?: string;
      })
  | (DutyContext & { readonly type: 'note-site'; readonly address: string })
  | (DutyContext & { readonly type: 'cancel-change'; readonly reason: string })
  | DutyAnswer
  | DutyCommand;

export type MatterCommandOf<Type extends MatterCommand['type']> = Extract<MatterCommand, { type: Type }>;
