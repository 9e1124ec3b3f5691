import { describe, expect, it } from 'vitest';
import { overdueFrom, instantWhenRemaining } from '../../time/limits.ts';
import { DEFAULT_CARDS } from '../supervision/card-rules.ts';
import {
  applies,
  at,
  authority,
  calendar,
  chief,
  clerk,
  decides,
  does,
  given,
  issuer,
  matter,
  MONDAY,
  provided,
  reviewer,
  reviews,
  stranger,
  supervisor,
  system,
  text,
} from './case.test-support.ts';
import type { CaseCommand } from './commands.ts';
import type { CaseEvent } from './events.ts';
import { limitsOf } from './limits.ts';
import { nextStep } from './next-step.ts';
import type { OpenedCase } from './state.ts';

const supervisedBy = (command: CaseCommand): CaseCommand => ({ ...command, cards: DEFAULT_CARDS });
const looks = (now: string, time?: string) => supervisedBy(does(system, 'raise-cards', {}, at(now, time)));

const raised = (events: readonly CaseEvent[]) =>
  events.flatMap(({ type, data }) => (type === 'CardRaised' ? [data] : []));
const levels = (events: readonly CaseEvent[]) => raised(events).map(({ level }) => level);
const typesOf = (events: readonly CaseEvent[]) => events.map(({ type }) => type);

const opened = (...history: readonly CaseCommand[]): OpenedCase => {
  const { state } = given(...history);
  if (state.status === 'none') throw new Error('no case');
  return state;
};

/** Accepted on Monday 2026-09-14, eight working days promised, twenty by law: due on 09-23 and 10-19. */
const accepted = applies();

