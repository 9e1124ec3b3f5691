import type { MatterItem } from '../../shared/contracts/matter.ts';
import { matterAggregate } from '../../shared/domain/matter/decide.ts';
import type { MatterEvent, MatterPublished } from '../../shared/domain/matter/events.ts';
import { missingGuideFields } from '../../shared/domain/matter/guide.ts';
import { measuresOf, type MatterMeasures } from '../../shared/domain/matter/indicators.ts';
import type { MatterState } from '../../shared/domain/matter/matter.ts';
import { upcast } from '../../shared/domain/upcast.ts';
import type { Commit } from '../../shared/ports/event-log.ts';
import type { Projection } from '../../shared/ports/views.ts';
import { CATALOGUE_LIST } from '../runtime/catalogue-list.ts';
import { initialsOf, syllablesOf } from './pinyin.ts';

/** A matter in the catalogue's list, with what it is found by. */
export interface CatalogueRow extends MatterItem {
  readonly result: string;
  readonly initials: string;
  readonly syllables: string;
  readonly departmentInitials: string;
  /** Rows written before there were any have none. */
  readonly measures?: MatterMeasures;
}

const rowOf = ({ matter, guide }: MatterPublished, before: CatalogueRow | undefined): CatalogueRow => ({
  code: matter.code,
  name: matter.name,
  department: matter.department,
  type: matter.type,
  caseType: matter.caseType,
  steps: matter.steps,
  audience: [...matter.audience],
  statutoryDays: matter.statutoryDays,
  promisedDays: matter.promisedDays,
  charged: matter.fee.charged,
  highFrequency: matter.highFrequency,
  status: before?.status ?? '在用',
  version: matter.version,
  missing: missingGuideFields(matter, guide).length,
  result: matter.result.name,
  initials: initialsOf(matter.name),
  syllables: syllablesOf(matter.name),
  departmentInitials: initialsOf(matter.department),
  measures: measuresOf(matter, before?.measures?.materialsAtFirst),
});

const STATUS_AFTER: Partial<Readonly<Record<MatterEvent['type'], MatterState>>> = {
  MatterFrozen: '冻结',
  MatterUnfrozen: '在用',
  MatterMerged: '合并',
  MatterRetired: '取消',
};

const take = (row: CatalogueRow | undefined, event: MatterEvent): CatalogueRow | undefined => {
  if (event.type === 'MatterPublished') return rowOf(event.data, row);
  const status = STATUS_AFTER[event.type];
  return row && status !== undefined ? { ...row, status } : row;
};

/** A matter that was announced and is not in the catalogue yet stands in no list. */
interface Unlisted {
  readonly code: string;
  readonly unlisted: true;
}

const project = (before: CatalogueRow | Unlisted | undefined, { events, stream }: Commit) => {
  const { upcasters } = matterAggregate.decider;
  const data = events.reduce<CatalogueRow | undefined>(
    (row, event) => take(row, upcast<MatterEvent>(upcasters, event)),
    before && 'unlisted' in before ? undefined : before,
  );
  return data
    ? { data, lists: { list1: { partition: CATALOGUE_LIST, sort: data.code } } }
    : { data: { code: stream.id, unlisted: true } as const, lists: {} };
};

/** The catalogue of a hall: one row per matter, all of them in one list by code. */
export const catalogueProjection: Projection<CatalogueRow | Unlisted> = {
  view: 'catalogue',
  aggregate: 'matter',
  project,
};
