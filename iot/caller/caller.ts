import { DownCall, UpCall } from '../../shared/contracts/mqtt.ts';
import { pageOf, runProgram } from '../agent/program.ts';

const Press = UpCall.pick({ act: true, service: true, to: true });

await runProgram((agent) => ({
  html: pageOf(import.meta.dirname),
  state: () => ({ hall: agent.offer?.hall, window: agent.offer?.window, isOnline: agent.isOnline }),
  acts: {
    call: async (body) => {
      const press = Press.parse(body);
      const window = agent.offer?.window;
      if (window === undefined) return { title: '本机未绑定窗口' };
      const answer = await agent.ask({ kind: 'call', fields: { ...press, window } });
      if (!answer) return { title: '网络中断，操作未送达，请稍后重按' };
      const { ticket, problem } = DownCall.parse(answer);
      return problem ? { title: problem.title } : { ticket: ticket ?? null };
    },
  },
}));