describe('cards of a case that is being handled', () => {
  it('C65: yellow when one working day or a fifth of the promise is left, at the instant that shared/time says', () => {
    const { promised } = limitsOf(opened(accepted).clock as NonNullable<OpenedCase['clock']>);
    const since = instantWhenRemaining(calendar, promised, 1);
    expect(since).toBe(at('2026-09-22', '18:00'));
    expect(nextStep(opened(accepted), calendar, DEFAULT_CARDS, MONDAY)).toEqual({ wakeAt: since });
    expect(given(accepted).when(looks('2026-09-22', '17:59')).events).toEqual([]);
    expect(given(accepted).when(looks('2026-09-22', '18:00')).events).toEqual([
      {
        type: 'CardRaised',
        data: { no: 1, level: 'yellow', clock: 'handling', cause: 'near-limit', since, unit: '县民政局' },
      },
    ]);
  });

  it('B23: red when the promise has passed, 督办 when it is not cured in two working days, each linked to the one before', () => {
    const { promised } = limitsOf(opened(accepted).clock as NonNullable<OpenedCase['clock']>);
    const story = given(accepted, looks('2026-09-22', '18:00')).when(looks('2026-09-28', '09:00'));
    expect(raised(story.events)).toMatchObject([
      { no: 2, level: 'red', cause: 'promise-passed', since: overdueFrom(calendar, promised), follows: 1 },
    ]);
    expect(raised(story.events)[0]?.since).toBe(at('2026-09-24', '00:00'));
    const later = given(accepted, looks('2026-09-22', '18:00'), looks('2026-09-28', '09:00')).when(
      looks('2026-09-30', '00:00'),
    );
    expect(raised(later.events)).toMatchObject([
      { no: 3, level: 'supervised', cause: 'uncured', follows: 2 },
    ]);
  });

  it('C65: a card goes up once, however often the clock wakes', () => {
    const again = given(accepted, looks('2026-09-22', '18:00')).when(looks('2026-09-22', '18:30'));
    expect(again.events).toEqual([]);
    expect(again.refusal).toBeUndefined();
  });

  it('B23: a clock that slept too long raises every level in order, each since its own moment', () => {
    const story = given(accepted).when(looks('2026-11-30'));
    expect(levels(story.events)).toEqual(['yellow', 'red', 'supervised']);
    expect(raised(story.events).map(({ follows }) => follows)).toEqual([undefined, 1, 2]);
    const moments = raised(story.events).map(({ since }) => since);
    expect(moments).toEqual(moments.toSorted());
  });

  it('C65: the act that ends the limit raises what was due before, and cures it in the same commit', () => {
    const review = supervisedBy(reviews(reviewer, 'pass', at('2026-09-16')));
    const { events } = given(accepted, review).when(
      supervisedBy(decides(chief, {}, at('2026-09-24', '09:00'))),
    );
    expect(typesOf(events)).toEqual(['CardRaised', 'CardRaised', 'CardCured', 'CardCured', 'CaseDecided']);
  });

  it('C65: an extension that moves the limit away cures the card, and it may come again', () => {
    const extend = does(
      chief,
      'extend',
      { days: 5, reason: text(), authorisation: authority() },
      at('2026-09-23', '09:00'),
    );
    const history = [accepted, looks('2026-09-22', '18:00'), supervisedBy(extend)];
    expect(opened(...history).cards).toMatchObject([
      { no: 1, level: 'yellow', curedAt: at('2026-09-23', '09:00') },
    ]);
    expect(levels(given(...history).when(looks('2026-10-10', '00:00')).events)).toEqual(['yellow', 'red']);
  });

  it('第45条: while a special procedure stops the clock no card of the handling goes up', () => {
    const hearing = does(reviewer, 'start-procedure', { kind: '听证', days: 10 }, at('2026-09-15'));
    const story = given(accepted, supervisedBy(hearing)).when(looks('2026-10-30'));
    expect(raised(story.events).map(({ clock }) => clock)).toEqual(['procedure', 'procedure', 'procedure']);
  });

  it('C38: each special step has its clock; the procedure that takes longer than announced gives cards', () => {
    const survey = does(reviewer, 'start-procedure', { kind: '现场勘验', days: 3 }, MONDAY);
    const story = given(accepted, supervisedBy(survey)).when(looks('2026-09-18', '00:00'));
    expect(raised(story.events)).toMatchObject([
      { level: 'yellow', clock: 'procedure' },
      { level: 'red', clock: 'procedure', cause: 'promise-passed', person: 'reviewer' },
    ]);
  });

  it('D25, C38: every stage of a case has its own limit; a step that is late while the case is not gives a yellow card alone', () => {
    const slow = applies({ matter: matter({ stepDays: { 审查: 2 } }) });
    const story = given(slow).when(looks('2026-09-17', '09:00'));
    expect(raised(story.events)).toMatchObject([
      { level: 'yellow', clock: 'step:审查', cause: 'step-overdue' },
    ]);
  });
});

