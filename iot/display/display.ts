import { Boards } from '../agent/boards.ts';
import { stateFile } from '../agent/config.ts';
import { runProgram, type Build } from '../agent/program.ts';

export const display: Build = (agent, config, changed) => {
  const boards = new Boards(stateFile(config, 'boards.json'));
  return {
    state: () => ({
      kind: 'display',
      now: agent.now(),
      isOnline: agent.isOnline,
      hall: agent.offer?.hall,
      isStale: !agent.isOnline,
      boards: boards.shown(agent.now(), agent.offer?.zone),
    }),
    acts: {},
    onBoard: (payload) => {
      if (boards.take(payload)) changed();
    },
  };
};

if (import.meta.main) await runProgram(display);
