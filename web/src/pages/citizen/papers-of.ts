import type { Schemas } from '../../api/types.ts';
import type { DocumentKind } from '../../composables/documents.ts';

const DELIVERED: readonly Schemas['Case']['status'][] = ['closed'];

/** The printed papers that a case has by now, in the order in which they were made. */
export const papersOf = ({
  status,
  acceptedAt,
  outcome,
  materials,
}: Schemas['Case']): readonly DocumentKind[] => {
  const promised = materials.some(({ promise }) => promise !== undefined);
  return [
    'receipt',
    ...(status === 'supplement-requested' ? (['supplement'] as const) : []),
    ...(status === 'declined' ? (['decline'] as const) : []),
    ...(acceptedAt === undefined ? [] : promised ? (['deferral'] as const) : (['acceptance'] as const)),
    ...(outcome === 'approved' ? (['approval'] as const) : []),
    ...(outcome === 'refused' ? (['refusal'] as const) : []),
    ...(DELIVERED.includes(status) ? (['delivery'] as const) : []),
    ...(status === 'withdrawn' ? (['withdrawal'] as const) : []),
  ];
};
