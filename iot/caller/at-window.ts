import type { Board, DownCall, UpCall } from '../../shared/contracts/mqtt.ts';

/** A number at the window; `status` is known of what was done here. */
interface AtWindow {
  readonly no: string;
  readonly service?: string;
  readonly status?: 'called' | 'serving';
}

/** What the hall's last answer said of the window. */
export interface Told {
  readonly at: string;
  readonly ticket: AtWindow | undefined;
}

export const toldBy = ({ at, ticket }: DownCall): Told => {
  const { no, service, status } = ticket ?? {};
  const isHere = no !== undefined && service !== undefined && (status === 'called' || status === 'serving');
  return { at, ticket: isHere ? { no, service, status } : undefined };
};

/**
 * Who is at the window: as the last answer said, until a later board says otherwise, because the clerk has gone on at the
 * counter.
 */
export const currentAt = (
  window: string,
  told: Told | undefined,
  board: Board | undefined,
): AtWindow | undefined => {
  if (told && (!board || board.at <= told.at)) return told.ticket;
  const no = board?.calling.find((each) => each.window === window)?.no;
  if (no === undefined) return undefined;
  return told?.ticket?.no === no ? told.ticket : { no };
};

/**
 * Whether the window has a break after an act; a window that is not open offers to go on. Of a transfer to another window
 * it may be that one which is not open.
 */
export const isPausedAfter = (
  { act, to }: Pick<UpCall, 'act' | 'to'>,
  { problem }: DownCall,
  before: boolean,
): boolean => {
  if (!problem) return act === 'pause' || act === 'close';
  return problem.type === 'window-not-open' && to === undefined ? true : before;
};
