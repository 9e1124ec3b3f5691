import type { OpenedCase } from '../../shared/domain/case/state.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import type { Page, Views } from '../../shared/ports/views.ts';
import { listOf } from './lists.ts';

/** List of everything of which a limit may still become due, of the hall and of those below it. */
export const RUNNING = 'running';

/** A case as that list keeps it: without its papers. */
export interface RunningCase {
  /** The hall whose case it is. */
  readonly tenant: TenantCode;
  readonly state: OpenedCase;
}

/** A stream beside the cases that has a limit: a consultation, a matter that changes, a linked case. */
export interface OtherLimit {
  readonly tenant: TenantCode;
  readonly aggregate: 'consultation' | 'matter' | 'bundle';
  readonly id: string;
}
export type RunningLimit = RunningCase | OtherLimit;

/** A page of the running limits that a hall oversees. */
export const runningLimits = (
  views: Views,
  hall: TenantCode,
  limit: number,
  cursor?: string,
): Promise<Page<RunningLimit>> =>
  listOf<RunningLimit>(views.for(hall), {
    list: 'list3',
    partition: RUNNING,
    limit,
    ...(cursor === undefined ? {} : { cursor }),
  });
