import { GUIDE_FIELDS, type MatterRecord, type MatterView } from '../../shared/contracts/matter.ts';
import type { MatterContent } from '../../shared/domain/matter/commands.ts';
import { flowOf, missingGuideFields, type MatterGuide } from '../../shared/domain/matter/guide.ts';
import type { MatterPublished } from '../../shared/domain/matter/events.ts';
import type { KnownMatter } from '../../shared/domain/matter/state.ts';

const isGuideField = (field: string): boolean => (GUIDE_FIELDS as readonly string[]).includes(field);

type Field = readonly [name: string, value: unknown];

const isStated = ([, value]: Field): boolean => value !== undefined;
/** An empty list or text in the guide says as much as none. */
const isTold = ([, value]: Field): boolean => value !== '' && !(Array.isArray(value) && value.length === 0);

/** The flat shape of the contract, parted into what a case keeps and what only the guide shows. */
export const contentOf = (
  record: MatterRecord,
): { readonly content: MatterContent; readonly guide: MatterGuide } => {
  const fields = Object.entries(record).filter(isStated);
  const guide = fields.filter((field) => isGuideField(field[0]) && isTold(field));
  return {
    content: Object.fromEntries(fields.filter(([name]) => !isGuideField(name))) as unknown as MatterContent,
    guide: Object.fromEntries(guide),
  };
};

/** The matter as it is exported and can be imported again. */
export const recordOf = ({ matter, guide }: MatterPublished): MatterRecord => {
  const fields = Object.entries({ ...matter, ...guide }).filter(([field]) => field !== 'version');
  return Object.fromEntries(fields) as unknown as MatterRecord;
};

/** The guide as the public reads it: the version in force. */
export const presentMatter = ({ status, current, into }: KnownMatter): MatterView => {
  const { matter, guide, change } = current;
  return {
    ...recordOf(current),
    version: matter.version,
    status,
    ...(into ? { into } : {}),
    flow: [...flowOf(matter)],
    missing: [...missingGuideFields(matter, guide)],
    change,
  };
};
