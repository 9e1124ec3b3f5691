import type { MatterCode } from '../../kernel/ids.ts';
import type { Day } from '../../kernel/instant.ts';
import type { ChangeEvent } from './change.ts';
import type { MatterGuide } from './guide.ts';
import type { MatterVersion } from './matter.ts';

/** Why a matter changed. `published` is the day the law or the list changed; the hall must have followed by `due`. */
export interface ChangeOrder {
  readonly reason: string;
  readonly basis: string;
  readonly published: Day;
  /** C10: three working days after `published`, E34: ten; by the hall's setting. */
  readonly due: Day;
  readonly late: boolean;
}

export interface MatterPublished {
  readonly matter: MatterVersion;
  readonly guide: MatterGuide;
  readonly change: ChangeOrder;
}

export type MatterEvent =
  | { readonly type: 'MatterPublished'; readonly data: MatterPublished }
  | { readonly type: 'MatterFrozen'; readonly data: { readonly reason: string; readonly basis: string } }
  | { readonly type: 'MatterUnfrozen'; readonly data: { readonly reason: string } }
  | {
      readonly type: 'MatterMerged';
      readonly data: { readonly into: MatterCode; readonly reason: string; readonly basis: string };
    }
  | { readonly type: 'MatterRetired'; readonly data: { readonly reason: string; readonly basis: string } }
  | ChangeEvent;
