import type { ThingAttributes } from '../contracts/mqtt-policy.ts';
import type { TenantCode } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';

/** A device as the broker knows it. */
export interface Thing {
  /** Its MQTT client id, see `thingName`. */
  readonly name: string;
  readonly tenant: TenantCode;
  readonly attributes: ThingAttributes;
}

/** A new certificate with its key, which nobody keeps. Texts are PEM. */
export interface IssuedCertificate {
  /** SHA-256 of the certificate in hexadecimal. */
  readonly id: string;
  readonly certificate: string;
  readonly privateKey: string;
  /** What the device verifies the server with. */
  readonly ca: string;
  readonly expires: Instant;
}

/** Certificates of devices. All calls may be repeated. */
export interface DeviceCertificates {
  /** Makes a certificate that lets nobody in before it is activated. */
  issue(thing: Thing): Promise<IssuedCertificate>;
  activate(certificate: string): Promise<void>;
  /** Lets the certificate in no more. */
  withdraw(certificate: string): Promise<void>;
  /** Cuts the connection of the thing, if it has one. */
  disconnect(thing: string): Promise<void>;
  /** Where devices connect to: `mqtts://host:port`. */
  endpoint(): Promise<string>;
}

/** Messages to devices, QoS 1. */
export interface DeviceMessages {
  publish(topic: string, payload: object, options?: { readonly retain: boolean }): Promise<void>;
}

/** The broker of the devices, with both of its sides. */
export interface DeviceHub extends DeviceCertificates, DeviceMessages {}
