import { computed, reactive, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import type { Day } from '../../../../shared/kernel/instant.ts';
import type { Problem } from '../../../../shared/contracts/common.ts';
import type { CaseView } from '../../../../shared/contracts/cases.ts';
import { api } from '../../api/client.ts';
import { fetchDocument, joinPages, type DocumentKind } from '../../composables/documents.ts';
import { useAct } from '../../composables/use-act.ts';
import { counterTexts as texts } from '../../texts/zh-CN/counter.ts';
import { applicationOf, bundleOf, draftFor, faultsOf, missingOf, type Draft, type Faults } from './draft.ts';
import type { Subject } from './subject.ts';

/** What came of an application: shown, and printed at once. */
export interface Outcome {
  readonly no: string;
  readonly kind: Subject['kind'];
  readonly title: string;
  readonly name: string;
  /** The day until which it is promised, once the time runs. */
  readonly promisedDue?: string;
  readonly missing: readonly string[];
  /** The papers of this step on one print run. */
  readonly pages: string;
}

export interface Application {
  readonly subject: ShallowRef<Subject | undefined>;
  readonly draft: Ref<Draft | undefined>;
  /** Shown from the first attempt to hand it in. */
  readonly faults: ComputedRef<Faults>;
  readonly outcome: ShallowRef<Outcome | undefined>;
  readonly pending: ComputedRef<boolean>;
  readonly problem: ComputedRef<Problem | undefined>;
  /** Begins with a matter or a theme; the applicant stays. */
  begin(subject: Subject): void;
  /** True when the draft can be handed in. */
  check(): boolean;
  submit(ticket: string | undefined): Promise<Outcome | undefined>;
  clear(options?: { readonly keepApplicant: boolean }): void;
}

/** The papers that the applicant takes away at this step. */
const papersOf = ({ status, materials }: CaseView, draft: Draft): readonly DocumentKind[] => {
  const promised = materials.some(({ promise }) => promise);
  const kinds: DocumentKind[] = ['receipt'];
  if (status === 'supplement-requested') kinds.push('supplement');
  else if (status !== 'received') kinds.push(promised ? 'deferral' : 'acceptance');
  if (draft.commitment) kinds.push('commitment');
  return kinds;
};

const titleOf = ({ status, materials }: CaseView): string => {
  if (status === 'supplement-requested' || status === 'received') return texts.noticed;
  return materials.some(({ promise }) => promise) ? texts.deferred : texts.accepted;
};

/** Hands in and, where papers are missing, tells all of them at once in the same step (行政许可法 第32条, C15). */
const useHandIn = (tenant: Ref<string>) => {
  const apply = useAct((init, body: ReturnType<typeof applicationOf>) =>
    api.POST('/v1/{tenant}/cases', { ...init, params: { path: { tenant: tenant.value } }, body }),
  );
  const notify = useAct((init, caseNo: string, names: readonly string[]) =>
    api.POST('/v1/{tenant}/cases/{caseNo}/request-supplement', {
      ...init,
      params: { path: { tenant: tenant.value, caseNo } },
      body: { items: names.map((name) => ({ name })) },
    }),
  );
  const open = useAct((init, body: ReturnType<typeof bundleOf>) =>
    api.POST('/v1/{tenant}/bundles', { ...init, params: { path: { tenant: tenant.value } }, body }),
  );
  return { apply, notify, open };
};

type HandIn = ReturnType<typeof useHandIn>;

const handInCase = async (
  { apply, notify }: HandIn,
  tenant: string,
  draft: Draft,
  matter: string,
  ticket: string | undefined,
): Promise<Outcome | undefined> => {
  const received = await apply.run(applicationOf(draft, matter, ticket));
  if (!received) return undefined;
  const missing = received.status === 'received' ? (received.notice?.missing ?? missingOf(draft)) : [];
  const item = missing.length > 0 ? await notify.run(received.caseNo, missing) : received;
  if (!item) return undefined;
  const kinds = papersOf(item, draft);
  const pages = await Promise.all(kinds.map((kind) => fetchDocument(tenant, item.caseNo, kind)));
  return {
    no: item.caseNo,
    kind: 'matter',
    title: titleOf(item),
    name: item.matter.name,
    promisedDue: item.clock?.promisedDue,
    missing,
    pages: joinPages(pages),
  };
};

const handInBundle = async (
  { open }: HandIn,
  tenant: string,
  draft: Draft,
  theme: string,
): Promise<Outcome | undefined> => {
  const bundle = await open.run(bundleOf(draft, theme));
  if (!bundle) return undefined;
  const { data } = await api.GET('/v1/{tenant}/bundles/{no}/notice', {
    params: { path: { tenant, no: bundle.bundleNo } },
    parseAs: 'text',
  });
  return {
    no: bundle.bundleNo,
    kind: 'theme',
    title: texts.bundleOpened,
    name: bundle.theme.name,
    promisedDue: bundle.clock?.promisedDue,
    missing: bundle.missing,
    pages: joinPages([data]),
  };
};

/** One application at the counter, from the choice of the matter to the printed papers. */
export const useApplication = (tenant: Ref<string>, today: Ref<Day>): Application => {
  const subject = shallowRef<Subject>();
  const draft = ref<Draft>();
  const outcome = shallowRef<Outcome>();
  const isChecked = ref(false);
  const handIn = useHandIn(tenant);
  const acts = [handIn.apply, handIn.notify, handIn.open];
  const found = computed(() => (draft.value ? faultsOf(draft.value, today.value) : {}));

  const begin = (next: Subject): void => {
    const applicant = draft.value?.applicant;
    subject.value = next;
    draft.value = reactive(draftFor(next, applicant));
    outcome.value = undefined;
    isChecked.value = false;
    for (const act of acts) act.dismiss();
  };
  const check = (): boolean => {
    isChecked.value = true;
    return Object.keys(found.value).length === 0;
  };
  const submit = async (ticket: string | undefined): Promise<Outcome | undefined> => {
    const [chosen, filled] = [subject.value, draft.value];
    if (!chosen || !filled || !check()) return undefined;
    const done =
      chosen.kind === 'matter'
        ? await handInCase(handIn, tenant.value, filled, chosen.code, ticket)
        : await handInBundle(handIn, tenant.value, filled, chosen.code);
    if (done) outcome.value = done;
    return done;
  };
  const clear = ({ keepApplicant } = { keepApplicant: false }): void => {
    subject.value = undefined;
    outcome.value = undefined;
    isChecked.value = false;
    if (!keepApplicant) draft.value = undefined;
  };
  return {
    subject,
    draft,
    faults: computed(() => (isChecked.value ? found.value : {})),
    outcome,
    pending: computed(() => acts.some(({ pending }) => pending.value)),
    problem: computed(() => acts.find(({ problem }) => problem.value)?.problem.value),
    begin,
    check,
    submit,
    clear,
  };
};
