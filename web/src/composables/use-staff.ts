import { allPages } from '../api/all-pages.ts';
import { api } from '../api/client.ts';
import type { Schemas } from '../api/types.ts';
import { useIdentity } from './use-identity.ts';
import { useResource, type Resource } from './use-resource.ts';

/** The directory of the hall's staff; read only where it is wanted. */
export const useStaff = (
  isWanted: () => boolean = () => true,
): Resource<{ readonly items: readonly Schemas['Staff'][] }> => {
  const me = useIdentity();
  return useResource((init) =>
    isWanted()
      ? allPages((cursor) =>
          api.GET('/v1/{tenant}/staff', {
            ...init,
            params: { path: { tenant: me.value.tenant }, query: { limit: 200, ...(cursor && { cursor }) } },
          }),
        )
      : undefined,
  );
};
