import type { DeviceKind, PlaceKind, ViewingPurpose } from '../../contracts/devices.ts';
import type { PAPER } from '../../contracts/mqtt.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Refusal } from '../../kernel/result.ts';

/** What a device is and where it stands (B16–B19, C46, E20, E21). */
export interface DeviceProfile {
  readonly kind: DeviceKind;
  /** Its zone; absent: the whole hall. */
  readonly zone?: string;
  /** The window that it stands at: a caller or evaluator acts for no other. */
  readonly window?: string;
  readonly place: { readonly kind: PlaceKind; readonly address?: string };
  readonly serial?: string;
  /** Where the picture of a camera is: told to nobody but whoever is written down as its viewer. */
  readonly feed?: string;
}

export interface DeviceEnrolled extends DeviceProfile {
  /** It fetches its certificate itself, by the claim certificate of its maker. */
  readonly claim?: true;
}

export interface CertificateIssued {
  /** SHA-256 of the certificate in hexadecimal, which is also its id in AWS IoT. */
  readonly id: string;
  readonly expires: Instant;
}

/** What a device says about itself, as far as it is kept. */
export interface Report {
  readonly online: boolean;
  readonly version: string;
  readonly paper?: (typeof PAPER)[number];
  /** Messages that had no answer yet. */
  readonly spool: number;
}

/** Somebody looked at the picture of a camera (B18); who and when is the commit's. */
export interface CameraWatched {
  readonly purpose: ViewingPurpose;
  /** Number of the case or of the complaint that it was about. */
  readonly about?: string;
}

/** A result in a cell of the pick-up locker (E20); `caseNo` is what its code is made from. */
export interface InCell {
  readonly cell: string;
  readonly caseNo: string;
}

/** A message that a rule refused, and what its sender was told: whatever changes since, a repetition is told the same. */
export interface MessageRefused {
  readonly message: string;
  readonly refusal: Refusal;
}

export type DeviceEvent =
  | { readonly type: 'MessageRefused'; readonly data: MessageRefused }
  | { readonly type: 'DeviceEnrolled'; readonly data: DeviceEnrolled }
  | { readonly type: 'CertificateIssued'; readonly data: CertificateIssued }
  /** No longer in use: another one took its place. */
  | { readonly type: 'CertificateRetired'; readonly data: { readonly id: string } }
  /** It came or went, changed its version or paper; or nothing of it for a while, as a sign of life. */
  | { readonly type: 'DeviceReported'; readonly data: Report }
  | { readonly type: 'CameraWatched'; readonly data: CameraWatched }
  | { readonly type: 'ResultStowed'; readonly data: InCell }
  /** Opened with the code. */
  | { readonly type: 'ResultCollected'; readonly data: InCell }
  /** Taken out again by the hall. */
  | { readonly type: 'ResultRemoved'; readonly data: InCell }
  | {
      readonly type: 'DeviceRevoked';
      readonly data: { readonly certificates: readonly string[]; readonly reason?: string };
    };
