import type { Shape } from '../../api/shapes.ts';
import { dayText } from '../../composables/format.ts';
import { caseEventTexts, caseFactTexts as facts } from '../../texts/zh-CN/case-events.ts';
import { cardTexts } from '../../texts/zh-CN/cards.ts';
import { officeTexts as texts } from '../../texts/zh-CN/office.ts';
import { wordsBy, wordsOf } from './written.ts';

type Commit = Shape<'Commit'>;
type Written = Shape<'WrittenText'>;

/** One act as people read it. */
export interface HistoryEntry {
  readonly key: string;
  readonly at: string;
  readonly what: string;
  readonly who: string;
  readonly department?: string;
  /** Result, days, numbers. */
  readonly facts: readonly string[];
  /** What the person wrote. */
  readonly said: readonly string[];
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

const FACTS: Readonly<Record<string, (value: unknown) => string | undefined>> = {
  result: (value) => (value === 'pass' || value === 'return' ? facts[value] : undefined),
  outcome: (value) => (value === 'approved' || value === 'refused' ? facts[value] : undefined),
  method: (value) =>
    value === 'counter' || value === 'locker' || value === 'post' ? facts[value] : undefined,
  days: (value) => (typeof value === 'number' ? facts.days(value) : undefined),
  due: (value) =>
    typeof value === 'string' ? facts.due(value.length === 10 ? dayText(value) : value) : undefined,
  level: (value) =>
    typeof value === 'string' && Object.hasOwn(cardTexts.levels, value)
      ? cardTexts.levels[value as keyof typeof cardTexts.levels]
      : undefined,
  number: (value) => (typeof value === 'string' ? facts.number(value) : undefined),
  to: (value) => (isObject(value) ? facts.to(asText(value['name'])) : undefined),
  agency: (value) => (typeof value === 'string' ? value : undefined),
};
const WITH_FACTS = new Set([
  'CardRaised',
  'CaseAssigned',
  'CaseReviewed',
  'CaseVerified',
  'CaseDecided',
  'ProcedureStarted',
  'LimitExtended',
  'SupplementRequested',
  'CaseForwarded',
  'ResultProduced',
  'ResultDelivered',
]);

const factsOf = (type: string, data: Readonly<Record<string, unknown>>): readonly string[] =>
  WITH_FACTS.has(type)
    ? Object.entries(FACTS).flatMap(([field, say]) => {
        const said = say(data[field]);
        return said === undefined ? [] : [said];
      })
    : [];

const whoOf = ({ name, roles }: Commit['actor']): string => {
  if (name) return name;
  return roles.includes('system') ? texts.system : texts.person;
};

/** The log of a case as people read it, the latest first. */
export const historyOf = (
  commits: readonly Commit[],
  written: readonly Written[],
): readonly HistoryEntry[] => {
  const words = wordsBy(written);
  return commits
    .flatMap(({ version, at, actor, events }) =>
      events.map(({ type, data }, index) => ({
        key: `${version}.${index}`,
        at,
        what: caseEventTexts[type] ?? type,
        who: whoOf(actor),
        ...(actor.department ? { department: actor.department } : {}),
        facts: factsOf(type, data),
        said: type === 'CaseReceived' ? [] : wordsOf(data, words),
      })),
    )
    .reverse();
};

const PAPERS: Readonly<Record<string, readonly (keyof typeof texts.papers)[]>> = {
  CaseReceived: ['receipt'],
  CaseAccepted: ['acceptance'],
  SupplementRequested: ['supplement'],
  CaseDeclined: ['decline'],
  CaseWithdrawn: ['withdrawal'],
  ProcedureStarted: ['procedure'],
  LimitExtended: ['extension'],
  CaseForwarded: ['forwarding'],
  ResultDelivered: ['delivery'],
  CaseClosed: ['completion', 'archive'],
};

/** The printed papers that the case has by what happened to it, the latest first. */
export const papersOf = (commits: readonly Commit[]): readonly (keyof typeof texts.papers)[] => {
  const found = commits
    .flatMap(({ events }) => events)
    .flatMap(({ type, data }) => {
      if (type === 'CaseDecided') return [data['outcome'] === 'approved' ? 'approval' : 'refusal'] as const;
      return PAPERS[type] ?? [];
    });
  return [...new Set(found)].reverse();
};

/** Number of the linked case that the case belongs to. */
export const bundleOf = (commits: readonly Commit[]): string | undefined => {
  const bundle = commits[0]?.events[0]?.data['bundle'];
  return isObject(bundle) ? asText(bundle['no']) : undefined;
};
