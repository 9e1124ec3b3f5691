import { DownCall, UpCall } from '../../shared/contracts/mqtt.ts';
import { Boards } from '../agent/boards.ts';
import { stateFile } from '../agent/config.ts';
import { runProgram, type Build } from '../agent/program.ts';
import { currentAt, isPausedAfter, toldBy, type Told } from './at-window.ts';

const Press = UpCall.pick({ act: true, service: true, to: true });
const SHOWN_NEXT = 5;

export const caller: Build = (agent, config, changed) => {
  const boards = new Boards(stateFile(config, 'boards.json'));
  let told: Told | undefined;
  let isPaused = false;
  const board = () => {
    const { zone } = agent.offer ?? {};
    return zone === undefined ? undefined : boards.shown(agent.now(), zone)[0];
  };
  return {
    state: () => {
      const { hall, window, services = [], windows = [] } = agent.offer ?? {};
      return {
        kind: 'caller',
        now: agent.now(),
        isOnline: agent.isOnline,
        hall,
        window,
        services,
        windows,
        isPaused,
        current: window === undefined ? undefined : currentAt(window, told, board()),
        waitingTotal: board()?.waitingTotal,
        next: board()?.waiting.slice(0, SHOWN_NEXT) ?? [],
      };
    },
    acts: {
      call: async (body) => {
        const press = Press.parse(body);
        const window = agent.offer?.window;
        if (window === undefined) return { title: '本机未绑定窗口' };
        const answer = await agent.ask({ kind: 'call', fields: { ...press, window } });
        if (!answer) return { title: '网络中断，操作未送达，请稍后重按' };
        const said = DownCall.parse(answer);
        isPaused = isPausedAfter(press, said, isPaused);
        if (!said.problem) told = toldBy(said);
        changed();
        return said.problem ? { title: said.problem.title } : { ticket: said.ticket ?? null };
      },
    },
    onBoard: (payload) => {
      if (boards.take(payload)) changed();
    },
  };
};

if (import.meta.main) await runProgram(caller);
