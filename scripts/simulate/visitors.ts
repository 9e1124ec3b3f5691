import { setTimeout as sleep } from 'node:timers/promises';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import type { InstalledDevice } from './devices.ts';
import type { Visit } from './visits.ts';
import type { World } from './world.ts';

const AGAIN_MS = 1_000;

const wishOf = ({ service, zone, priority, idTail }: Visit): object => ({
  service,
  zone,
  ...(priority === undefined ? {} : { priority }),
  ...(idTail === undefined ? {} : { applicant: { idTail } }),
});

/** Presses at the ticket machine until there is a number, or none is to be had. */
const takeNumber = async (world: World, kiosk: InstalledDevice, visit: Visit): Promise<void> => {
  const { tally } = world;
  while (!world.isClosing) {
    const isAlive = world.page(kiosk) !== undefined;
    const given = await world.press(kiosk, 'ticket', wishOf(visit));
    if (given) {
      const { no, isOffline } = given;
      if (typeof no !== 'string') tally.turnedAway += 1;
      else {
        tally[isOffline === true ? 'offline' : 'online'] += 1;
        world.take(kiosk.tenant, no, visit);
      }
      return;
    }
    if (isAlive) tally.broken.set(kiosk, (tally.broken.get(kiosk) ?? 0) + 1);
    await sleep(AGAIN_MS);
  }
};

/** Everybody comes at their minute, each to one of the ticket machines of the hall. */
export const letCome = async (
  world: World,
  tenant: TenantCode,
  kiosks: readonly InstalledDevice[],
  visits: readonly Visit[],
): Promise<void> => {
  const own = kiosks.filter((kiosk) => kiosk.tenant === tenant);
  await Promise.all(
    visits.map(async (visit, index) => {
      const kiosk = own[index % own.length];
      await world.pace.until(visit.minute);
      if (kiosk) await takeNumber(world, kiosk, visit);
    }),
  );
};
