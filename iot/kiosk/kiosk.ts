import { stateFile } from '../agent/config.ts';
import { pageOf, runProgram } from '../agent/program.ts';
import { Desk } from './desk.ts';
import { print } from './printer.ts';

await runProgram((agent, config) => {
  const desk = new Desk(agent, stateFile(config, 'series.json'));
  const nameOf = (code: string): string =>
    agent.offer?.services.find((service) => service.code === code)?.name ?? code;
  return {
    html: pageOf(import.meta.dirname),
    state: () => ({
      hall: agent.offer?.hall,
      services: agent.offer?.services ?? [],
      isOnline: agent.isOnline,
      waiting: agent.waiting.length,
    }),
    acts: {
      ticket: async (body) => {
        const given = await desk.give(body);
        if ('title' in given) return given;
        const { service } = body as { service: string };
        const slip = { ...given, hall: agent.offer?.hall ?? '', service: nameOf(service) };
        const isPrinted = print(config.printer, slip, (error) => process.stderr.write(`${String(error)}\n`));
        agent.notePaper(isPrinted);
        return { ...given, isPrinted };
      },
    },
  };
});
