import { cpus } from 'node:os';
import type { CaseCommand } from '../shared/domain/case/commands.ts';
import { caseDecider } from '../shared/domain/case/case.ts';
import {
  applies,
  at,
  authority,
  chief,
  citizen,
  clerk,
  decides,
  does,
  immediate,
  issuer,
  matter,
  promised,
  provided,
  REFUSES,
  reviewer,
  reviews,
  text,
  verifier,
  verifies,
  window,
} from '../shared/domain/case/case.test-support.ts';
import { initialCase, type CaseState } from '../shared/domain/case/state.ts';

const signed = { method: 'counter', signedBy: text() } as const;
const twoChecks = matter({ steps: '一审两核' });

/** Whole lives of cases, in the mix of a hall's day; the refused commands among them are counted too. */
const LIVES: Readonly<Record<string, readonly CaseCommand[]>> = {
  'immediate, one visit': [
    applies({ matter: immediate() }, window),
    decides(window),
    does(window, 'produce', {}),
    does(window, 'deliver', signed),
  ],
  'one check': [
    applies(),
    does(reviewer, 'claim', {}),
    reviews(reviewer),
    decides(chief),
    does(issuer, 'produce', {}),
    does(issuer, 'deliver', signed),
  ],
  'supplement, two checks, procedure, extension': [
    applies({ matter: twoChecks, channel: 'online', atCounter: false, materials: [] }, citizen),
    does(clerk, 'accept', {}),
    does(clerk, 'request-supplement', { items: [{ name: '申请书' }, { name: '场地证明' }] }),
    does(citizen, 'supplement', { materials: provided('申请书', '场地证明') }),
    does(clerk, 'accept', {}),
    reviews(reviewer),
    does(reviewer, 'start-procedure', { kind: '听证', days: 5 }),
    does(reviewer, 'finish-procedure', { result: text() }, at('2026-09-17')),
    does(chief, 'extend', { days: 5, reason: text(), authorisation: authority() }, at('2026-09-17')),
    verifies(verifier),
    verifies(reviewer),
    decides(chief),
    does(issuer, 'produce', {}),
    does(issuer, 'deliver', { method: 'post', tracking: 'EMS1' }),
  ],
  'deferred material, refused': [
    applies({ materials: [...provided('申请书'), promised('场地证明', '2026-09-18')] }),
    reviews(reviewer),
    decides(chief),
    decides(chief, REFUSES),
    does(issuer, 'deliver', signed),
  ],
};

const live = (commands: readonly CaseCommand[]): CaseState => {
  let state: CaseState = initialCase;
  let version = 0;
  for (const command of commands) {
    const decided = caseDecider.decide(command, state);
    if (!decided.ok) continue;
    const meta = { at: command.now, actor: command.actor, version };
    for (const event of decided.value) state = caseDecider.evolve(state, event, meta);
    version += 1;
  }
  return state;
};

const lives = Object.values(LIVES);
const commandsPerRound = lives.reduce((sum, commands) => sum + commands.length, 0);

/** CPU time, so that a busy machine does not spoil the figure. */
const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

const measure = (rounds: number): number => {
  const start = cpuSeconds();
  for (let round = 0; round < rounds; round += 1) for (const commands of lives) live(commands);
  return (rounds * commandsPerRound) / (cpuSeconds() - start);
};

for (const [name, commands] of Object.entries(LIVES)) {
  const { status } = live(commands);
  if (status !== 'closed') throw new Error(`${name} ended as ${status}`);
}

const ROUNDS = Number(process.argv[2] ?? 20_000);
measure(ROUNDS / 4);
const rates = Array.from({ length: 5 }, () => measure(ROUNDS)).sort((a, b) => a - b);
const [slowest = 0, , median = 0, , fastest = 0] = rates;
const rate = (value: number): string => Math.round(value).toLocaleString('en-US');
console.log(`${cpus()[0]?.model ?? 'cpu'}, Node ${process.version}, one core`);
console.log(
  `decide + evolve, ${commandsPerRound} commands in ${lives.length} whole lives, ${ROUNDS} rounds × 5`,
);
console.log(`${rate(median)} commands/s (median of CPU time; ${rate(slowest)} … ${rate(fastest)})`);
