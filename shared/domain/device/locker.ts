import { epochMsOf, instantOf, type Instant } from '../../kernel/instant.ts';
import { ok, refuse, type Refusal, type Result } from '../../kernel/result.ts';
import type { InCell, MessageRefused } from './events.ts';

/** A result that waits for its applicant. */
export interface Stowed extends InCell {
  readonly since: Instant;
}

export type LockerCommand =
  | ({ readonly type: 'stow' } & InCell)
  /** Somebody has entered a code: of this result, or of none. */
  | { readonly type: 'collect'; readonly caseNo?: string; readonly now: Instant }
  /** The hall takes a result out again: nobody came, or it goes by post. */
  | { readonly type: 'remove'; readonly cell: string };

export type LockerEvent =
  | { readonly type: 'ResultStowed'; readonly data: InCell }
  | { readonly type: 'ResultCollected'; readonly data: InCell }
  | { readonly type: 'ResultRemoved'; readonly data: InCell };

export type LockerRefusal = Refusal<'not-found' | 'cell-taken' | 'wrong-code' | 'too-many-codes'>;
type Decision = Result<readonly LockerEvent[], LockerRefusal>;

/** What the locker knows of itself. */
export interface Locker {
  readonly stowed?: readonly Stowed[];
  readonly refused?: readonly (MessageRefused & { readonly at: Instant })[];
}

const HOUR_MS = 3_600_000;
/** Six digits would be found by trying them all; so many wrong ones an hour are an error, more an attempt. */
const MOST_WRONG = 5;
const GUESSES: ReadonlySet<string> = new Set([
  'wrong-code',
  'too-many-codes',
] satisfies LockerRefusal['code'][]);

const isGuessed = ({ refused = [] }: Locker, now: Instant): boolean => {
  const since = instantOf(epochMsOf(now) - HOUR_MS);
  return refused.filter(({ refusal, at }) => GUESSES.has(refusal.code) && at > since).length >= MOST_WRONG;
};

const stow = ({ cell, caseNo }: InCell, stowed: readonly Stowed[]): Decision => {
  const known = stowed.find((each) => each.cell === cell || each.caseNo === caseNo);
  if (!known) return ok([{ type: 'ResultStowed', data: { cell, caseNo } }]);
  if (known.cell === cell && known.caseNo === caseNo) return ok([]);
  return refuse('cell-taken', known.cell === cell ? '该格已有物品' : `该件已在 ${known.cell} 号格`);
};

/** 自助取件柜 (E20): one result a cell; its code opens it once. */
export const decideLocker = (command: LockerCommand, locker: Locker): Decision => {
  const { stowed = [] } = locker;
  if (command.type === 'stow') return stow(command, stowed);
  if (command.type === 'collect' && isGuessed(locker, command.now))
    return refuse('too-many-codes', '取件码错误次数过多，请到统一出件窗口领取');
  const found =
    command.type === 'collect'
      ? stowed.find(({ caseNo }) => caseNo === command.caseNo)
      : stowed.find(({ cell }) => cell === command.cell);
  if (!found)
    return command.type === 'collect'
      ? refuse('wrong-code', '取件码不正确')
      : refuse('not-found', '该格没有物品');
  const { cell, caseNo } = found;
  const type = command.type === 'collect' ? 'ResultCollected' : 'ResultRemoved';
  return ok([{ type, data: { cell, caseNo } }]);
};

/** What lies in the locker after the event. */
export const stowedAfter = (
  stowed: readonly Stowed[] = [],
  { type, data: { cell, caseNo } }: LockerEvent,
  at: Instant,
): readonly Stowed[] =>
  type === 'ResultStowed'
    ? [...stowed, { cell, caseNo, since: at }]
    : stowed.filter((each) => each.cell !== cell);
