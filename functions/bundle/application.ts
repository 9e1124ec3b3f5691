import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { formatBundleNo } from '../../shared/codes/bundle-no.ts';
import { BundleApplication, BundleView, type BundleMaterial } from '../../shared/contracts/bundles.ts';
import { TenantParam } from '../../shared/contracts/common.ts';
import { bundleAggregate } from '../../shared/domain/bundle/decide.ts';
import type { BundleOpened, PlannedCase, PlannedPaper } from '../../shared/domain/bundle/events.ts';
import { jointLimits } from '../../shared/domain/bundle/limits.ts';
import { limitDaysOf } from '../../shared/domain/case/dues.ts';
import { findRule } from '../../shared/domain/case/materials.ts';
import type { MatterVersion } from '../../shared/domain/matter/matter.ts';
import { initialBundle } from '../../shared/domain/bundle/state.ts';
import { paperNamer, type Merged } from '../../shared/domain/theme/merge.ts';
import type { SubmittedMaterial } from '../../shared/domain/case/events.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import type { BundleNo, TenantCode, VaultRef } from '../../shared/kernel/ids.ts';
import { dayOf } from '../../shared/kernel/instant.ts';
import { allow, bodyOf, jsonOf, REFUSALS, type App, type AppEnv } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { nameOf } from '../runtime/digest.ts';
import { envelopeOf, etagOf } from '../runtime/envelope.ts';
import { loadHall, type Hall } from '../runtime/hall.ts';
import { maskedParties } from '../runtime/parties.ts';
import { notFound, RefusedError } from '../runtime/problems.ts';
import { submittedMaterials } from '../runtime/submitted-materials.ts';
import { presentBundle } from './present-bundle.ts';
import { loadTheme, loadThemeMatters, mergedOf, planOfTheme, type LoadedTheme } from './themes.ts';

const badMatters = (message: string) =>
  new RefusedError({ code: 'bad-input', message: '填写有误', errors: [{ path: 'matters', message }] });

/** The chosen matters of the theme, all of them in use and open to whoever comes. */
const chosenMatters = async (
  deps: Deps,
  tenant: TenantCode,
  { theme: code, matters, agent }: BundleApplication,
): Promise<LoadedTheme> => {
  const theme = await loadTheme(deps, tenant, code);
  const stranger = matters?.find((name) => !theme.matters.some((each) => each.name === name && each.code));
  if (stranger !== undefined) throw badMatters(`“${stranger}”不是本主题在本大厅办理的事项`);
  const loaded = await loadThemeMatters(deps, tenant, theme, matters);
  if (loaded.unavailable.length > 0) {
    const message = `事项已不在用：${loaded.unavailable.join('、')}`;
    throw new RefusedError({ code: 'matter-not-in-use', message });
  }
  const personal = loaded.matters.find(({ matter }) => matter.inPerson);
  if (agent && personal) {
    const message = `“${personal.name}”须由申请人本人到场办理，不得代理`;
    throw new RefusedError({ code: 'in-person-required', message });
  }
  return loaded;
};

/** How long the matter waits for a paper of its list that may come later: never longer than its own limits. */
const deferDaysOf = (matter: MatterVersion, as: string): Pick<PlannedPaper, 'deferDays'> => {
  if (!findRule(matter, as)?.mayDefer) return {};
  const { promisedDays, statutoryDays } = limitDaysOf(matter);
  return { deferDays: Math.min(promisedDays, statutoryDays) };
};

const papersFor = (
  name: string,
  matter: MatterVersion,
  { forms, materials, produced }: Merged,
): readonly PlannedPaper[] => {
  const of = <Group extends { readonly name: string; readonly neededBy: Merged['forms'] }>(
    groups: readonly Group[],
    from: (group: Group) => Pick<PlannedPaper, 'from' | 'by'>,
  ) =>
    groups.flatMap((group) =>
      group.neededBy
        .filter((need) => need.matter === name)
        .map(({ as, required }): PlannedPaper => ({ as, paper: group.name, required, ...from(group) })),
    );
  return [
    ...of([{ name: '一件事申请表', neededBy: forms }], () => ({ from: 'form' })),
    ...of(materials, () => ({ from: 'applicant' })).map((paper) => ({
      ...paper,
      ...deferDaysOf(matter, paper.as),
    })),
    ...of(produced, ({ by }) => ({ from: 'issued', by })),
  ];
};

