import { stateFile } from '../agent/config.ts';
import { pageOf, runProgram } from '../agent/program.ts';
import { Boards } from './boards.ts';

await runProgram((agent, config, changed) => {
  const boards = new Boards(stateFile(config, 'boards.json'));
  return {
    html: pageOf(import.meta.dirname),
    state: () => ({
      hall: agent.offer?.hall,
      isStale: !agent.isOnline,
      boards: boards.shown(agent.now(), agent.offer?.zone),
    }),
    acts: {},
    onBoard: (payload) => {
      if (boards.take(payload)) changed();
    },
  };
});
