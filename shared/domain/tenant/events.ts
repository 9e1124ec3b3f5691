import type { TenantCode } from '../../kernel/ids.ts';
import type { CalendarRules, Closure, YearOverride } from '../../time/rules.ts';
import type { Delegation, Department, HallProfile, HallSettings, Seal, Zone } from './hall.ts';

/** Opening hours as a hall announces them. */
export type Hours = Pick<CalendarRules, 'hours' | 'weekdays' | 'summer'>;

export type TenantEvent =
  | { readonly type: 'HallOpened'; readonly data: HallProfile & { readonly code: TenantCode } }
  | { readonly type: 'HoursSet'; readonly data: Hours }
  | { readonly type: 'ClosureDeclared'; readonly data: Closure }
  | { readonly type: 'HolidayNoticePublished'; readonly data: YearOverride }
  | { readonly type: 'SettingsChanged'; readonly data: { readonly settings: Partial<HallSettings> } }
  | { readonly type: 'DepartmentRegistered'; readonly data: Department }
  | { readonly type: 'DepartmentLeft'; readonly data: { readonly name: string; readonly reason: string } }
  | { readonly type: 'ZoneArranged'; readonly data: Zone }
  | { readonly type: 'WindowsPlanned'; readonly data: { readonly windows: number } }
  | { readonly type: 'SealRegistered'; readonly data: Seal }
  | { readonly type: 'SealStopped'; readonly data: { readonly id: string; readonly reason: string } }
  | { readonly type: 'DelegationGranted'; readonly data: Delegation }
  | { readonly type: 'DelegationRevoked'; readonly data: { readonly id: string; readonly reason: string } };
