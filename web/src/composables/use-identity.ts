import { computed, type ComputedRef } from 'vue';
import type { Identity } from '../auth/identity.ts';
import { session } from '../auth/session.ts';

/** Who is signed in, on a page that only the signed-in may open (its route names roles). */
export const useIdentity = (): ComputedRef<Identity> =>
  computed(() => {
    if (!session.identity) throw new Error('nobody is signed in');
    return session.identity;
  });
