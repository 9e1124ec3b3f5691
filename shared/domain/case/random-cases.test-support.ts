import type { Actor } from '../../kernel/actor.ts';
import type { Subject } from '../../kernel/ids.ts';
import { epochMsOf, instantOf, type Instant } from '../../kernel/instant.ts';
import { CASE_TYPES, STEP_MODELS, type MatterVersion } from '../matter/matter.ts';
import {
  applies,
  authority,
  day,
  decides,
  does,
  matter,
  MONDAY,
  PEOPLE,
  promised,
  provided,
  REFUSES,
  text,
  verifier,
  window,
} from './case.test-support.ts';
import type { CaseAct, CaseCommand } from './commands.ts';
import type { SubmittedMaterial } from './events.ts';
import { CASE_ACTS } from './guards.ts';
import { nextActs } from './next-acts.ts';
import type { CaseState } from './state.ts';

/** Small choices, all from one number: a command sequence is a list of numbers, so that it shrinks well. */
class Choices {
  #rest: number;

  constructor(seed: number) {
    this.#rest = seed >>> 0;
  }

  /** 0 … count − 1. */
  below(count: number): number {
    this.#rest = (Math.imul(this.#rest ^ (this.#rest >>> 15), 0x2c1b3c6d) + 0x297a2d39) >>> 0;
    return this.#rest % count;
  }

  of<Item>(items: readonly [Item, ...Item[]] | readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new RangeError('nothing to choose from');
    return item;
  }

  chance(percent: number): boolean {
    return this.below(100) < percent;
  }
}

const HOUR = 3_600_000;
const WAITS = [0, 1, 3, 24, 24, 72, 240, 600] as const;
const NAMES = ['申请书', '场地证明', '荣誉证书', '申请表单', '推荐信'] as const;
const DEFERRABLE = '场地证明';

const anyMatter = (choices: Choices): MatterVersion =>
  matter({
    steps: choices.of(STEP_MODELS),
    caseType: choices.of(CASE_TYPES),
    promisedDays: choices.of([0, 3, 8, 20]),
    statutoryDays: choices.of([null, 20, 30]),
    ...(choices.chance(20) && { upperAgency: '市民政局' }),
  });

/** Mostly everything, now and then something missing or promised, rarely what may not be promised. */
const anyMaterials = (choices: Choices): readonly SubmittedMaterial[] =>
  NAMES.flatMap((name) => {
    if (choices.chance(name === DEFERRABLE ? 50 : 85)) return provided(name);
    const mayPromise = choices.chance(name === DEFERRABLE ? 70 : 3);
    return mayPromise ? [promised(name, choices.of(['2026-09-14', '2026-09-16', '2026-09-30']))] : [];
  });

type Make = (choices: Choices, actor: Actor, now: Instant) => CaseCommand;

/** A body for each act, usually a sensible one. */
const COMMANDS: Readonly<Record<CaseAct, Make>> = {
  accept: (_, actor, now) => does(actor, 'accept', {}, now),
  'deem-accepted': (_, actor, now) => does(actor, 'deem-accepted', {}, now),
  'request-supplement': (choices, actor, now) => {
    const names = choices.chance(70) ? NAMES.slice(0, 3) : NAMES.filter(() => choices.chance(50));
    return does(actor, 'request-supplement', { items: names.map((name) => ({ name, note: text() })) }, now);
  },
  supplement: (choices, actor, now) => does(actor, 'supplement', { materials: anyMaterials(choices) }, now),
  decline: (_, actor, now) => does(actor, 'decline', { reason: text() }, now),
  withdraw: (_, actor, now) => does(actor, 'withdraw', {}, now),
  lapse: (_, actor, now) => does(actor, 'lapse', {}, now),
  claim: (_, actor, now) => does(actor, 'claim', {}, now),
  assign: (choices, actor, now) => {
    const colleague = choices.of(PEOPLE);
    return does(actor, 'assign', { to: colleague.sub, colleague }, now);
  },
  review: (choices, actor, now) => does(actor, 'review', { result: passOr(choices), opinion: text() }, now),
  verify: (choices, actor, now) => does(actor, 'verify', { result: passOr(choices), opinion: text() }, now),
  'start-procedure': (choices, actor, now) =>
    does(
      actor,
      'start-procedure',
      { kind: choices.of(['听证', '现场勘验', '抽签']), days: choices.below(8) },
      now,
    ),
  'finish-procedure': (_, actor, now) => does(actor, 'finish-procedure', { result: text() }, now),
  extend: (choices, actor, now) =>
    does(actor, 'extend', { days: choices.below(13), reason: text(), authorisation: authority() }, now),
  forward: (_, actor, now) => does(actor, 'forward', { opinion: text() }, now),
  decide: (choices, actor, now) => decides(actor, choices.chance(75) ? {} : REFUSES, now),
  produce: (_, actor, now) => does(actor, 'produce', {}, now),
  deliver: (choices, actor, now) =>
    does(actor, 'deliver', { method: choices.of(['counter', 'locker']), signedBy: text() }, now),
  'check-in': (_, actor, now) => does(actor, 'check-in', {}, now),
  'miss-summons': (_, actor, now) => does(actor, 'miss-summons', {}, now),
  'move-dues': (_, actor, now) => does(actor, 'move-dues', { changes: [] }, now),
  'raise-cards': (_, actor, now) => does(actor, 'raise-cards', {}, now),
  urge: (_, actor, now) => does(actor, 'urge', {}, now),
  'order-card': (_, actor, now) => does(actor, 'order-card', { level: 'interviewed' }, now),
  'acknowledge-card': (_, actor, now) => does(actor, 'acknowledge-card', { level: 'red' }, now),
  'reply-card': (_, actor, now) => does(actor, 'reply-card', { level: 'red', reply: text() }, now),
};

