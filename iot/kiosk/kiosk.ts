import type { DeviceConfig } from '../../shared/contracts/mqtt.ts';
import { dayOf, type Instant } from '../../shared/kernel/instant.ts';
import { stateFile } from '../agent/config.ts';
import { runProgram, type Build } from '../agent/program.ts';
import { Desk } from './desk.ts';
import { print } from './printer.ts';

const hoursOn = (now: Instant, offer: DeviceConfig | undefined): DeviceConfig['hours'] | undefined =>
  offer && dayOf(offer.at as Instant) === dayOf(now) ? offer.hours : undefined;

export const kiosk: Build = (agent, config) => {
  const desk = new Desk(agent, stateFile(config, 'series.json'));
  let hasPaper = true;
  const nameOf = (code: string): string =>
    agent.offer?.services.find((service) => service.code === code)?.name ?? code;
  return {
    state: () => ({
      kind: 'kiosk',
      now: agent.now(),
      isOnline: agent.isOnline,
      hall: agent.offer?.hall,
      services: agent.offer?.services ?? [],
      zones: agent.offer?.zones ?? [],
      hours: hoursOn(agent.now(), agent.offer),
      hasPaper,
      waiting: agent.waiting.length,
    }),
    acts: {
      ticket: async (body) => {
        const given = await desk.give(body);
        if ('title' in given) return given;
        const { service } = body as { service: string };
        const slip = { ...given, hall: agent.offer?.hall ?? '', service: nameOf(service) };
        hasPaper = print(config.printer, slip, (error) => process.stderr.write(`${String(error)}\n`));
        agent.notePaper(hasPaper);
        return { ...given, isPrinted: hasPaper };
      },
    },
  };
};

if (import.meta.main) await runProgram(kiosk);
