import { archiveOf, type ArchiveEntry } from '../../../shared/domain/case/archive.ts';
import { STATUS_NAMES } from '../../../shared/domain/case/names.ts';
import type { OpenedCase } from '../../../shared/domain/case/state.ts';
import { dayOf, type Day } from '../../../shared/kernel/instant.ts';
import type { DocumentData, DeliveryWay } from '../documents/document-data.ts';
import type { Source } from './source.ts';

type Document<Kind extends DocumentData['kind']> = Extract<DocumentData, { kind: Kind }>;

const handedOver = ({ decided, produced }: OpenedCase): Document<'delivery'>['documents'] => [
  ...(decided
    ? [{ name: decided.outcome === 'approved' ? '准予决定书' : '不予决定书', number: decided.seal.document }]
    : []),
  ...(produced ? [{ name: produced.name, number: produced.number }] : []),
];

const wayOf = ({ delivered }: OpenedCase, server: string): DeliveryWay => {
  const servers = server === '' ? [] : [server];
  if (delivered?.method === 'post') return { method: 'post', servers, tracking: delivered.tracking ?? '' };
  if (delivered?.method === 'locker') return { method: 'locker', servers };
  return { method: 'counter', servers };
};

/** 送达回证: with a blank line to sign on until the result is handed over. */
export const delivery = async (source: Source): Promise<Document<'delivery'> | undefined> => {
  const { state, base, text, nameOf, hall } = source;
  const { decided, delivered, duties } = state;
  if (!decided) return undefined;
  const signed = await text(delivered?.signedBy);
  return {
    ...base('delivery', delivered?.at ?? decided.at, duties.issuer),
    kind: 'delivery',
    documents: handedOver(state),
    place: hall.name,
    way: wayOf(state, nameOf(duties.issuer)),
    ...(signed === '' ? {} : { receiver: { name: signed, relation: '本人或代收人' } }),
    ...(delivered ? { deliveredAt: delivered.at } : {}),
    ...(delivered?.signature ? { signature: delivered.signature.id } : {}),
  };
};

const pickUpOf = ({ state: { delivered }, hall, pickUpCode }: Source): Document<'completion'>['pickUp'] => {
  if (delivered?.method === 'post') return { way: 'post', tracking: delivered.tracking ?? '' };
  return { way: delivered?.method ?? 'counter', place: `${hall.name}统一出件窗口`, code: pickUpCode };
};

/** 办结通知: ready to be picked up, or already closed. */
export const completion = (source: Source): Document<'completion'> | undefined => {
  const { state, base, evaluationUrl } = source;
  const { decided, produced, closedAt, duties } = state;
  const at = closedAt ?? produced?.at ?? (decided?.outcome === 'refused' ? decided.at : undefined);
  if (!decided || at === undefined) return undefined;
  return {
    ...base('completion', at, duties.issuer),
    kind: 'completion',
    outcome: decided.outcome,
    closedAt: at,
    ...(produced
      ? {
          result: {
            name: produced.name,
            number: produced.number,
            ...(produced.validUntil ? { validUntil: produced.validUntil } : {}),
          },
        }
      : {}),
    pickUp: pickUpOf(source),
    evaluationUrl,
  };
};

const volumeOf = (part: 'main' | 'side', entries: readonly ArchiveEntry[], fallback: Day) => ({
  part,
  entries: entries
    .filter(({ volume }) => volume === (part === 'main' ? '正卷' : '副卷'))
    .map(({ title, day = fallback }) => ({ title, date: day, pages: 1 })),
});

/** How the case ended: what was decided, or how it ended before a decision. */
const outcomeOf = ({ status, decided }: OpenedCase): string => {
  if (!decided) return STATUS_NAMES[status];
  return decided.outcome === 'approved' ? '准予' : '不予';
};

/** 案卷目录 (C50–C54). */
export const archive = (source: Source): Document<'archive'> | undefined => {
  const { state, base, nameOf } = source;
  const list = archiveOf(state);
  if (!list) return undefined;
  const receivedOn = dayOf(state.receivedAt);
  const closedAt = state.closedAt ?? state.declined?.at ?? state.withdrawn?.at;
  if (closedAt === undefined) return undefined;
  return {
    ...base('archive', closedAt, state.duties.issuer),
    kind: 'archive',
    outcome: outcomeOf(state),
    receivedOn,
    closedOn: dayOf(closedAt),
    retention: '10年',
    volumes: [volumeOf('main', list.index, receivedOn), volumeOf('side', list.index, receivedOn)],
    guide: { version: list.guideVersion, materials: list.materials },
    filed: list.materials.map(({ name, provided }) => ({ name, ...(provided ? {} : { note: '未提交' }) })),
    actors: list.actors.map(({ duty, sub, authorisation }) => ({
      step: duty,
      name: nameOf(sub),
      post: duty,
      certificate: authorisation ?? sub,
    })),
    ...(list.entrustment ? { entrustment: list.entrustment } : {}),
    archivist: nameOf(state.duties.issuer),
  };
};