const passOr = (choices: Choices): 'pass' | 'return' => (choices.chance(75) ? 'pass' : 'return');

/** Acts that end a case early; drawn less often, so that more cases live on. */
const ENDS: readonly CaseAct[] = ['decline', 'withdraw', 'lapse'];

/** Who has every role, and so is stopped by nothing but the separation of duties. */
const ALL_ROUNDERS: readonly Actor[] = [window, { ...window, sub: 'window-2' as Subject }];

/** What to do, and who does it: mostly something that is open, by one who may or by an all-rounder; or anything. */
const anyDeed = (choices: Choices, state: CaseState, now: Instant): readonly [CaseAct, Actor] => {
  const first = choices.below(PEOPLE.length);
  const tries = choices.chance(80) ? PEOPLE.length : 0;
  for (let offset = 0; offset < tries; offset += 1) {
    const actor = PEOPLE[(first + offset) % PEOPLE.length];
    const next =
      actor && nextActs(state, actor, now).filter((act) => !ENDS.includes(act) || choices.chance(10));
    if (next && next.length > 0)
      return [choices.of(next), choices.chance(80) ? actor : choices.of(ALL_ROUNDERS)];
  }
  return [choices.of(CASE_ACTS), choices.of(PEOPLE)];
};

const isOver = ({ status }: CaseState): boolean => ['closed', 'declined', 'withdrawn'].includes(status);

/** The next command of a random case, from one number: applied for first, then anything by anybody, often what is open. */
export const anyCommand = (seed: number, state: CaseState, last: Instant): CaseCommand => {
  const choices = new Choices(seed);
  if (state.status === 'none') {
    const changes = {
      matter: anyMatter(choices),
      materials: anyMaterials(choices),
      atCounter: choices.chance(80),
    };
    return applies(changes, choices.of(PEOPLE), MONDAY);
  }
  const now = instantOf(epochMsOf(last) + choices.of(WAITS) * HOUR);
  const [act, actor] = isOver(state)
    ? [choices.of(CASE_ACTS), choices.of(PEOPLE)]
    : anyDeed(choices, state, now);
  return COMMANDS[act](choices, actor, now);
};

/** Bodies that no rule about bodies objects to, for asking whether status and role allow an act. */
export const sensibleCommand = (act: CaseAct, actor: Actor, now: Instant): CaseCommand => {
  if (act === 'start-procedure') return does(actor, act, { kind: '听证', days: 5 }, now);
  if (act === 'extend') return does(actor, act, { days: 5, reason: text(), authorisation: authority() }, now);
  if (act === 'review' || act === 'verify') return does(actor, act, { result: 'pass', opinion: text() }, now);
  if (act === 'decide') return decides(actor, REFUSES, now);
  if (act === 'assign') {
    const colleague = { ...verifier, sub: 'colleague' as Subject };
    const authorisation = authority({ kind: 'section-head' });
    return does(actor, act, { to: colleague.sub, colleague, authorisation }, now);
  }
  if (act === 'produce') return does(actor, act, { validUntil: day('2099-12-31') }, now);
  if (act === 'supplement') return does(actor, act, { materials: provided('场地证明') }, now);
  return COMMANDS[act](new Choices(1), actor, now);
};
