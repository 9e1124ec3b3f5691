import type { CaseNo } from '../../shared/kernel/ids.ts';
import type { Projection } from '../../shared/ports/views.ts';

/** A case that somebody handed in; how it stands is read from its own stream. */
export interface OwnCaseRow {
  readonly caseNo: CaseNo;
}

/** Cases that a citizen handed in with an account, in the order of their receipt. */
export const ownPartition = (sub: string): string => `own#${sub}`;

/** 我的办件: whose case it is does not change after its receipt. */
export const ownCases: Projection<OwnCaseRow & { readonly entry?: { partition: string; sort: string } }> = {
  view: 'own-case',
  aggregate: 'case',
  project: (before, { at, actor, stream }) => {
    const caseNo = stream.id as CaseNo;
    const first = actor.roles.includes('citizen')
      ? { caseNo, entry: { partition: ownPartition(actor.sub), sort: `${at}#${caseNo}` } }
      : { caseNo };
    const data = before ?? first;
    return { data, lists: data.entry ? { list1: data.entry } : {} };
  },
};