describe('cards of the other clocks', () => {
  const received = applies({ atCounter: false, materials: provided('申请书') });

  it('第32条: five working days without notice accept the case by law and give red and 督办, cured when it is taken up', () => {
    const wake = at('2026-09-20', '18:00');
    const state = opened(received);
    expect(nextStep(state, calendar, DEFAULT_CARDS, wake)).toMatchObject({ due: 'raise-cards' });
    const late = at('2026-09-20', '18:01');
    expect(nextStep(state, calendar, DEFAULT_CARDS, late)).toEqual({ due: 'deem-accepted' });
    const deemed = supervisedBy(does(system, 'deem-accepted', {}, late));
    const { events } = given(received).when(deemed);
    expect(typesOf(events)).toEqual(['CardRaised', 'CardRaised', 'CardRaised', 'CaseAccepted']);
    expect(raised(events).at(-1)).toMatchObject({ clock: 'notice', cause: 'deemed', unit: '综合受理窗口' });
    const taken = given(received, deemed).when(supervisedBy(does(reviewer, 'claim', {}, at('2026-09-21'))));
    expect(typesOf(taken.events)).toEqual(['CardCured', 'CardCured', 'CardCured', 'CaseClaimed']);
  });

  it('第44条: a result that is not delivered in ten working days gives cards to the issuing window', () => {
    const decided = [accepted, reviews(reviewer, 'pass', MONDAY), decides(chief, {}, MONDAY)];
    const story = given(...decided).when(looks('2026-10-01', '09:00'));
    expect(raised(story.events)).toMatchObject([
      { level: 'yellow', clock: 'delivery', unit: '统一出件窗口' },
      { level: 'red', clock: 'delivery' },
      { level: 'supervised', clock: 'delivery', cause: 'statute-passed' },
    ]);
    expect(story.refusal).toBeUndefined();
    const produced = does(issuer, 'produce', {}, MONDAY);
    expect(nextStep(opened(...decided, produced), calendar, DEFAULT_CARDS, MONDAY).wakeAt).toBeDefined();
  });

  it('安阳市政务服务条例 第36条: a supplement that does not come in time is taken for a withdrawal', () => {
    const asks = does(clerk, 'request-supplement', { items: [{ name: '场地证明' }] }, MONDAY);
    const state = opened(received, asks);
    const { wakeAt } = nextStep(state, calendar, DEFAULT_CARDS, MONDAY);
    expect(wakeAt?.slice(0, 10)).toBe(state.supplementRequest?.due);
    expect(nextStep(state, calendar, DEFAULT_CARDS, wakeAt ?? MONDAY)).toEqual({ due: 'lapse' });
  });

  it('a case that is over asks for nothing', () => {
    const withdrawn = opened(accepted, does(clerk, 'withdraw', {}, MONDAY));
    expect(nextStep(withdrawn, calendar, DEFAULT_CARDS, at('2027-01-01'))).toEqual({});
  });
});

describe('what people do about a card', () => {
  const red = [accepted, looks('2026-09-24', '00:00')];
  const now = at('2026-09-24', '09:00');

  it('B23: interview, assessment and accountability follow one another, once each, by order of a supervisor', () => {
    const order = (level: 'interviewed' | 'assessed' | 'supervised') =>
      supervisedBy(does(supervisor, 'order-card', { level }, now));
    expect(given(...red).when(order('interviewed')).refusal?.code).toBe('card-order');
    const late = [accepted, looks('2026-11-30')];
    expect(given(...late).when(order('supervised')).refusal?.code).toBe('card-order');
    expect(given(...late).when(order('assessed')).refusal?.code).toBe('card-order');
    expect(raised(given(...late).when(order('interviewed')).events)).toMatchObject([
      { no: 4, level: 'interviewed', cause: 'ordered', follows: 3 },
    ]);
    expect(given(...late, order('interviewed')).when(order('interviewed')).refusal?.code).toBe('card-exists');
    expect(levels(given(...late, order('interviewed')).when(order('assessed')).events)).toEqual(['assessed']);
  });

  it('C65: the responsible unit acknowledges and replies, another unit does not', () => {
    const level = 'red';
    const reply = { level, reply: text() } as const;
    expect(given(...red).when(does(stranger, 'reply-card', reply, now)).refusal?.code).toBe('no-card');
    const acknowledged = does(reviewer, 'acknowledge-card', { level }, now);
    expect(typesOf(given(...red).when(acknowledged).events)).toEqual(['CardAcknowledged']);
    expect(given(...red, acknowledged).when(acknowledged).events).toEqual([]);
    expect(typesOf(given(...red).when(does(chief, 'reply-card', reply, now)).events)).toEqual([
      'CardAcknowledged',
      'CardReplied',
    ]);
    const replied = does(chief, 'reply-card', reply, now);
    expect(given(...red, replied).when(replied).refusal?.code).toBe('card-answered');
  });

  it('D36: a supervisor urges; nobody else', () => {
    const urge = does(supervisor, 'urge', {}, now);
    expect(opened(...red, urge).urges).toEqual([{ at: now, by: 'supervisor' }]);
    expect(given(...red).when(does(chief, 'urge', {}, now)).refusal?.code).toBe('not-allowed');
  });

  it('a level that the case does not have is no card', () => {
    expect(
      given(...red).when(does(chief, 'reply-card', { level: 'supervised', reply: text() }, now)).refusal
        ?.code,
    ).toBe('no-card');
  });
});
