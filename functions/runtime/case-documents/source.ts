import { z } from 'zod';
import { Agent, Party } from '../../../shared/contracts/cases.ts';
import { idTypeName } from '../../../shared/codes/id-types.ts';
import { maskIdNumber, maskPhone } from '../../../shared/codes/masking.ts';
import { documentNo } from '../../../shared/codes/document-no.ts';
import type { OpenedCase } from '../../../shared/domain/case/state.ts';
import type { WrittenText } from '../../../shared/domain/text.ts';
import type { Actor, ActorRecord } from '../../../shared/kernel/actor.ts';
import type { Subject } from '../../../shared/kernel/ids.ts';
import { dayOf, type Instant } from '../../../shared/kernel/instant.ts';
import { disclose } from '../../../shared/ports/disclose.ts';
import { recordOf } from '../claims.ts';
import type { Deps } from '../deps.ts';
import { pickUpCodeOf } from '../digest.ts';
import type { DocumentBase, DocumentKind, DocumentParty } from '../documents/document-data.ts';
import { loadHall, type Hall } from '../hall.ts';
import { readText, type Texts } from '../texts.ts';

const Parties = z.object({ applicant: Party, agent: Agent.nullable() });

/** Stands where a person's data was erased on request: the case stays, the person is gone. */
const GONE: DocumentParty = { kind: 'person', name: '（已依申请删除）', idTypeName: '', idNo: '' };

const partyOf = ({ kind, name, idType, idNo, phone }: Party): DocumentParty => ({
  kind,
  name,
  idTypeName: idTypeName(idType) ?? (kind === 'person' ? '证件号码' : '统一社会信用代码'),
  idNo: kind === 'person' ? maskIdNumber(idNo) : idNo,
  phone: maskPhone(phone),
});

/** Everything that documents of one case are made from, gathered once. */
export interface Source {
  readonly state: OpenedCase;
  readonly hall: Hall;
  /** Six digits that open the locker, made from the case number by the hall's secret. */
  readonly pickUpCode: string;
  /** Where the citizen rates the service. */
  readonly evaluationUrl: string;
  /** Head and tail of a document issued at `at` by `handler`. */
  readonly base: (kind: DocumentKind, at: Instant, handler: Subject | undefined) => DocumentBase;
  /** What somebody wrote; empty where nothing was. */
  readonly text: (text: WrittenText | undefined) => Promise<string>;
  /** Name of a member of staff as it stands in the log. */
  readonly nameOf: (sub: Subject | undefined) => string;
}

/** Staff's names by subject, from the commits of the case, and the caller's own. */
const namesOf = async (
  deps: Deps,
  actor: ActorRecord,
  caseNo: string,
): Promise<ReadonlyMap<string, string>> => {
  const commits = await deps.log.for(actor.tenant).read({ aggregate: 'case', id: caseNo });
  return new Map([...commits.map(({ actor: by }) => by), actor].map(({ sub, name }) => [sub, name ?? '']));
};

/** Reads the person from the vault (the read is recorded) and the names from the log. */
export const sourceOf = async (
  deps: Deps,
  actor: Actor,
  state: OpenedCase,
  purpose: string,
  drafts?: Texts,
): Promise<Source> => {
  const { tenant } = actor;
  const { caseNo, matter, person } = state.received;
  const reader = recordOf(actor);
  const [hall, names, content] = await Promise.all([
    loadHall(deps, tenant),
    namesOf(deps, reader, caseNo),
    disclose(deps, tenant, person, { reader, purpose, at: deps.clock.now() }),
  ]);
  const parties = Parties.safeParse(content);
  const vault = deps.vault.for(tenant);
  const base = (kind: DocumentKind, at: Instant, handler: Subject | undefined): DocumentBase => ({
    hall: hall.forDocuments,
    agency: hall.agencyOf(matter.department),
    number: documentNo(kind, caseNo) ?? caseNo,
    issuedOn: dayOf(at),
    caseNo,
    matter,
    applicant: parties.success ? partyOf(parties.data.applicant) : GONE,
    ...(parties.success && parties.data.agent ? { agent: partyOf(parties.data.agent) } : {}),
    handler: { name: (handler && names.get(handler)) ?? '', phone: hall.forDocuments.phone },
    trackingUrl: `${deps.publicUrl}/track/${caseNo}`,
  });
  return {
    state,
    hall,
    pickUpCode: pickUpCodeOf(deps.secret, caseNo),
    evaluationUrl: `${deps.publicUrl}/evaluate/${caseNo}?via=qr`,
    base,
    text: async (text) => (text ? (drafts?.draftOf(text) ?? (await readText(vault, text))) : ''),
    nameOf: (sub) => (sub === undefined ? '' : (names.get(sub) ?? '')),
  };
};
