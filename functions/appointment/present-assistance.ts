import type { AssistanceFile, AssistanceView } from '../../shared/contracts/assistance.ts';
import type { WrittenText } from '../../shared/domain/text.ts';
import type { TenantVault } from '../../shared/ports/vault.ts';
import { readText } from '../runtime/texts.ts';
import type { AssistanceRow } from './assistance-views.ts';

/** A request in a list: nothing of what anybody wrote. */
export const presentAssistance = ({ no, version, state }: AssistanceRow): AssistanceView => {
  const { kind, status, askedAt, wanted, matter, arranged, endedAt, rendered } = state;
  const { cases } = rendered ?? {};
  return {
    no,
    kind,
    status,
    version,
    askedAt,
    wanted,
    ...(matter === undefined ? {} : { matter }),
    ...arranged,
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(cases === undefined ? {} : { cases: [...cases] }),
    feeFen: 0,
  };
};

/** With the texts, from the vault. */
export const presentAssistanceFile = async (
  row: AssistanceRow,
  vault: TenantVault,
): Promise<AssistanceFile> => {
  const { reason, name, phone, place, declined, rendered } = row.state;
  const read = (text: WrittenText | undefined) => (text ? readText(vault, text) : undefined);
  const [why, who, called, where, refused, noted] = await Promise.all([
    readText(vault, reason),
    readText(vault, name),
    readText(vault, phone),
    read(place),
    read(declined),
    read(rendered?.note),
  ]);
  return {
    ...presentAssistance(row),
    reason: why,
    name: who,
    phone: called,
    ...(where === undefined ? {} : { place: where }),
    ...(refused === undefined ? {} : { declined: refused }),
    ...(noted === undefined ? {} : { note: noted }),
  };
};