const plannedCases = (loaded: LoadedTheme): readonly PlannedCase[] => {
  const merged = mergedOf(loaded);
  const waits = new Map(planOfTheme(loaded).map(({ name, after }) => [name, after]));
  return loaded.matters.map(({ name, matter, hall }) => ({
    name,
    matter: { code: matter.code, version: matter.version, department: matter.department },
    after: waits.get(name) ?? [],
    ...(hall === undefined ? {} : { hall }),
    papers: papersFor(name, matter, merged),
  }));
};

/** What the applicant brought, under the names of the one set; whoever writes a matter's own name means the same paper. */
export const bundleMaterials = async (
  deps: Deps,
  tenant: TenantCode,
  materials: readonly BundleMaterial[],
  personKey: string,
  paper: (name: string) => string,
): Promise<readonly SubmittedMaterial[]> => {
  const submitted = await submittedMaterials(deps, tenant, materials, { personKey });
  return submitted.map((each) => ({ ...each, name: paper(each.name) }));
};

/** D30 首问责任: the clerk who took it in. */
const firstContactOf = ({ roles, sub, name }: Actor): Pick<BundleOpened, 'firstContact'> =>
  roles.includes('clerk') ? { firstContact: { sub, name } } : {};

const openedOf = async (
  deps: Deps,
  actor: Actor,
  body: BundleApplication,
): Promise<Omit<BundleOpened, 'bundleNo' | 'person'>> => {
  const { tenant } = actor;
  const loaded = await chosenMatters(deps, tenant, body);
  const { theme, matters } = loaded;
  const parties = await maskedParties(deps, tenant, body);
  const daysOf = new Map(matters.map(({ name, matter }) => [name, matter.promisedDays]));
  const paper = paperNamer(theme.samePapers);
  return {
    theme: { code: theme.code, name: theme.name, version: theme.version, lead: theme.lead },
    cases: plannedCases(loaded),
    outside: theme.matters.flatMap(({ name, code }) => (code === undefined ? [name] : [])),
    ...parties,
    materials: await bundleMaterials(deps, tenant, body.materials, parties.applicant.personKey, paper),
    channel: body.channel,
    ...firstContactOf(actor),
    ...jointLimits(theme.promisedDays, planOfTheme(loaded), (name) => daysOf.get(name) ?? 0),
  };
};

/** Person first, commit second, as a single case does it: the vault item remembers the number for a repeated request. */
const receive = async (c: Context<AppEnv>, deps: Deps, hall: Hall, body: BundleApplication) => {
  const actor = c.get('actor');
  const { tenant } = actor;
  const envelope = envelopeOf(c, deps, actor, body);
  const facts = await openedOf(deps, actor, body);
  const person = `person:${nameOf(deps.secret, 'bundle', envelope.key)}` as VaultRef;
  const day = dayOf(envelope.at);
  const serial = await deps.numbers.for(tenant).lease(`bundle:${day}`, 1);
  const fresh = formatBundleNo({ tenant, day, serial });
  const context = { now: envelope.at, actor, calendar: hall.calendar };
  const commandFor = (bundleNo: BundleNo) =>
    ({ ...context, type: 'open', opened: { ...facts, bundleNo, person } }) as const;
  const decided = bundleAggregate.decider.decide(commandFor(fresh), initialBundle);
  if (!decided.ok) throw new RefusedError(decided.refusal);
  const content = { applicant: body.applicant, agent: body.agent ?? null, form: body.form };
  const { no } = await deps.vault.for(tenant).putOnce(person, content, { no: fresh });
  const command = commandFor(no);
  const result = await deps.streams.execute(tenant, bundleAggregate, no, envelope, command, {
    isNew: no === fresh,
  });
  if (!result.ok) throw new RefusedError(result.refusal);
  return result.value;
};

/** `POST /v1/{tenant}/bundles`: 一窗受理. The cases follow stage by stage, set off by what stands in the log. */
export const bundleApplicationRoute = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'post',
    path: '/v1/{tenant}/bundles',
    operationId: 'openBundle',
    summary: '一件事申请：一张表、一套材料',
    ...allow(deps, 'clerk', 'citizen'),
    request: { params: z.object({ tenant: TenantParam }), body: bodyOf(BundleApplication) },
    responses: { 201: jsonOf(BundleView, '已收件'), ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const { tenant } = c.get('actor');
    const hall = await loadHall(deps, tenant);
    const { state, version, at } = await receive(c, deps, hall, c.req.valid('json'));
    if (state.status === 'none') throw notFound();
    c.header('etag', etagOf(version));
    c.header('location', `/v1/${tenant}/bundles/${state.opened.bundleNo}`);
    return c.json(presentBundle(state, { tenant, version, now: at, calendar: hall.calendar }), 201);
  });
};
