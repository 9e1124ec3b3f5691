/** What a card reader or a code scanner types: it ends with Enter and is faster than any hand. */
export type Scanned = { readonly idTail: string } | { readonly appointment: string };

const ID_NO = /^\d{17}[\dXx]$/;
const APPOINTMENT = /^Y\d{8}-\d{4,}$/;

/** Of an ID card nothing but the last four characters is kept. */
export const scannedFrom = (text: string): Scanned | undefined => {
  if (ID_NO.test(text)) return { idTail: text.slice(-4).toUpperCase() };
  return APPOINTMENT.test(text) ? { appointment: text } : undefined;
};

/** The day stands in the number, and a kiosk checks in for today alone: `0007` → `Y20261123-0007`. */
export const appointmentOf = (day: string, serial: string): string => `Y${day.replaceAll('-', '')}-${serial}`;
