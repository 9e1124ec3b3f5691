import type { OpenedCase } from '../../shared/domain/case/state.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import type { Page, Views } from '../../shared/ports/views.ts';
import { listOf } from './lists.ts';

/** List of the supervision view: cases of which a limit may still become due, of the hall and of those below it. */
export const RUNNING = 'running';

/** A case as that view keeps it: without its papers. */
export interface RunningCase {
  /** The hall whose case it is. */
  readonly tenant: TenantCode;
  readonly state: OpenedCase;
}

/** A page of the running cases that a hall oversees. */
export const runningCases = (
  views: Views,
  hall: TenantCode,
  limit: number,
  cursor?: string,
): Promise<Page<RunningCase>> =>
  listOf<RunningCase>(views.for(hall), {
    list: 'list3',
    partition: RUNNING,
    limit,
    ...(cursor === undefined ? {} : { cursor }),
  });
