import 'reflect-metadata';
import { createHash, randomBytes, webcrypto } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509Certificate,
  X509CertificateGenerator,
  type Extension,
} from '@peculiar/x509';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { instantOf, type Instant } from '../../shared/kernel/instant.ts';
import { keptFile, writeAtomically } from './folder.ts';

type CryptoKey = webcrypto.CryptoKey;
type CryptoKeyPair = webcrypto.CryptoKeyPair;

const CURVE = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY_MS = 86_400_000;
const AUTHORITY_DAYS = 3_650;
const DEVICE_DAYS = 730;
/** Clocks of small devices are late. */
const BACKDATED_MS = DAY_MS;

/** Whoever may sign: its certificate and key. */
interface Signer {
  readonly certificate: X509Certificate;
  readonly key: CryptoKey;
}

export interface DeviceCertificate {
  readonly id: string;
  /** The certificate and the hall's own, PEM. */
  readonly certificate: string;
  readonly privateKey: string;
  readonly expires: Instant;
}

/** The certificates of the local stack. They live in real time, whatever the hall's clock says. */
export interface Authority {
  /** PEM of the root, which both sides verify each other with. */
  readonly root: string;
  readonly server: { readonly certificate: string; readonly key: string };
  /** A certificate of the hall's own authority, made when the hall first needs it. */
  issue(tenant: TenantCode, thing: string): Promise<DeviceCertificate>;
}

const newKeys = (): Promise<CryptoKeyPair> => webcrypto.subtle.generateKey(CURVE, true, ['sign', 'verify']);

const pemOfKey = async (key: CryptoKey): Promise<string> =>
  PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');

const keyOfPem = (pem: string): Promise<CryptoKey> =>
  webcrypto.subtle.importKey('pkcs8', PemConverter.decodeFirst(pem), CURVE, true, ['sign']);

/** Serial numbers must be positive: the first bit stays clear. */
const newSerial = (): string => {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0] ?? 0) & 0x7f;
  return bytes.toString('hex');
};

interface Wanted {
  readonly name: string;
  readonly days: number;
  readonly extensions: readonly Extension[];
}

const sign = async (
  { name, days, extensions }: Wanted,
  keys: CryptoKeyPair,
  issuer?: Signer,
): Promise<X509Certificate> => {
  const now = Date.now();
  return X509CertificateGenerator.create({
    serialNumber: newSerial(),
    subject: name,
    issuer: issuer?.certificate.subject ?? name,
    notBefore: new Date(now - BACKDATED_MS),
    notAfter: new Date(now + days * DAY_MS),
    publicKey: keys.publicKey,
    signingKey: issuer?.key ?? keys.privateKey,
    signingAlgorithm: CURVE,
    extensions: [...extensions],
  });
};

const mayAlso = (flags: KeyUsageFlags): Extension => new KeyUsagesExtension(flags, true);
const authorityOf = (name: string): Wanted => ({
  name,
  days: AUTHORITY_DAYS,
  extensions: [
    new BasicConstraintsExtension(true, undefined, true),
    mayAlso(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign),
  ],
});
const memberOf = (name: string, days: number, usage: ExtendedKeyUsage, more: Extension[] = []): Wanted => ({
  name,
  days,
  extensions: [
    new BasicConstraintsExtension(false, undefined, true),
    mayAlso(KeyUsageFlags.digitalSignature),
    new ExtendedKeyUsageExtension([usage]),
    ...more,
  ],
});

/** SHA-256 of the certificate, in hexadecimal: as AWS IoT names it. */
const idOf = ({ rawData }: X509Certificate): string =>
  createHash('sha256').update(new Uint8Array(rawData)).digest('hex');

interface Kept extends Signer {
  readonly pem: string;
}

/** A certificate with its key in two files, made at the first start and kept from then on. */
const kept = async (folder: string, file: string, wanted: Wanted, issuer?: Signer): Promise<Kept> => {
  const certificateFile = join(folder, `${file}.pem`);
  const keyPem = await keptFile(join(folder, `${file}.key.pem`), async () => {
    const keys = await newKeys();
    const certificate = await sign(wanted, keys, issuer);
    // The certificate first: a key that is there has its certificate.
    writeAtomically(certificateFile, certificate.toString('pem'));
    return Buffer.from(await pemOfKey(keys.privateKey));
  });
  const pem = readFileSync(certificateFile, 'utf8');
  return { pem, certificate: new X509Certificate(pem), key: await keyOfPem(keyPem.toString()) };
};

const SERVER_NAMES = new SubjectAlternativeNameExtension([
  { type: 'dns', value: 'localhost' },
  { type: 'ip', value: '127.0.0.1' },
  { type: 'ip', value: '::1' },
]);

/**
 * Opens the authority of a data folder: a root, a server certificate for this machine, and one authority a hall, whose
 * certificates name the hall. Keys of devices are handed out and kept nowhere.
 */
export const openAuthority = async (folder: string): Promise<Authority> => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const root = await kept(folder, 'root', authorityOf('CN=OneWindow local root'));
  const server = await kept(
    folder,
    'server',
    memberOf('CN=localhost', AUTHORITY_DAYS, ExtendedKeyUsage.serverAuth, [SERVER_NAMES]),
    root,
  );
  const halls = new Map<TenantCode, Promise<Kept>>();
  const hallOf = (tenant: TenantCode): Promise<Kept> => {
    const known =
      halls.get(tenant) ??
      kept(folder, `hall-${tenant}`, authorityOf(`CN=hall ${tenant}, O=${tenant}`), root);
    halls.set(tenant, known);
    return known;
  };
  return {
    root: root.pem,
    server: { certificate: server.pem, key: await pemOfKey(server.key) },
    issue: async (tenant, thing) => {
      const hall = await hallOf(tenant);
      const keys = await newKeys();
      const wanted = memberOf(`CN=${thing}, O=${tenant}`, DEVICE_DAYS, ExtendedKeyUsage.clientAuth);
      const certificate = await sign(wanted, keys, hall);
      return {
        id: idOf(certificate),
        certificate: `${certificate.toString('pem')}\n${hall.pem}\n`,
        privateKey: await pemOfKey(keys.privateKey),
        expires: instantOf(certificate.notAfter.getTime()),
      };
    },
  };
};
