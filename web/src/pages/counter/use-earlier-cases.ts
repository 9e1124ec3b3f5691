import { computed, shallowRef, watch, type ComputedRef, type Ref } from 'vue';
import { parseIdNumber } from '../../../../shared/codes/id-number.ts';
import { isUscc } from '../../../../shared/codes/uscc.ts';
import type { EarlierCase } from '../../../../shared/contracts/earlier-cases.ts';
import type { Day } from '../../../../shared/kernel/instant.ts';
import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/types.ts';
import { useResource } from '../../composables/use-resource.ts';
import { CITIZEN_ID, type PartyDraft } from './draft.ts';

/** What the applicant has told before. */
type Told = Pick<Schemas['Person'], 'applicant' | 'form'>;

export interface EarlierCases {
  readonly items: ComputedRef<readonly EarlierCase[]>;
  /** What the applicant told in the latest case; its reading is recorded. */
  readonly latest: () => Promise<Told | undefined>;
}

const isComplete = ({ kind, idType, idNo }: PartyDraft, today: Day): boolean => {
  if (kind === 'organisation') return isUscc(idNo.toUpperCase());
  return idType === CITIZEN_ID ? parseIdNumber(idNo.toUpperCase(), today) !== undefined : idNo.length >= 4;
};

/** What the hall knows of the applicant already, asked as soon as the number is complete. */
export const useEarlierCases = (
  tenant: Ref<string>,
  applicant: () => PartyDraft | undefined,
  today: Ref<Day>,
): EarlierCases => {
  const asked = shallowRef<{ readonly idType: string; readonly idNo: string }>();
  watch(
    () => {
      const party = applicant();
      return party && isComplete(party, today.value)
        ? `${party.idType} ${party.idNo.toUpperCase()}`
        : undefined;
    },
    (text) => {
      const [idType = '', idNo = ''] = text?.split(' ') ?? [];
      asked.value = text === undefined ? undefined : { idType, idNo };
    },
    { immediate: true },
  );
  const found = useResource(
    (init) =>
      asked.value &&
      api.POST('/v1/{tenant}/earlier-cases', {
        ...init,
        params: { path: { tenant: tenant.value } },
        headers: { 'idempotency-key': crypto.randomUUID() },
        body: asked.value,
      }),
  );
  const items = computed(() => found.data.value?.items ?? []);
  const latest = async (): Promise<Told | undefined> => {
    const [first] = items.value;
    if (!first) return undefined;
    const path = { tenant: tenant.value, caseNo: first.caseNo };
    return (await api.GET('/v1/{tenant}/cases/{caseNo}/person', { params: { path } })).data;
  };
  return { items, latest };
};
