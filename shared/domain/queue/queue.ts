import type { Decider } from '../decider.ts';
import type { QueueCommand } from './commands.ts';
import type { Decision, QueueRefusal } from './decision.ts';
import type { QueueEvent } from './events.ts';
import { evolveQueue } from './evolve.ts';
import { initialQueue, type QueueState } from './state.ts';
import { acceptTide, declineTide, watchTide } from './tide-acts.ts';
import { cancel, issue, leaseOffline, linkCase, takeIn } from './tickets.ts';
import { atWindow, open } from './window-acts.ts';
import type { Day } from '../../kernel/instant.ts';

const decide = (command: QueueCommand, state: QueueState): Decision => {
  switch (command.type) {
    case 'issue':
      return issue(command, state);
    case 'take-in':
      return takeIn(command, state);
    case 'lease-offline':
      return leaseOffline(command, state);
    case 'cancel':
      return cancel(command, state);
    case 'link-case':
      return linkCase(command, state);
    case 'watch-tide':
      return watchTide(command, state);
    case 'accept-tide':
      return acceptTide(command, state);
    case 'decline-tide':
      return declineTide(command, state);
    case 'open':
      return open(command, state);
    case 'pause':
    case 'close':
    case 'call-next':
    case 'recall':
    case 'skip':
    case 'transfer':
    case 'start':
    case 'finish':
      return atWindow(command, state);
    default:
      return command satisfies never;
  }
};

const decider: Decider<QueueState, QueueCommand, QueueEvent, QueueRefusal> = {
  initial: initialQueue,
  decide,
  evolve: evolveQueue,
  upcasters: {
    TicketIssued: [],
    OfflineNumbersLeased: [],
    TicketCalled: [],
    TicketRecalled: [],
    TicketMissed: [],
    TicketReinserted: [],
    TicketTransferred: [],
    TicketReturned: [],
    TicketCancelled: [],
    CaseLinked: [],
    ServiceStarted: [],
    ServiceFinished: [],
    WindowOpened: [],
    WindowPaused: [],
    WindowClosed: [],
    TideProposed: [],
    TideAccepted: [],
    TideDeclined: [],
    TideLapsed: [],
    TideMeasured: [],
  },
};

/** 排队: one stream per zone and day, so that numbers begin anew every day. The windows of the zone are part of it. */
export const queueAggregate = { name: 'queue', decider } as const;

export const queueStream = (zone: string, day: Day): string => `${zone}:${day}`;
