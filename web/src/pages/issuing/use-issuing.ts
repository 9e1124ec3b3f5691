import type { Ref, ShallowRef } from 'vue';
import type { Problem } from '../../../../shared/contracts/common.ts';
import { api } from '../../api/client.ts';
import type { paths } from '../../api/schema.d.ts';
import { useAct } from '../../composables/use-act.ts';

type BodyOf<Act extends 'produce' | 'deliver'> =
  paths[`/v1/{tenant}/cases/{caseNo}/${Act}`]['post']['requestBody']['content']['application/json'];

export interface Issuing {
  produce(body: BodyOf<'produce'>): Promise<void>;
  deliver(body: BodyOf<'deliver'>): Promise<void>;
  readonly pending: Readonly<Ref<boolean>>;
  readonly problem: Readonly<ShallowRef<Problem | undefined>>;
}

interface Subject {
  readonly tenant: string;
  readonly caseNo: string;
  readonly version: number | undefined;
}

/** The two acts of the issuing window on one case, on the version that is shown. */
export const useIssuing = (
  subject: () => Subject,
  done: (act: 'produce' | 'deliver') => Promise<void>,
): Issuing => {
  const act = useAct(
    (init, name: 'produce' | 'deliver', body: BodyOf<'produce'> | BodyOf<'deliver'>) => {
      const { tenant, caseNo } = subject();
      const params = { path: { tenant, caseNo } };
      return name === 'produce'
        ? api.POST('/v1/{tenant}/cases/{caseNo}/produce', {
            ...init,
            params,
            body: body as BodyOf<'produce'>,
          })
        : api.POST('/v1/{tenant}/cases/{caseNo}/deliver', {
            ...init,
            params,
            body: body as BodyOf<'deliver'>,
          });
    },
    { version: () => subject().version },
  );
  return {
    pending: act.pending,
    problem: act.problem,
    produce: async (body) => {
      if (await act.run('produce', body)) await done('produce');
    },
    deliver: async (body) => {
      if (await act.run('deliver', body)) await done('deliver');
    },
  };
};
