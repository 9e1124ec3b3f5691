import { computed, ref, type ComputedRef, type Ref } from 'vue';
import { api } from '../../api/client.ts';
import type { Shape } from '../../api/shapes.ts';
import type { paths } from '../../api/schema.d.ts';
import { useAct, type Act } from '../../composables/use-act.ts';
import { useIdentity } from '../../composables/use-identity.ts';

type Case = Shape<'Case'>;
type CasePath = `/v1/{tenant}/cases/{caseNo}/${string}`;
/** Acts of the back office and their bodies, as the interface has them. */
export type StepName =
  | 'claim'
  | 'assign'
  | 'check-in'
  | 'review'
  | 'verify'
  | 'start-procedure'
  | 'finish-procedure'
  | 'extend'
  | 'forward'
  | 'decide';
type PathOf<Name extends StepName> = Extract<keyof paths & CasePath, `/v1/{tenant}/cases/{caseNo}/${Name}`>;
export type StepBody<Name extends StepName> =
  paths[PathOf<Name>]['post']['requestBody']['content']['application/json'];

export interface Steps {
  /** Does the act on the version that is shown; true when it was done. */
  take<Name extends StepName>(name: Name, body: StepBody<Name>): Promise<boolean>;
  may(name: StepName): boolean;
  readonly act: Act<[StepName, object], Case>;
  /** The act that was done last on this page. */
  readonly last: Readonly<Ref<StepName | undefined>>;
  readonly isIdle: ComputedRef<boolean>;
}

/** The acts on one case: refused with an explanation when somebody has changed the case in between. */
export const useSteps = (item: () => Case, changed: () => void): Steps => {
  const me = useIdentity();
  const last = ref<StepName>();
  const act = useAct(
    (init, name: StepName, body: object) =>
      api.POST(`/v1/{tenant}/cases/{caseNo}/${name}` as PathOf<'claim'>, {
        ...init,
        params: { path: { tenant: me.value.tenant, caseNo: item().caseNo } },
        body: body as StepBody<'claim'>,
      }),
    { version: () => item().version },
  );
  return {
    act,
    last,
    isIdle: computed(() => !act.pending.value),
    may: (name) => item().next.includes(name),
    take: async (name, body) => {
      const done = await act.run(name, body);
      if (!done) return false;
      last.value = name;
      changed();
      return true;
    },
  };
};
