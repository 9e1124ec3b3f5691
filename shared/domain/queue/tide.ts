import type { TideDeclineReason } from '../../contracts/tides.ts';
import type { Subject } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { CommitMeta } from '../decider.ts';
import type { SortedMap } from '../sorted-map.ts';
import type { TideEvent, TideProposed } from './events.ts';
import type { LoadFigures } from './tide-rules.ts';

/** A window that is to be opened, closed, or to serve more than before (潮汐窗口), and what came of it. */
export interface Tide extends TideProposed {
  readonly status: 'pending' | 'accepted' | 'declined' | 'lapsed';
  readonly proposedAt: Instant;
  /** When somebody accepted or declined it, or it did not hold any more. */
  readonly decidedAt?: Instant;
  readonly decidedBy?: { readonly sub: Subject; readonly name?: string };
  /** Whoever is to serve there. */
  readonly clerk?: Subject;
  /** Why it was declined. */
  readonly reason?: TideDeclineReason;
  readonly effect?: TideEffect;
}

/** The same load some time after. */
export interface TideEffect {
  readonly at: Instant;
  readonly figures: LoadFigures;
}

export type Tides = SortedMap<string, Tide>;

const decidedBy = ({ at, actor: { sub, name } }: CommitMeta): Pick<Tide, 'decidedAt' | 'decidedBy'> => ({
  decidedAt: at,
  decidedBy: { sub, ...(name === undefined ? {} : { name }) },
});

const changeOf = (event: Exclude<TideEvent, { type: 'TideProposed' }>, meta: CommitMeta): Partial<Tide> => {
  switch (event.type) {
    case 'TideAccepted':
      return {
        status: 'accepted',
        ...decidedBy(meta),
        ...(event.data.clerk === undefined ? {} : { clerk: event.data.clerk }),
      };
    case 'TideDeclined':
      return {
        status: 'declined',
        ...decidedBy(meta),
        ...(event.data.reason === undefined ? {} : { reason: event.data.reason }),
      };
    case 'TideLapsed':
      return { status: 'lapsed', decidedAt: meta.at };
    case 'TideMeasured':
      return { effect: { at: meta.at, figures: event.data.figures } };
    default:
      return event satisfies never;
  }
};

export const evolveTides = (tides: Tides, event: TideEvent, meta: CommitMeta): Tides => {
  const { id } = event.data;
  if (event.type === 'TideProposed')
    return tides.with(id, { ...event.data, status: 'pending', proposedAt: meta.at });
  const known = tides.get(id);
  return known ? tides.with(id, { ...known, ...changeOf(event, meta) }) : tides;
};
