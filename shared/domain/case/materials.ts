import type { Day } from '../../kernel/instant.ts';
import type { MaterialRule, MatterVersion } from '../matter/matter.ts';
import type { SubmittedMaterial } from './events.ts';
import type { InputError } from './refusals.ts';
import type { OpenedCase } from './state.ts';

/** The application form itself may be asked for again, though it stands in no matter's list (行政许可法 第29条). */
export const APPLICATION_FORM = '申请表单';

export const findRule = ({ materials }: MatterVersion, name: string): MaterialRule | undefined =>
  materials.find((rule) => rule.name === name);

const findMaterial = (materials: readonly SubmittedMaterial[], name: string): SubmittedMaterial | undefined =>
  materials.find((material) => material.name === name);

/** Handed in, or promised for a day that is not over (容缺). Without `today` every promise counts. */
const isCovered = ({ provided, promise }: SubmittedMaterial, today?: Day): boolean =>
  provided || (promise !== undefined && (today === undefined || promise.by >= today));

/** Required materials that are neither handed in nor promised, in the order of the matter's list. */
export const missingMaterials = (
  { materials: rules }: MatterVersion,
  materials: readonly SubmittedMaterial[],
  today?: Day,
): readonly string[] => {
  const missing: string[] = [];
  for (const { name, required } of rules) {
    if (!required) continue;
    const material = findMaterial(materials, name);
    if (!material || !isCovered(material, today)) missing.push(name);
  }
  return missing;
};

export const isProvided = ({ materials }: Pick<OpenedCase, 'materials'>, name: string): boolean =>
  findMaterial(materials, name)?.provided === true;

/** Materials of a 容缺 acceptance that have not come yet, with the day they were promised for. */
export const missingDeferred = (
  state: OpenedCase,
): readonly { readonly name: string; readonly by: Day }[] => {
  const deferred = state.accepted?.deferred ?? [];
  return deferred.length === 0 ? deferred : deferred.filter(({ name }) => !isProvided(state, name));
};

/**
 * What may still come after acceptance: what was deferred, and, since a deemed acceptance does not ask for complete
 * papers, whatever that left open.
 */
export const awaitedMaterials = (state: OpenedCase): readonly string[] => [
  ...missingDeferred(state).map(({ name }) => name),
  ...(state.accepted?.deemed ? missingMaterials(state.received.matter, state.materials) : []),
];

/** What a case that is accepted now would wait for. */
export const deferredOf = (
  materials: readonly SubmittedMaterial[],
): readonly { readonly name: string; readonly by: Day }[] =>
  materials.flatMap(({ name, provided, promise }) =>
    !provided && promise ? [{ name, by: promise.by }] : [],
  );

/** The materials after some more have come: a later one takes the place of an earlier one of the same name. */
export const mergeMaterials = (
  before: readonly SubmittedMaterial[],
  later: readonly SubmittedMaterial[],
): readonly SubmittedMaterial[] => {
  const merged = new Map(before.map((material) => [material.name, material]));
  for (const material of later) merged.set(material.name, material);
  return [...merged.values()];
};

const errorOf = (
  matter: MatterVersion,
  { name, provided, promise }: SubmittedMaterial,
): string | undefined => {
  if (provided) return promise ? `“${name}”已提交，不能再承诺补交` : undefined;
  if (!findRule(matter, name) && name !== APPLICATION_FORM) return `“${name}”不在本事项材料清单内`;
  return undefined;
};

/**
 * What is wrong with a list of materials: a name twice, a paper outside the version's list that is not there,
 * a promise for what has come. Extra papers are taken but never asked for (行政许可法 第31条).
 */
export const materialErrors = (
  matter: MatterVersion,
  materials: readonly SubmittedMaterial[],
): readonly InputError[] => {
  const seen = new Set<string>();
  const errors: InputError[] = [];
  for (const [index, material] of materials.entries()) {
    const path = `materials.${index}.name`;
    if (seen.has(material.name)) errors.push({ path, message: `“${material.name}”重复` });
    seen.add(material.name);
    const message = errorOf(matter, material);
    if (message) errors.push({ path, message });
  }
  return errors;
};

/** Names of materials promised for later although the matter's list does not allow it (容缺). */
export const undeferrable = (
  matter: MatterVersion,
  materials: readonly SubmittedMaterial[],
): readonly string[] =>
  materials.flatMap(({ name, promise }) => (promise && !findRule(matter, name)?.mayDefer ? [name] : []));

/** Promises whose day is over already or lies after `latest`, the case's own promised day. */
export const promiseErrors = (
  materials: readonly SubmittedMaterial[],
  today: Day,
  latest: Day,
): readonly InputError[] => {
  const errors: InputError[] = [];
  for (const [index, { name, promise }] of materials.entries()) {
    if (!promise || (promise.by >= today && promise.by <= latest)) continue;
    errors.push({
      path: `materials.${index}.promise.by`,
      message: `“${name}”的补交日期应在${today}至${latest}之间`,
    });
  }
  return errors;
};
