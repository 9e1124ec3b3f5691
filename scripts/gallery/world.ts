import { z } from 'zod';
import { CredentialsView } from '../../shared/contracts/devices.ts';

/** What the pictures show, by the numbers that the pages need in their addresses. */
export const World = z.object({
  /** A case of 县市场监督管理局 that nobody has touched for two weeks: red. */
  redCase: z.string(),
  /** One that 县市场监督管理局 examines today. */
  openCase: z.string(),
  /** One that waits for papers of the applicant, handed in by `citizen.1`. */
  ownCase: z.string(),
  /** 末四位 of its applicant. */
  ownCheck: z.string(),
  bundle: z.string(),
  matter: z.string(),
  badRating: z.string(),
  /** Numbers of today. */
  waiting: z.string(),
  served: z.string(),
  devices: z.record(z.string(), CredentialsView),
});
export type World = z.infer<typeof World>;

export const COUNTY = '411323';
export const TODAY = '2026-11-23';

/** The devices whose pages are shown, and where each stands. */
export const DEVICES = {
  'kiosk-1': { kind: 'kiosk', zone: 'A' },
  'display-1': { kind: 'display' },
  'caller-1': { kind: 'caller', window: 'A01' },
  'pad-1': { kind: 'evaluator', window: 'A01' },
} as const;
export type DeviceName = keyof typeof DEVICES;
export const DEVICE_NAMES = Object.keys(DEVICES) as readonly DeviceName[];
