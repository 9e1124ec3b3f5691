import { downTopic } from '../../shared/contracts/mqtt-topics.ts';
import type { DownInvitation } from '../../shared/contracts/mqtt.ts';
import type { QueueEvent } from '../../shared/domain/queue/events.ts';
import { dayOf } from '../../shared/kernel/instant.ts';
import type { DeviceMessages } from '../../shared/ports/device-hub.ts';
import type { Commit } from '../../shared/ports/event-log.ts';
import type { Deps } from '../runtime/deps.ts';
import { allOf } from '../runtime/lists.ts';
import { messageId } from '../runtime/message-id.ts';
import { windowList, type DeviceRow } from './views.ts';

type InvitationDeps = Pick<Deps, 'views' | 'clock' | 'secret'> & { readonly messages: DeviceMessages };

/** Service has ended at a window: the evaluators that stand there ask how it was (好差评, 一次一评). */
export const invitationReaction =
  (deps: InvitationDeps) =>
  async ({ tenant, stream, events, version, at }: Commit): Promise<void> => {
    if (stream.aggregate !== 'queue') return;
    const finished = (events as unknown as readonly QueueEvent[]).find(
      (event) => event.type === 'ServiceFinished',
    );
    if (finished === undefined || !stream.id.endsWith(`:${dayOf(deps.clock.now())}`)) return;
    const { no, window } = finished.data;
    const query = { list: 'list3', partition: windowList(window) } as const;
    const standing = await allOf<DeviceRow>(deps.views.for(tenant), query);
    const here = standing.filter(({ kind, status }) => kind === 'evaluator' && status === 'active');
    for (const { name } of here) {
      const id = messageId(deps.secret, at, 'invitation', tenant, name, `${stream.id}.${version}`);
      const invitation: DownInvitation = { id, at, v: 1, act: no };
      await deps.messages.publish(downTopic(tenant, name, 'invitation'), invitation);
    }
  };
