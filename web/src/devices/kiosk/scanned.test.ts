import { expect, it } from 'vitest';
import { appointmentOf, scannedFrom } from './scanned.ts';

it('keeps four characters of an ID card, and a whole appointment', () => {
  expect(scannedFrom('411323199001010016')).toEqual({ idTail: '0016' });
  expect(scannedFrom('41132319900101001x')).toEqual({ idTail: '001X' });
  expect(scannedFrom('Y20261123-0007')).toEqual({ appointment: 'Y20261123-0007' });
  expect(scannedFrom('0016')).toBeUndefined();
});

it('writes the number of an appointment of today', () => {
  expect(appointmentOf('2026-11-23', '0007')).toBe('Y20261123-0007');
});
