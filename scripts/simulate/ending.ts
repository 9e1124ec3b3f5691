import { setTimeout as sleep } from 'node:timers/promises';
import mqtt from 'mqtt';
import { loadConfig } from '../../iot/agent/config.ts';
import { Board } from '../../shared/contracts/mqtt.ts';
import { boardTopic } from '../../shared/contracts/mqtt-topics.ts';
import { QueueView } from '../../shared/contracts/queues.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import type { InstalledDevice } from './devices.ts';
import { adminOf, type SimulatedHall } from './halls.ts';
import type { World } from './world.ts';

const POLL_MS = 500;
const PATIENCE_MS = 180_000;
/** A display shows so many of those who wait. */
const MOST_WAITING = 60;
const RETAINED_MS = 2_000;

const until = async (holds: () => Promise<boolean>, patienceMs: number): Promise<boolean> => {
  const end = Date.now() + patienceMs;
  while (!(await holds())) {
    if (Date.now() > end) return false;
    await sleep(POLL_MS);
  }
  return true;
};

const isQuiet = async (world: World, device: InstalledDevice): Promise<boolean> => {
  const state = await world
    .page(device)
    ?.state()
    .catch(() => undefined);
  if (!state) return false;
  return state['isOnline'] === true && (state['waiting'] ?? 0) === 0;
};

/** Waits until every device is on the line and has handed in all that it kept. Answers who did not. */
export const settle = async (
  world: World,
  devices: readonly InstalledDevice[],
): Promise<readonly InstalledDevice[]> => {
  let restless = devices;
  await until(async () => {
    const quiet = await Promise.all(restless.map((device) => isQuiet(world, device)));
    restless = restless.filter((_, index) => quiet[index] !== true);
    return restless.length === 0;
  }, PATIENCE_MS);
  return restless;
};

type Shown = Pick<Board, 'zone' | 'calling' | 'waiting' | 'waitingTotal'>;

/** What a board says, in a form that two can be compared by. */
const textOf = ({ calling, waiting, waitingTotal }: Shown): string =>
  JSON.stringify([
    calling.map(({ no, window }) => `${no} ${window}`).sort(),
    waiting.slice(0, MOST_WAITING),
    waitingTotal,
  ]);

const queueOf = async (world: World, tenant: TenantCode, zone: string): Promise<Shown> => {
  const { body } = await world.call(adminOf(tenant), 'GET', `/queues/${zone}`);
  const { calling, waiting, waitingTotal } = QueueView.parse(body);
  return { zone, calling, waiting: waiting.map(({ no }) => no), waitingTotal };
};

/** The boards that the broker holds for whoever comes new, by zone. */
const retainedBoards = async ({ tenant, file }: InstalledDevice): Promise<ReadonlyMap<string, Board>> => {
  const { endpoint, clientId, key, certificate: cert, ca } = loadConfig(file);
  const client = await mqtt.connectAsync(endpoint, { protocolVersion: 4, clientId, key, cert, ca });
  const boards = new Map<string, Board>();
  client.on('message', (_, payload) => {
    const board = Board.parse(JSON.parse(payload.toString()));
    boards.set(board.zone, board);
  });
  await client.subscribeAsync(boardTopic(tenant, '+'), { qos: 1 });
  await sleep(RETAINED_MS);
  await client.endAsync();
  return boards;
};

/** What each display of the hall shows of its zone. */
const shownBoards = async (
  world: World,
  displays: readonly InstalledDevice[],
): Promise<ReadonlyMap<string, Board>> => {
  const shown = await Promise.all(
    displays.map(async (display) => {
      const { boards } = (await world.page(display)?.state()) ?? {};
      return Board.array().parse(boards);
    }),
  );
  return new Map(shown.flat().map((board) => [board.zone, board]));
};

/** Boards that do not say what the queue says: what the broker holds, and what the displays show. */
export const wrongBoards = async (
  world: World,
  { tenant, zones }: SimulatedHall,
  displays: readonly InstalledDevice[],
  checker: InstalledDevice,
): Promise<readonly string[]> => {
  const [retained, shown] = [await retainedBoards(checker), await shownBoards(world, displays)];
  const wrong: string[] = [];
  for (const { code } of zones) {
    const queue = textOf(await queueOf(world, tenant, code));
    for (const [where, boards] of [
      ['retained', retained],
      ['shown', shown],
    ] as const) {
      const board = boards.get(code);
      const text = board ? textOf(board) : 'nothing';
      if (text !== queue) wrong.push(`${tenant} ${code} ${where}: ${text}, queue: ${queue}`);
    }
  }
  return wrong;
};
