import { computed, type ComputedRef } from 'vue';
import { api } from '../api/client.ts';
import type { Answered } from '../api/problem.ts';
import type { Schemas } from '../api/types.ts';
import { useIdentity } from './use-identity.ts';
import { useResource, type Resource } from './use-resource.ts';

type Zone = Schemas['Zone'];

const FRESH_MS = 10_000;

/** A proposal with the zone it is for. */
export type ZoneTide = Schemas['TideProposal'] & { readonly zone: Zone };
/** The load of services that share windows. */
export type ZoneLoad = Schemas['TideProposals']['loads'][number] & { readonly zone: Zone };

interface HallTides {
  readonly tides: readonly ZoneTide[];
  readonly loads: readonly ZoneLoad[];
}

/** The answers of all zones as one, with a tag made of theirs; the first refusal instead of it. */
const joined = async (
  zones: readonly Zone[],
  ask: (zone: Zone) => Promise<Answered<Schemas['TideProposals']>>,
): Promise<Answered<HallTides>> => {
  const answers = await Promise.all(zones.map(async (zone) => ({ zone, answer: await ask(zone) })));
  const refused = answers.find(({ answer }) => answer.data === undefined);
  if (refused) {
    const { error, response } = refused.answer;
    return { error, response };
  }
  const tags = answers.map(({ zone, answer }) => `${zone.code} ${answer.response.headers.get('etag') ?? ''}`);
  return {
    data: {
      tides: answers.flatMap(({ zone, answer }) =>
        (answer.data?.items ?? []).map((tide) => ({ ...tide, zone })),
      ),
      loads: answers.flatMap(({ zone, answer }) =>
        (answer.data?.loads ?? []).map((load) => ({ ...load, zone })),
      ),
    },
    response: new Response(null, { headers: { etag: tags.join(' ') } }),
  };
};

export interface Tides {
  readonly resource: Resource<HallTides>;
  /** What waits for a decision, the longest wait first. */
  readonly pending: ComputedRef<readonly ZoneTide[]>;
  /** What was decided or lapsed today, the latest first. */
  readonly decided: ComputedRef<readonly ZoneTide[]>;
  readonly loads: ComputedRef<readonly ZoneLoad[]>;
}

/** 潮汐窗口 of the whole hall, kept fresh (C21). */
export const useTides = (): Tides => {
  const me = useIdentity();
  const resource = useResource(
    async (init): Promise<Answered<HallTides>> => {
      const path = { tenant: me.value.tenant };
      const zones = await api.GET('/v1/{tenant}/zones', { ...init, params: { path } });
      if (!zones.data) return zones;
      return joined(
        zones.data.items.filter(({ windows }) => windows.length > 0),
        ({ code: zone }) =>
          api.GET('/v1/{tenant}/queues/{zone}/proposals', { ...init, params: { path: { ...path, zone } } }),
      );
    },
    { every: FRESH_MS },
  );
  const all = computed(() => resource.data.value?.tides ?? []);
  return {
    resource,
    pending: computed(() =>
      all.value
        .filter(({ status }) => status === 'pending')
        .toSorted((left, right) => right.before.waitMinutes - left.before.waitMinutes),
    ),
    decided: computed(() =>
      all.value
        .filter(({ status }) => status !== 'pending')
        .toSorted((left, right) => ((left.decidedAt ?? '') < (right.decidedAt ?? '') ? 1 : -1)),
    ),
    loads: computed(() => resource.data.value?.loads ?? []),
  };
};
