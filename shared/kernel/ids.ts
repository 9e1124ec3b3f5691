import type { Brand } from './brand.ts';

/** A hall, named by its administrative division code: 6 (county), 9 (township) or 12 digits (village station). */
export type TenantCode = Brand<string, 'TenantCode'>;
/** Number of a case: tenant code, day of receipt, serial of the hall's day, see `shared/codes/case-no.ts`. */
export type CaseNo = Brand<string, 'CaseNo'>;
/** Number of a linked case 联办件, see `shared/codes/bundle-no.ts`. */
export type BundleNo = Brand<string, 'BundleNo'>;
/** Code of a matter (事项编码), free text up to 64 characters because provinces differ (DOMAIN_RULES 3.6). */
export type MatterCode = Brand<string, 'MatterCode'>;
/** Subject of a verified token: one person or one device. */
export type Subject = Brand<string, 'Subject'>;
/** Name of an item in the vault. Says nothing about the person. */
export type VaultRef = Brand<string, 'VaultRef'>;

const TENANT = /^\d{6}(\d{3}){0,2}$/;

export const isTenantCode = (text: string): text is TenantCode => TENANT.test(text);

/** The hall one level up (village → township → county), or none for a county. */
export const parentOf = (tenant: TenantCode): TenantCode | undefined =>
  tenant.length > 6 ? (tenant.slice(0, -3) as TenantCode) : undefined;
