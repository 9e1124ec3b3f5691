import type { Subject } from '../../kernel/ids.ts';
import { dayOf, type Day, type Instant } from '../../kernel/instant.ts';
import type { CaseState, OpenedCase } from './state.ts';
import { isOneStep } from './steps.ts';

/** C54: what the public may consult stands in the 正卷, what it may not (deliberation, identities) in the 副卷. */
type Volume = '正卷' | '副卷';

export interface ArchiveEntry {
  readonly title: string;
  readonly volume: Volume;
  readonly day?: Day;
}

/** A line of the matter's list as the file has it (C51). */
interface ArchivedMaterial {
  readonly name: string;
  readonly required: boolean;
  readonly provided: boolean;
}

/** C52: who acted, to be shown with his or her qualification; a decision also with its authorisation. */
interface ArchivedActor {
  readonly duty: '受理' | '审查' | '审核' | '批准延期' | '决定' | '制证';
  readonly sub: Subject;
  readonly authorisation?: string;
}

export interface CaseArchive {
  readonly caseNo: string;
  /** 一卷一档; what was decided in one step goes into a combined file by category (C54). */
  readonly filing: '一案一卷' | '合并立卷';
  /** In the order of the file: first the main volume, then the side volume. */
  readonly index: readonly ArchiveEntry[];
  readonly guideVersion: number;
  /** The version's own list, line by line (C51). */
  readonly materials: readonly ArchivedMaterial[];
  /** Papers that nobody asked for. */
  readonly extras: readonly string[];
  readonly entrustment?: string;
  readonly actors: readonly ArchivedActor[];
  /** What keeps the file from being closed, in Chinese; empty for a complete one. */
  readonly gaps: readonly string[];
}

type Draft = readonly [title: string, at: Instant | undefined];

/** What may be consulted; a draft without a moment did not come about. */
const mainPapers = (state: OpenedCase): readonly Draft[] => [
  ['收件凭证', state.receivedAt],
  ['授权委托书', state.received.agent && state.receivedAt],
  ['告知承诺书', state.received.commitment ? state.receivedAt : undefined],
  ['申请材料补正告知书', state.supplementRequest?.at],
  ['不予受理通知书', state.declined?.at],
  ['受理通知书', state.accepted?.acceptedAt],
  ['容缺受理通知书', state.accepted?.deferred.length ? state.accepted.acceptedAt : undefined],
  ...state.procedures.map(({ kind, startedAt }): Draft => [`特别程序告知书（${kind}）`, startedAt]),
  ['延期通知书', state.extension?.at],
];

const outcomePapers = ({ withdrawn, decided, produced, delivered }: OpenedCase): readonly Draft[] => [
  ['撤回申请确认书', withdrawn?.at],
  [decided?.outcome === 'refused' ? '不予许可决定书' : '准予许可决定书', decided?.at],
  [produced?.name ?? '证照', produced?.at],
  ['送达回证', delivered?.at],
];

/** Who the applicant is, and how the hall came to its decision. */
const sidePapers = (state: OpenedCase): readonly Draft[] => [
  ['申请人身份信息', state.receivedAt],
  ['审查意见', state.reviewedAt],
  ['审核意见', state.verifiedAt],
  ...state.procedures.map(({ kind, finishedAt }): Draft => [`${kind}记录`, finishedAt]),
  ['延期决定审批表', state.extension?.at],
  ['上报件转报单', state.forwarded?.at],
  ['决定审批表', state.decided?.at],
];

const entriesOf = (volume: Volume, drafts: readonly Draft[]): readonly ArchiveEntry[] =>
  drafts.flatMap(([title, at]) => (at === undefined ? [] : [{ title, volume, day: dayOf(at) }]));

const materialEntries = ({ materials }: OpenedCase): readonly ArchiveEntry[] =>
  materials.flatMap(({ name, provided }) => (provided ? [{ title: name, volume: '正卷' as const }] : []));

/** Application first, then what came with it, then what the hall made of it. */
const indexOf = (state: OpenedCase): readonly ArchiveEntry[] => [
  ...entriesOf('正卷', [['申请书', state.receivedAt]]),
  ...materialEntries(state),
  ...entriesOf('正卷', [...mainPapers(state), ...outcomePapers(state)]),
  ...entriesOf('副卷', sidePapers(state)),
];

const actorsOf = ({ duties, decided, extension }: OpenedCase): readonly ArchivedActor[] => {
  const people: readonly (readonly [ArchivedActor['duty'], Subject | undefined])[] = [
    ['受理', duties.acceptor],
    ...duties.reviewers.map((sub) => ['审查', sub] as const),
    ...duties.verifiers.map((sub) => ['审核', sub] as const),
    ['批准延期', extension?.approver],
    ['制证', duties.issuer],
  ];
  const actors = people.flatMap(([duty, sub]) => (sub === undefined ? [] : [{ duty, sub }]));
  const { approver } = duties;
  if (approver === undefined || !decided) return actors;
  return [...actors, { duty: '决定', sub: approver, authorisation: decided.authorisation }];
};

/** C51: an approved case holds everything that the list requires. C53: an agent's entrustment is in the file. */
const gapsOf = (state: OpenedCase, materials: readonly ArchivedMaterial[]): readonly string[] => {
  const { received, status, decided } = state;
  const missing = materials.flatMap(({ name, required, provided }) => (required && !provided ? [name] : []));
  return [
    ...(['closed', 'declined', 'withdrawn'].includes(status) ? [] : ['办件尚未办结']),
    ...(decided?.outcome === 'approved' ? missing.map((name) => `缺少材料：${name}`) : []),
    ...(received.agent && received.agent.entrustment === '' ? ['缺少授权委托书'] : []),
  ];
};

/** The archive list of a case (C50–C54); nothing for one that was never received. */
export const archiveOf = (state: CaseState): CaseArchive | undefined => {
  if (state.status === 'none') return undefined;
  const { caseNo, matter, agent } = state.received;
  const given = new Set(state.materials.flatMap(({ name, provided }) => (provided ? [name] : [])));
  const materials = matter.materials.map(({ name, required }) => ({
    name,
    required,
    provided: given.has(name),
  }));
  const listed = new Set(matter.materials.map(({ name }) => name));
  return {
    caseNo,
    filing: isOneStep(matter) ? '合并立卷' : '一案一卷',
    index: indexOf(state),
    guideVersion: matter.version,
    materials,
    extras: [...given].filter((name) => !listed.has(name)),
    ...(agent && { entrustment: agent.entrustment }),
    actors: actorsOf(state),
    gaps: gapsOf(state, materials),
  };
};
