import type { CaseEvent } from '../../shared/domain/case/events.ts';
import { caseUpcasters } from '../../shared/domain/case/upcasters.ts';
import type { QueueEvent } from '../../shared/domain/queue/events.ts';
import { queueAggregate } from '../../shared/domain/queue/queue.ts';
import { upcast } from '../../shared/domain/upcast.ts';
import type { ActorRecord } from '../../shared/kernel/actor.ts';
import type { CaseNo, Subject } from '../../shared/kernel/ids.ts';
import { dayOf, type Day } from '../../shared/kernel/instant.ts';
import type { Commit } from '../../shared/ports/event-log.ts';
import type { Projection, ViewRow } from '../../shared/ports/views.ts';
import {
  acceptedOn,
  endedOn,
  receivedOn,
  servedOn,
  type CaseDays,
  type ServedDay,
} from '../runtime/served-rows.ts';

type Meta = Pick<Commit, 'at' | 'actor'>;

const withServed = (row: CaseDays, { sub, roles }: ActorRecord): readonly Subject[] =>
  roles.includes('system') || row.served.includes(sub) ? row.served : [...row.served, sub];

const SERVES: readonly CaseEvent['type'][] = ['CaseAccepted', 'CaseDeclined', 'CaseDecided'];
const ENDS: readonly CaseEvent['type'][] = ['CaseDeclined', 'CaseWithdrawn', 'CaseClosed'];

/** What an event adds to the days of a case. A deemed acceptance was nobody's. */
const tellDay = (row: CaseDays, { type }: CaseEvent, { at, actor }: Meta): CaseDays => ({
  ...row,
  ...(SERVES.includes(type) ? { served: withServed(row, actor) } : {}),
  ...(type === 'CaseAccepted' ? { acceptedAt: at } : {}),
  ...(type === 'CaseDecided' ? { decidedAt: at } : {}),
  ...(ENDS.includes(type) ? { endedAt: at } : {}),
});

const caseLists = ({ caseNo, receivedAt, acceptedAt, endedAt }: CaseDays): ViewRow['lists'] => ({
  list1: { partition: receivedOn(dayOf(receivedAt)), sort: caseNo },
  ...(acceptedAt ? { list2: { partition: acceptedOn(dayOf(acceptedAt)), sort: caseNo } } : {}),
  ...(endedAt ? { list3: { partition: endedOn(dayOf(endedAt)), sort: caseNo } } : {}),
});

/** The log holds a case that does not begin with its receipt. */
export class CaseDaysError extends Error {
  override readonly name = 'CaseDaysError';
}

/** By which days a case counts: received, accepted, over. */
export const caseDays: Projection<CaseDays> = {
  view: 'case-days',
  aggregate: 'case',
  project: (before, { at, actor, events, stream }) => {
    const data = events.reduce<CaseDays | undefined>((row, stored) => {
      const event = upcast<CaseEvent>(caseUpcasters, stored);
      if (event.type !== 'CaseReceived') return row && tellDay(row, event, { at, actor });
      const { department, type: matterType } = event.data.matter;
      return { caseNo: stream.id as CaseNo, department, matterType, receivedAt: at, served: [] };
    }, before);
    if (!data) throw new CaseDaysError(`case ${stream.id} begins without receipt`);
    return { data, lists: caseLists(data) };
  },
};

/** With who sits at each window: a button on the desk is pressed for that person. */
type ServedRow = ServedDay & { readonly clerks: Readonly<Record<string, Subject>> };

const more = (counts: Readonly<Record<string, number>>, key: string, by: number) => ({
  ...counts,
  [key]: (counts[key] ?? 0) + by,
});

const finished = (
  row: ServedRow,
  { window, cases = [] }: Extract<QueueEvent, { type: 'ServiceFinished' }>['data'],
  { sub, device }: ActorRecord,
): ServedRow => {
  const who = device === undefined ? sub : (row.clerks[window] ?? sub);
  return {
    ...row,
    windows: more(row.windows, window, 1 + cases.length),
    people: more(row.people, who, 1),
  };
};

const emptyDay = (id: string): ServedRow => {
  const [zone = '', day = ''] = id.split(':');
  return { zone, day: day as Day, windows: {}, people: {}, clerks: {} };
};

/** What the windows of a zone finish in a day: how many could have been rated. */
export const servedRows: Projection<ServedRow> = {
  view: 'served',
  aggregate: 'queue',
  project: (before, { actor, events, stream }) => {
    const data = events.reduce<ServedRow>(
      (row, stored) => {
        const event = upcast<QueueEvent>(queueAggregate.decider.upcasters, stored);
        if (event.type === 'ServiceFinished') return finished(row, event.data, actor);
        if (event.type !== 'WindowOpened' || actor.device !== undefined) return row;
        return { ...row, clerks: { ...row.clerks, [event.data.window]: event.data.clerk ?? actor.sub } };
      },
      before ?? emptyDay(stream.id),
    );
    return { data, lists: { list1: { partition: servedOn(data.day), sort: data.zone } } };
  },
};
