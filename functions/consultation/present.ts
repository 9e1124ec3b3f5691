import type { ConsultationFile, ConsultationView } from '../../shared/contracts/consultations.ts';
import { topOf } from '../../shared/domain/case/cards.ts';
import type { OpenConsultation } from '../../shared/domain/consultation/consultation.ts';
import { dutyRemaining } from '../../shared/domain/supervision/duty.ts';
import type { WrittenText } from '../../shared/domain/text.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { TenantVault } from '../../shared/ports/vault.ts';
import type { WorkingCalendar } from '../../shared/time/calendar.ts';
import type { Said } from '../runtime/said-streams.ts';
import { readText } from '../runtime/texts.ts';

type Stood = Said<OpenConsultation>;

/** For whom, and as of when. */
export interface Reader {
  /** Whoever answers; everybody else sees only his or her own. */
  readonly isStaff: boolean;
  readonly calendar: WorkingCalendar;
  readonly now: Instant;
}

/** A consultation in a list: nothing of what anybody wrote. */
export const presentConsultation = (
  { no, version, state }: Stood,
  { isStaff, calendar, now }: Reader,
): ConsultationView => {
  const { status, at, matter, answer, duty } = state;
  const card = isStaff ? topOf(duty.cards) : undefined;
  const remaining = dutyRemaining(duty, calendar, now);
  return {
    no,
    status,
    version,
    at,
    due: duty.due,
    ...(remaining === undefined ? {} : { remainingDays: remaining }),
    unit: duty.unit,
    ...(matter === undefined ? {} : { matter }),
    ...(answer && { answeredAt: answer.at }),
    ...(card && { card: card.level }),
  };
};

/** With the texts, from the vault. */
export const presentFile = async (
  stood: Stood,
  vault: TenantVault,
  reader: Reader,
): Promise<ConsultationFile> => {
  const { question, phone, note, answer, duty } = stood.state;
  const read = (text: WrittenText | undefined) => (text ? readText(vault, text) : undefined);
  const [asked, called, noted, answered] = await Promise.all([
    readText(vault, question),
    reader.isStaff ? read(phone) : undefined,
    reader.isStaff ? read(note) : undefined,
    read(answer?.text),
  ]);
  return {
    ...presentConsultation(stood, reader),
    question: asked,
    ...(called === undefined ? {} : { phone: called }),
    ...(noted === undefined ? {} : { note: noted }),
    ...(answered === undefined ? {} : { answer: answered }),
    moves: [...duty.moves],
  };
};
