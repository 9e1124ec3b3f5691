import { computed, type ComputedRef } from 'vue';
import { api } from '../api/client.ts';
import type { Answered } from '../api/problem.ts';
import type { Schemas } from '../api/types.ts';
import { useIdentity } from './use-identity.ts';
import { useResource, type Resource } from './use-resource.ts';

type Zone = Schemas['Zone'];

const FRESH_MS = 10_000;

/** The load of services that share windows. */
export type ZoneLoad = Schemas['TideProposals']['loads'][number] & { readonly zone: Zone };
/** A proposal with the zone it is for, and the present load of its services. */
export type ZoneTide = Schemas['TideProposal'] & { readonly zone: Zone; readonly load?: ZoneLoad };

interface HallTides {
  readonly tides: readonly ZoneTide[];
  readonly loads: readonly ZoneLoad[];
}

const inZone = (zone: Zone, answer: Schemas['TideProposals'] | undefined): HallTides => {
  const loads = (answer?.loads ?? []).map((load) => ({ ...load, zone }));
  const tides = (answer?.items ?? []).map((tide) => {
    const load = loads.find(({ services }) => services.some((code) => tide.services.includes(code)));
    return { ...tide, zone, ...(load && { load }) };
  });
  return { tides, loads };
};

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
  const parts = answers.map(({ zone, answer }) => inZone(zone, answer.data));
  return {
    data: {
      tides: parts.flatMap(({ tides }) => tides),
      loads: parts.flatMap(({ loads }) => loads),
    },
    response: new Response(null, { headers: { etag: tags.join(' ') } }),
  };
};

/** Somebody serves or waits there. */
const isBusy = ({ windows, waiting }: ZoneLoad): boolean => windows > 0 || waiting > 0;

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
    loads: computed(() => (resource.data.value?.loads ?? []).filter(isBusy)),
  };
};
